import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GraphiqlPages } from './pages.js';

/** GraphiQL, open to everybody: what is asked with it needs a token. */
@Controller('graphiql')
export class GraphiqlController {
  constructor(private readonly pages: GraphiqlPages) {}

  @Get()
  async page(@Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const { html, contentSecurityPolicy } = await this.pages.page();
    void reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'max-age=3600')
      .header('content-security-policy', contentSecurityPolicy);
    return html;
  }
}
