import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { AppendSignal } from '../writing/append-signal.js';
import { pageEvents, type EventPages } from './event-pages.js';
import { rowOf } from '../file/position.js';

type Item = StoredEvent[] | 'caughtUp';

/**
 * Follows the log. A hand-written iterator, not a generator: `return()` must end a `next()` that waits for an event; a generator would
 * queue `return()` behind it.
 */
export class Subscription implements AsyncIterableIterator<Item> {
  #atHead = false;
  #more = false;
  #ended = false;
  #stop: (() => void) | undefined;

  /** @param row the last event already seen, 0 for none @param open returns the pages, or throws if the store is closed */
  constructor(
    private readonly open: () => EventPages,
    private readonly appendSignal: AppendSignal,
    private row: number,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Item, undefined>> {
    if (this.#more) await nextTurn();
    while (!this.#ended) {
      const { events, last } = this.open().forwards(this.row, pageEvents);
      this.#more = !last;
      const newest = events.at(-1);
      if (newest !== undefined) {
        this.row = rowOf(newest.position);
        this.#atHead = false;
        return { done: false, value: events };
      }
      if (!this.#atHead) {
        this.#atHead = true;
        return { done: false, value: 'caughtUp' };
      }
      await this.#untilRung();
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Item, undefined>> {
    this.#ended = true;
    this.#stop?.();
    return { done: true, value: undefined };
  }

  async #untilRung(): Promise<void> {
    const { rung, stop } = this.appendSignal.wait();
    this.#stop = stop;
    await rung;
    this.#stop = undefined;
  }
}
