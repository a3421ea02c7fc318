import { FairQueue } from '#async/fair-queue.js';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GraphiqlPages } from './pages.js';

/** Serves GraphiQL to everybody; the queries sent from the page need a token. */
@Controller('graphiql')
export class GraphiqlController {
  private readonly turns = new FairQueue();

  constructor(private readonly pages: GraphiqlPages) {}

  @Get()
  async page(@Res() reply: FastifyReply): Promise<void> {
    const { html, contentSecurityPolicy } = await this.pages.page();
    // Writing 9 MB to a connection takes some milliseconds: one waiting client gets the page in each turn of the event loop.
    await this.turns.run(
      'page',
      () =>
        void reply
          .type('text/html; charset=utf-8')
          .header('cache-control', 'max-age=3600')
          .header('content-security-policy', contentSecurityPolicy)
          .send(html),
    );
  }
}
