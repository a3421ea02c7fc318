import { Views } from '#read-models/runner/views.js';
import type { ProjectionStatus } from '#read-models/runner/projection-status.js';
import { Controller, Get, HttpCode, ServiceUnavailableException } from '@nestjs/common';

interface Health {
  readonly status: 'ok' | 'down';
  readonly projections?: readonly Pick<ProjectionStatus, 'name' | 'state' | 'error' | 'failedAt' | 'failedEventId'>[];
}

/** For whatever watches the process; answered without a token. */
@Controller('health')
export class HealthController {
  constructor(private readonly views: Views) {}

  /** The process runs and answers. */
  @Get('live')
  @HttpCode(200)
  live(): Health {
    return { status: 'ok' };
  }

  /** Every projection moves: 200. Else 503, with the position and the event at which each of them stopped, and why. */
  @Get('ready')
  @HttpCode(200)
  ready(): Health {
    const stopped = this.views.status().filter((projection) => projection.state === 'STOPPED');
    if (stopped.length === 0) return { status: 'ok' };
    const projections = stopped.map(({ name, state, error, failedAt, failedEventId }) => ({ name, state, error, failedAt, failedEventId }));
    throw new ServiceUnavailableException({ status: 'down', projections } satisfies Health);
  }
}
