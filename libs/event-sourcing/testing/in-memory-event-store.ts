import { assertAppendSize } from '../store/append-size.js';
import { canonicalJson } from '../canonical-json.js';
import {
  EventStoreError,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type ReadAllOptions,
  type ReadStreamOptions,
} from '../store/event-store.js';
import type { NewEvent, Position, StoredEvent } from '../event.js';

const PAGE = 1_000;

const positionOf = (index: number): Position => index.toString().padStart(16, '0');

/** An event store for tests: an array in memory that keeps the contract. */
export class InMemoryEventStore implements EventStore {
  private readonly log: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private wake: (() => void)[] = [];
  private closed = false;

  async append(stream: string, events: readonly NewEvent[], options: { expectedRevision: ExpectedRevision }): Promise<AppendResult> {
    this.assertOpen();
    const written = events.map(serialised);
    assertAppendSize(written.map(({ type, json }) => ({ type, ...json })));
    const before = this.streams.get(stream) ?? [];
    const { expectedRevision: expected } = options;
    const earlier = this.stored(before, events, expected);
    if (earlier) return earlier;
    const actual = before.length - 1;
    const holds = expected === 'any' || (expected === 'none' ? actual < 0 : expected === 'exists' ? actual >= 0 : expected === actual);
    if (!holds) return { ok: false, actual: actual < 0 ? 'none' : actual };
    for (const event of written) this.add(stream, event);
    for (const wake of this.wake.splice(0)) wake();
    const last = this.streams.get(stream)?.at(-1);
    return { ok: true, revision: last?.revision ?? -1, position: last?.position ?? positionOf(0) };
  }

  async *read(stream: string, options: ReadStreamOptions = {}): AsyncIterable<StoredEvent[]> {
    this.assertOpen();
    const { after, direction, limit } = options;
    const events = this.streams.get(stream) ?? [];
    yield* this.pages(
      direction === 'backwards' ? events.slice(0, after).reverse() : events.slice(after === undefined ? 0 : after + 1),
      limit,
    );
  }

  async *readAll(options: ReadAllOptions = {}): AsyncIterable<StoredEvent[]> {
    this.assertOpen();
    const { after, direction, limit } = options;
    const backwards = direction === 'backwards';
    const events = this.log.filter(({ position }) => after === undefined || (backwards ? position < after : position > after));
    yield* this.pages(backwards ? events.reverse() : events, limit);
  }

  subscribe(options: { after?: Position } = {}): AsyncIterableIterator<StoredEvent[] | 'caughtUp'> {
    let next = options.after === undefined ? 0 : Number(options.after);
    let atHead = false;
    let ended = false;
    let wake = (): void => undefined;
    const iterator: AsyncIterableIterator<StoredEvent[] | 'caughtUp'> = {
      [Symbol.asyncIterator]: () => iterator,
      next: async () => {
        while (!ended) {
          this.assertOpen();
          const value = this.log.slice(next, next + PAGE);
          next += value.length;
          if (value.length > 0 || !atHead) {
            atHead = value.length === 0;
            return { done: false, value: atHead ? 'caughtUp' : value };
          }
          await new Promise<void>((resolve) => this.wake.push((wake = resolve)));
        }
        return { done: true, value: undefined };
      },
      // This also ends a `next` that is waiting: a generator would answer only after the next event.
      return: async () => {
        ended = true;
        wake();
        return { done: true, value: undefined };
      },
    };
    return iterator;
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const wake of this.wake.splice(0)) wake();
  }

  private *pages(events: readonly StoredEvent[], limit = Infinity): Iterable<StoredEvent[]> {
    for (let start = 0; start < Math.min(events.length, limit); start += PAGE) {
      yield events.slice(start, Math.min(start + PAGE, limit));
      this.assertOpen();
    }
  }

  private add(stream: string, { id, type, json }: Serialised): void {
    const events = this.streams.get(stream) ?? [];
    const event: StoredEvent = {
      id,
      type,
      stream,
      revision: events.length,
      // Positions count from 1, so that 0 can stand for "before the first".
      position: positionOf(this.log.length + 1),
      data: JSON.parse(json.data) as object,
      metadata: JSON.parse(json.metadata) as StoredEvent['metadata'],
      json,
    };
    events.push(event);
    this.streams.set(stream, events);
    this.log.push(event);
  }

  /** The result of an earlier append of the same ids at the same revision. */
  private stored(before: readonly StoredEvent[], events: readonly NewEvent[], expected: ExpectedRevision): AppendResult | undefined {
    if (events.length === 0 || expected === 'any' || expected === 'exists') return undefined;
    const there = before.slice(expected === 'none' ? 0 : expected + 1).slice(0, events.length);
    if (there.length !== events.length || there.some(({ id }, index) => id !== events[index]!.id)) return undefined;
    const { revision, position } = there.at(-1)!;
    return { ok: true, revision, position };
  }

  private assertOpen(): void {
    if (this.closed) throw new EventStoreError('STORE_CLOSED', 'The event store is closed.');
  }
}

type Serialised = Pick<NewEvent, 'id' | 'type'> & { readonly json: { readonly data: string; readonly metadata: string } };

function serialised({ id, type, data, metadata }: NewEvent): Serialised {
  return { id, type, json: { data: canonicalJson(data), metadata: canonicalJson(metadata) } };
}
