import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { within as settledWithin } from '#async/within.js';
import type { NewEvent, Position, StoredEvent } from '../../event.js';
import type { AppendResult, EventStore, ExpectedRevision } from '../../store/event-store.js';

/** All events of a read; checks that pages have between 1 and 1,000. */
export async function collect(pages: AsyncIterable<StoredEvent[]>): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  // A store in memory answers without a turn of the event loop: without this, a check that reads in a loop would block the writers.
  await nextTurn();
  for await (const page of pages) {
    assert.ok(page.length > 0 && page.length <= 1_000, `a page of ${page.length} events`);
    events.push(...page);
  }
  return events;
}

export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);
export const revisionsOf = (events: readonly StoredEvent[]): number[] => events.map(({ revision }) => revision);

/** The events of these streams: a shared store has other ones, too. */
export const ofStreams = (events: readonly StoredEvent[], ...streams: readonly string[]): StoredEvent[] =>
  events.filter(({ stream }) => streams.includes(stream));

/** Appends and expects success. */
export async function appended(
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
  expectedRevision: ExpectedRevision = 'any',
): Promise<Extract<AppendResult, { ok: true }>> {
  const result = await store.append(stream, events, { expectedRevision });
  assert.ok(result.ok, `a conflict where none was due: ${JSON.stringify(result)}`);
  return result;
}

/** Appends and expects a conflict with this actual revision. */
export async function conflicting(
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
  expectedRevision: ExpectedRevision,
  actual: number | 'none',
): Promise<void> {
  assert.deepEqual(await store.append(stream, events, { expectedRevision }), { ok: false, actual });
}

/** Checks that positions strictly rise, as text too, and that every stream's revisions rise by one. */
export function assertInOrder(events: readonly StoredEvent[]): void {
  const last = new Map<string, number>();
  let position: Position | undefined;
  for (const event of events) {
    assert.ok(position === undefined || event.position > position, `position ${event.position} comes after ${position}`);
    position = event.position;
    const before = last.get(event.stream);
    assert.ok(before === undefined || event.revision === before + 1, `${event.stream}: revision ${event.revision} comes after ${before}`);
    last.set(event.stream, event.revision);
  }
}

/** The result of the promise; rejects after `ms` milliseconds without one. */
export const within = <T>(ms: number, promise: Promise<T>, what: string): Promise<T> =>
  settledWithin(ms, promise, () => {
    throw new Error(`${what} did not come within ${ms} ms`);
  });

/** Checks that a promise rejects with an EventStoreError of this code. */
export async function rejectsWith(code: string, promise: Promise<unknown>): Promise<void> {
  await assert.rejects(promise, (error: unknown) => {
    assert.equal((error as { code?: unknown }).code, code, String(error));
    assert.ok((error as Error).message.length > 0, 'an error without a message');
    return true;
  });
}
