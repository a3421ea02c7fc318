import type { Position } from '#event-sourcing/event.js';
import type { Subject } from '../registry.js';
import type { AsOfPoint } from './as-of-point.js';

/**
 * A fixed view of the journal: the as-of point and the head. It stays the same until the answer is complete, whatever is recorded
 * meanwhile.
 */
export interface AsOfSnapshot {
  readonly cut: AsOfPoint;
  /** The instant whose date is "today": `asOf`, or now if only `asRecordedAt` is given. */
  readonly instant: string;
  /** The last event that the journal had. Later events are not seen, even if they belong to the past. */
  readonly head: Position;
}

/** A question about the past as plain data, as it is sent to the thread that answers it. */
export interface Question {
  readonly view: AsOfSnapshot;
  readonly subject: Subject;
  readonly question: string;
  readonly asked: readonly unknown[];
  /** Set if the question is for the length of the list, not for the page. */
  readonly counts?: true;
}

/**
 * Asks a question about the past. `signal` is aborted when nobody waits for the answer any more.
 * @throws QuestionError READ_INTERRUPTED if the answering thread has died, and whatever the question itself throws
 */
export type Ask = (question: Question, signal?: AbortSignal) => Promise<unknown>;
