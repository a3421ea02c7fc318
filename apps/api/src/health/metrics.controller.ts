import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refused } from '../http/refused.js';
import { Metrics } from './metrics.js';

@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** For administrators, and their access tokens whatever these may do: the metrics tell of the whole installation. */
  @Get()
  async text(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!request.principal?.administrator) return refused(request, reply, 'FORBIDDEN');
    void reply.type('text/plain; version=0.0.4; charset=utf-8').send(await this.metrics.text());
  }
}
