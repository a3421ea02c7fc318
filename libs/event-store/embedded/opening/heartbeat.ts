import { join } from 'node:path';
import type { Position } from '#event-sourcing/event.js';
import type { ClockDoubt, StoreClock } from '#event-sourcing/store/store-clock.js';
import { isThere } from './losses.js';
import { writeHighWater, writeHighWaterNow, type HighWater } from './high-water.js';

/** How soon an acknowledged event is recorded in the high-water mark outside of the event file. */
const EVERY_MS = 1_000;
/** How often the time is recorded while no event comes. */
const TIME_EVERY_MS = 30_000;
const DAY_MS = 86_400_000;

export interface HeartbeatOptions {
  readonly folder: string;
  /** When the store was last known to be open; undefined: unknown. */
  readonly last: string | undefined;
  /** The current time in milliseconds since 1970. */
  readonly now: () => number;
  readonly head: () => { readonly position: Position | null; readonly id: string | null };
}

/**
 * Records the last position and the time outside of the event file, at least every second and on closing. If the clock is more than a day
 * away from the last recorded time, it is doubted: no time is recorded until an operator confirms the clock or it is right again.
 */
export class Heartbeat implements StoreClock {
  readonly #timer: NodeJS.Timeout;
  #trusted: number;
  #written: HighWater | undefined;
  #writing: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(private readonly options: HeartbeatOptions) {
    this.#trusted = options.last === undefined ? options.now() : Date.parse(options.last);
    this.beatNow();
    this.#timer = setInterval(() => this.#beat(), EVERY_MS).unref();
  }

  /** Why the last write failed; undefined: it succeeded. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  get doubt(): ClockDoubt | undefined {
    const now = this.options.now();
    if (Math.abs(now - this.#trusted) <= DAY_MS) {
      this.#trusted = Math.max(this.#trusted, now);
      return undefined;
    }
    return { kind: now > this.#trusted ? 'AHEAD' : 'BACK', last: new Date(this.#trusted).toISOString(), now: new Date(now).toISOString() };
  }

  confirm(): void {
    this.#trusted = this.options.now();
    this.#beat();
  }

  /** Writes the high-water mark before it returns. */
  beatNow(): void {
    this.#noted(() => writeHighWaterNow(this.options.folder, (this.#written = this.#mark())));
  }

  /** Writes the high-water mark a last time and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    this.beatNow();
  }

  #beat(): void {
    if (this.#writing) return;
    const mark = this.#mark();
    const isNews = mark.position !== this.#written?.position || Date.parse(mark.at) - Date.parse(this.#written.at) >= TIME_EVERY_MS;
    if (!isNews && !this.#failure && mark.vault === this.#written?.vault) return;
    this.#writing = writeHighWater(this.options.folder, mark)
      .then(
        () => {
          this.#written = mark;
          this.#failure = undefined;
        },
        (error: unknown) => (this.#failure = error as Error),
      )
      .then(() => (this.#writing = undefined));
  }

  #noted(write: () => void): void {
    try {
      write();
      this.#failure = undefined;
    } catch (error) {
      this.#failure = error as Error;
    }
  }

  #mark(): HighWater {
    // Reading `doubt` advances the time that the clock is compared with.
    void this.doubt;
    const vault = isThere(join(this.options.folder, 'vault.sqlite'));
    return { ...this.options.head(), at: new Date(this.#trusted).toISOString(), vault };
  }
}
