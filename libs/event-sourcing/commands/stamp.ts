import type { Refusal } from './decider.js';
import type { EventMetadata, Fact, NewEvent } from '../event.js';
import type { FoldedStream } from '../folds/folded.js';
import { uuidFrom } from '../uuid.js';

/** The source of a command's time. Instants are RFC 3339 in UTC with milliseconds, so that they compare as text. */
export type When =
  | { readonly kind: 'now' }
  /** Imported history: it became known at that instant, which is neither before the stream's last event nor in the future. */
  | { readonly kind: 'imported'; readonly at: string; readonly from: string; readonly by: string }
  /** The command follows from an event that became known at that instant, and takes that event's import marks. */
  | { readonly kind: 'following'; readonly at: string; readonly from?: string; readonly by?: string };

export interface Times {
  readonly occurredAt: string;
  readonly recordedAt: string;
}

const later = (a: string, b: string): string => (a > b ? a : b);

/** The `occurredAt` and `recordedAt` of a command on this stream: neither decreases within a stream. */
export function timesOf(when: When, now: string, stream: FoldedStream<unknown>): Times | Refusal {
  const recordedAt = later(now, stream.recordedAt);
  switch (when.kind) {
    case 'now':
      return { occurredAt: later(now, stream.occurredAt), recordedAt };
    case 'following':
      return { occurredAt: later(when.at, stream.occurredAt), recordedAt };
    case 'imported':
      if (when.at > now) return { refused: 'OCCURRED_IN_FUTURE' };
      if (when.at < stream.occurredAt) return { refused: 'OCCURRED_BEFORE_LAST' };
      return { occurredAt: when.at, recordedAt };
  }
}

/** Makes events of the facts that a command decided. Their ids are derived, so that the same command always gives the same ids. */
export const stamped = <F extends Fact>(stream: string, facts: readonly F[], metadata: EventMetadata): NewEvent<F>[] =>
  facts.map(({ type, data }, index) => ({ id: uuidFrom(stream, metadata.commandId, index), type, data, metadata }));
