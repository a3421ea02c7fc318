import type { EvaluationEvent } from '#domain/evaluation/events.js';

/** One evaluation: what the alarm saw. Its id is that of its event. */
export type EvaluationDocument = EvaluationEvent['data'] & {
  readonly id: string;
  readonly programId: string;
  readonly recordedAt: string;
  /** The history file that it came with. */
  readonly importedFrom?: string;
};
