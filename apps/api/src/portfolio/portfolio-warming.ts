import { pause, type Pause } from '#async/pause.js';
import { TimeSlices } from '#async/time-slices.js';
import { everyMinute, type Ticker } from '#application/processes/weekly-schedule.js';
import { Views } from '#projection-engine/daemon/views.js';
import { Readings } from '#read-models/readings.js';
import { Inject, Injectable, Logger, Optional, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';

const log = new Logger('portfolio');

/** How many programs are asked for before the thread rests: some sixty milliseconds of work if none of their rows is kept. */
const AT_ONCE = 64;
/** How many programs are kept ready, oldest charter first: half of what the cache of rows holds; the rest is for other perspectives. */
const MOST = 10_000;
/** How many of them at a start, when there is other work to do: some two seconds. The next round, a minute later, makes the others. */
const FIRST = 1_000;
/** How often the views are looked at while they are being built. */
const LOOK_MS = 1_000;
const SLICE_MS = 5;

/** How the rounds are timed. */
export interface WarmingPace {
  readonly ticker: Ticker;
  readonly pause: Pause;
}

/**
 * Keeps the rows of the portfolio ready, because it is the first page that people see: after a start, after midnight in a program's zone, and
 * after changes. A row takes a millisecond of sweeping, so a cold portfolio of a thousand programs takes a second and more. Rows that are not
 * up to date are made again once a minute, a few at a time, in short slices, and after each few the thread rests as long as they took.
 */
@Injectable()
export class PortfolioWarming implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly slices = new TimeSlices(SLICE_MS);
  private readonly stopping = new AbortController();
  private stopTicking: (() => void) | undefined;
  private running: Promise<void> | undefined;
  private most = FIRST;

  constructor(
    private readonly readings: Readings,
    @Inject(Views) private readonly views: Pick<Views, 'status'>,
    @Optional() private readonly pace: WarmingPace = { ticker: everyMinute, pause },
  ) {}

  onApplicationBootstrap(): void {
    this.stopTicking = this.pace.ticker(() => void this.round());
    void this.round();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopTicking?.();
    this.stopping.abort();
    await this.running;
  }

  /** Makes the rows that are not up to date. While a round is running, no other begins. Never rejects: the next tick tries again. */
  round(): Promise<void> {
    this.running ??= this.make()
      .catch((error: Error) => log.warn({ msg: 'Could not prepare the portfolio; trying again in a minute', error: error.message }))
      .finally(() => (this.running = undefined));
    return this.running;
  }

  private async make(): Promise<void> {
    // Views that are being built change faster than rows are made. Whoever waits for a position makes their builder hurry, so this one looks.
    while (!this.views.status().every(({ state }) => state === 'LIVE')) {
      await this.pace.pause(LOOK_MS, this.stopping.signal);
      if (this.stopping.signal.aborted) return;
    }
    const { portfolio } = this.readings.paced(() => this.slices.turn(this));
    const ids = (await portfolio.programIds({})).slice(0, this.most);
    for (let from = 0; from < ids.length && !this.stopping.signal.aborted; from += AT_ONCE) {
      const startedAt = performance.now();
      await portfolio.rows(ids.slice(from, from + AT_ONCE), 'AS_KNOWN_NOW');
      await this.pace.pause(performance.now() - startedAt, this.stopping.signal);
    }
    this.most = MOST;
  }
}
