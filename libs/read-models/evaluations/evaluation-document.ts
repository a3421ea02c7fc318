import type { EvaluationEvent } from '#domain/evaluation/events.js';

/** One evaluation with the signals that the drift alarm saw. Its id is that of its event. */
export type EvaluationDocument = EvaluationEvent['data'] & {
  readonly id: string;
  readonly programId: string;
  readonly recordedAt: string;
  /** The history file that the evaluation was imported with. */
  readonly importedFrom?: string;
};
