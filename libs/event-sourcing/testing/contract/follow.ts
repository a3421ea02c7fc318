import assert from 'node:assert/strict';
import type { StoredEvent } from '../../event.js';
import type { EventStore } from '../../store/event-store.js';
import { idsOf, ofStreams, within } from './observe.js';

/** Reads a subscription step by step, each within a time limit, and collects the events of the given streams. */
export class Follower {
  readonly seen: StoredEvent[] = [];
  /** The position of the last event received, of any stream. */
  position: string | undefined;
  readonly #items: AsyncIterator<StoredEvent[] | 'caughtUp'>;
  #last: 'events' | 'caughtUp' | undefined;

  constructor(
    store: EventStore,
    private readonly streams: readonly string[],
    private readonly deadlineMs: number,
    after?: string,
  ) {
    this.position = after;
    this.#items = store.subscribe(after === undefined ? {} : { after })[Symbol.asyncIterator]();
  }

  /** Reads the next item. */
  async step(): Promise<'events' | 'caughtUp'> {
    const result = await within(this.deadlineMs, this.#items.next(), 'the next item of a subscription');
    assert.ok(result.done !== true, 'a subscription ended by itself');
    const { value } = result;
    if (value === 'caughtUp') {
      assert.notEqual(this.#last, 'caughtUp', 'two markers and no event between them');
      return (this.#last = 'caughtUp');
    }
    assert.ok(value.length > 0 && value.length <= 1_000, `an array of ${value.length} events`);
    this.position = value.at(-1)!.position;
    this.seen.push(...ofStreams(value, ...this.streams));
    return (this.#last = 'events');
  }

  async untilCaughtUp(): Promise<void> {
    while ((await this.step()) !== 'caughtUp');
  }

  async untilSeen(count: number): Promise<void> {
    while (this.seen.length < count) await this.step();
  }

  /** Begins to read the next item, which comes with a later event. */
  waiting(): Promise<unknown> {
    return this.#items.next();
  }

  /** Ends the subscription as leaving a `for await` does. */
  async leave(): Promise<void> {
    await within(this.deadlineMs, Promise.resolve(this.#items.return?.()), 'the end of a subscription that was left');
  }

  get ids(): string[] {
    return idsOf(this.seen);
  }
}
