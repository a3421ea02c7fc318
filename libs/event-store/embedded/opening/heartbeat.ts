import { join } from 'node:path';
import type { Position } from '#event-sourcing/event.js';
import type { ClockDoubt, StoreClock } from '#event-sourcing/store-clock.js';
import { isThere } from './losses.js';
import { writeHighWater, writeHighWaterNow, type HighWater } from './high-water.js';

/** An acknowledged event is remembered outside of the store after so long. */
const EVERY_MS = 1_000;
/** Where nothing is recorded, the time is. */
const TIME_EVERY_MS = 30_000;
const DAY_MS = 86_400_000;

export interface HeartbeatOptions {
  readonly folder: string;
  /** When the store was last known to be open; undefined: nobody knows. */
  readonly last: string | undefined;
  /** The present instant, in milliseconds. */
  readonly now: () => number;
  readonly head: () => { readonly position: Position | null; readonly id: string | null };
}

/**
 * Remembers outside of the store, at least every second and when it is closed, how far it had come and when. A clock that is more than a
 * day away from what was last remembered is doubted, and the time is not remembered until it is confirmed or right again.
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

  /** Why it could not be written the last time; undefined: it was. */
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

  /** Writes what is to be remembered before it returns. */
  beatNow(): void {
    this.#noted(() => writeHighWaterNow(this.options.folder, (this.#written = this.#mark())));
  }

  /** The last one. */
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
    // Looking at the clock moves what is trusted.
    void this.doubt;
    const vault = isThere(join(this.options.folder, 'vault.sqlite'));
    return { ...this.options.head(), at: new Date(this.#trusted).toISOString(), vault };
  }
}
