import type { Position } from '#event-sourcing/event.js';
import type { Subject } from '../registry.js';
import type { AsOfPoint } from './as-of-point.js';

/** From where and up to where something is seen: the same to the end of an answer, whatever is recorded meanwhile. */
export interface AsOfSnapshot {
  readonly cut: AsOfPoint;
  /** The one whose date is today: asOf, or now where only the recording is cut. */
  readonly instant: string;
  /** The last event that the journal had; what is added after it is not seen, wherever it lies. */
  readonly head: Position;
}

/** A question about the past, as it travels to the thread that answers it: data alone. */
export interface Question {
  readonly view: AsOfSnapshot;
  readonly subject: Subject;
  readonly question: string;
  readonly asked: readonly unknown[];
  /** Not for the page that is asked for, but for the length of its list. */
  readonly counts?: true;
}

/**
 * Answers a question about the past. `signal`: nobody waits for it any more.
 * @throws QuestionError READ_INTERRUPTED where the thread that answered it has died, and whatever the question itself throws
 */
export type Ask = (question: Question, signal?: AbortSignal) => Promise<unknown>;
