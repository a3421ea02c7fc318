import { isSoftlyDeleted } from './stream-metadata.js';
import { metastreamOf } from './stream-metadata.js';
import type { LogIndex } from './log-index.js';
import type { LoggedEvent } from './logged-event.js';

export type Expectation = 'any' | 'none' | 'exists' | number;

export type Decision =
  | { readonly kind: 'new' }
  /** All events are there already; `last` is the last of them. */
  | { readonly kind: 'repeat'; readonly last: LoggedEvent }
  /** `current`: the revision of the stream's last event; -1: there is none. */
  | { readonly kind: 'wrong'; readonly current: number }
  | { readonly kind: 'deleted' };

/**
 * Decides about a write as the server does before it stores it. Event ids are compared only if the expected revision is before the current
 * one (at the same revision), or if no exact revision is expected (anywhere in the stream, as far as the server remembers).
 */
export function decide(index: LogIndex, stream: string, expected: Expectation, ids: readonly string[]): Decision {
  if (index.isTombstoned(stream)) return { kind: 'deleted' };
  const current = index.eventsOf(stream).length - 1;
  const softlyDeleted = isSoftlyDeleted(index.metadataOf(stream));
  if (expected === 'exists') {
    if (softlyDeleted) return { kind: 'deleted' };
    if (current < 0 && index.eventsOf(metastreamOf(stream)).length === 0) return { kind: 'wrong', current };
  }
  if (expected === 'any' || expected === 'exists') return remembered(index, stream, current, ids);
  const revision = expected === 'none' ? -1 : expected;
  if (revision === current) return { kind: 'new' };
  if (revision > current) return { kind: 'wrong', current };
  const there = ids.map((id, i) => index.eventsOf(stream)[revision + 1 + i]?.id === id);
  if (ids.length > 0 && there.every(Boolean)) return { kind: 'repeat', last: index.eventsOf(stream)[revision + ids.length]! };
  if (expected === 'none' && softlyDeleted && there[0] !== true) return { kind: 'new' };
  return { kind: 'wrong', current };
}

function remembered(index: LogIndex, stream: string, current: number, ids: readonly string[]): Decision {
  const known = ids.map((id) => index.withId(stream, id));
  if (known.length === 0 || known[0] === undefined) return { kind: 'new' };
  const last = known.at(-1);
  return known.every((event) => event !== undefined) && last !== undefined ? { kind: 'repeat', last } : { kind: 'wrong', current };
}
