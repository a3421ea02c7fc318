import { EVENT_STORE, type EventStore } from '#event-sourcing/event-store.js';
import type { ClockDoubt } from '#event-sourcing/store-clock.js';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

const LOOK_EVERY_MS = 10_000;

/** What is odd although everything works. */
export interface Warning {
  readonly code: 'CLOCK_AHEAD' | 'CLOCK_BACK';
  readonly message: string;
}

function warningOf({ kind, last, now }: ClockDoubt): Warning {
  const seen = `This machine's clock says ${now}, and the store was last known to be open at ${last}.`;
  if (kind === 'BACK')
    return {
      code: 'CLOCK_BACK',
      message: `${seen} The clock was set back: what is recorded meanwhile bears the time of the last event of its stream. Set the clock right; if it is right already, start once with --accept-clock.`,
    };
  return {
    code: 'CLOCK_AHEAD',
    message: `${seen} The weekly evaluations wait: by a wrong clock they could not be taken back. If the clock is right and Evenkeel was only off, start once with --accept-clock, and what was missed is evaluated in order; else set the clock right.`,
  };
}

/** Tells the log once when the clock is doubted and once when it no longer is, and the health whenever it asks. */
@Injectable()
export class ClockWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('clock');
  private timer: NodeJS.Timeout | undefined;
  private told: Warning['code'] | undefined;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  get warnings(): readonly Warning[] {
    const doubt = this.store.clock?.doubt;
    return doubt === undefined ? [] : [warningOf(doubt)];
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.tell(), LOOK_EVERY_MS).unref();
    this.tell();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private tell(): void {
    const [warning] = this.warnings;
    if (warning?.code === this.told) return;
    if (warning) this.log.warn({ code: warning.code }, warning.message);
    else this.log.log('the clock is believed again');
    this.told = warning?.code;
  }
}
