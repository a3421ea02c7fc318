import { Views } from '#read-models/runner/views.js';
import type { ProjectionStatus } from '#read-models/runner/projection-status.js';
import { StoreHealth, type StoresDown } from './store-health.js';
import { Controller, Get, HttpCode, ServiceUnavailableException } from '@nestjs/common';

interface Health {
  readonly status: 'ok' | 'down';
  readonly stores?: StoresDown;
  /** Events that cannot be read as they were recorded, each with its place and what to do. */
  readonly damaged?: readonly string[];
  readonly projections?: readonly Pick<ProjectionStatus, 'name' | 'state' | 'error' | 'failedAt' | 'failedEventId'>[];
}

/** For whatever watches the process; answered without a token. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly views: Views,
    private readonly stores: StoreHealth,
  ) {}

  /** The process runs and answers. */
  @Get('live')
  @HttpCode(200)
  live(): Health {
    return { status: 'ok' };
  }

  /**
   * Both stores answer and every projection moves: 200. Else 503, with the store that is down, and the position and the event at which
   * a projection stopped, and why, or the events that are damaged.
   */
  @Get('ready')
  @HttpCode(200)
  async ready(): Promise<Health> {
    const stores = await this.stores.down();
    const stopped = this.views.status().filter((projection) => projection.state === 'STOPPED');
    const down = Object.keys(stores).length > 0;
    const { damaged } = this.stores;
    if (stopped.length === 0 && !down && damaged.length === 0) return { status: 'ok' };
    const projections = stopped.map(({ name, state, error, failedAt, failedEventId }) => ({ name, state, error, failedAt, failedEventId }));
    throw new ServiceUnavailableException({
      status: 'down',
      ...(down ? { stores } : {}),
      ...(damaged.length > 0 ? { damaged } : {}),
      projections,
    } satisfies Health);
  }
}
