import type { QuestionErrorCode } from '../question-error.js';
import type { Question } from './question.js';

/**
 * Where the views are stored: a SQLite file, perhaps with the file of the store's events, or the schemas of a PostgreSQL database in which
 * queries look for tables.
 */
export type ViewsPlace =
  { readonly file: string; readonly eventFile?: string } | { readonly url: string; readonly schemas: readonly string[] };

export interface ToWorker {
  readonly id: number;
  readonly question: Question;
}

/** Errors cannot be passed between threads as objects: of our errors the code is sent, of others the message and the driver's code. */
export type FromWorker =
  | { readonly id: number; readonly kind: 'answer'; readonly answer: unknown }
  | { readonly id: number; readonly kind: 'refused'; readonly code: QuestionErrorCode; readonly message: string }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string; readonly code: string | undefined };
