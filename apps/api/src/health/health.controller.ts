import { Views } from '#projection-engine/daemon/views.js';
import { isStuck, type ProjectionStatus } from '#projection-engine/daemon/states/projection-status.js';
import { StoreWarnings, type Warning } from './store-warnings.js';
import { StoreHealth, type StoresDown } from './store-health.js';
import { languageOf as languageOfEnvironment } from '#application/starting/language.js';
import type { Language } from '#domain/language.js';
import { languageOf } from '../http/language.js';
import { Controller, Get, Headers, HttpCode, ServiceUnavailableException } from '@nestjs/common';

interface Health {
  readonly status: 'ok' | 'down';
  /** What an operator should look at although requests are answered. */
  readonly warnings?: readonly Warning[];
  readonly stores?: StoresDown;
  /** Damaged events, each with its place and what to do. */
  readonly damaged?: readonly string[];
  readonly projections?: readonly Pick<ProjectionStatus, 'name' | 'state' | 'error' | 'failedAt' | 'failedEventId'>[];
}

/**
 * The language of the client. One that asks for none, such as curl, is probably the operator's, so the process's own language (LANG) is
 * used.
 */
const wordsFor = (acceptLanguage: string | undefined): Language => {
  if (acceptLanguage === undefined || acceptLanguage === '*') return languageOfEnvironment(process.env);
  return languageOf(acceptLanguage);
};

/** Health checks for monitoring; answered without a token. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly views: Views,
    private readonly stores: StoreHealth,
    private readonly storeWarnings: StoreWarnings,
  ) {}

  /** Answers if the process runs. */
  @Get('live')
  @HttpCode(200)
  live(): Health {
    return { status: 'ok' };
  }

  /**
   * 200 if both stores answer and every projection moves. Otherwise 503 with the store that is down; or the position and event at which a
   * projection is stuck, and why; or the damaged events.
   */
  @Get('ready')
  @HttpCode(200)
  async ready(@Headers('accept-language') acceptLanguage?: string): Promise<Health> {
    const language = wordsFor(acceptLanguage);
    const stores = await this.stores.down(language);
    const standing = this.views.status().filter((status) => this.isDown(status));
    const down = Object.keys(stores).length > 0;
    const damaged = this.stores.damaged(language);
    const warnings = this.storeWarnings.in(language);
    const warned = warnings.length > 0 ? { warnings } : {};
    if (standing.length === 0 && !down && damaged.length === 0) return { status: 'ok', ...warned };
    const projections = standing.map(({ name, state, error, failedAt, failedEventId }) => ({
      name,
      state,
      error,
      failedAt,
      failedEventId,
    }));
    throw new ServiceUnavailableException({
      status: 'down',
      ...(down ? { stores } : {}),
      ...(damaged.length > 0 ? { damaged } : {}),
      projections,
      ...warned,
    } satisfies Health);
  }

  /** A replica keeps answering while the projector retries or another one takes over: the projector reports the problem itself. */
  private isDown(status: ProjectionStatus): boolean {
    return this.stores.clustered ? status.state === 'STOPPED' : isStuck(status);
  }
}
