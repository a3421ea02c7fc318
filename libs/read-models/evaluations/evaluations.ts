import type { LocalDate } from '#domain/calendar.js';
import type { Source } from '../as-of/source.js';
import type { Forwards, Page } from '../paging/page.js';
import type { EvaluationDocument } from './evaluation-document.js';

export interface EvaluationFilter {
  readonly programId: string;
  readonly from?: LocalDate | null | undefined;
  readonly to?: LocalDate | null | undefined;
}

/** Questions about evaluations. */
export class Evaluations {
  constructor(private readonly source: Source) {}

  /** Those that exist among these ids. */
  async byIds(ids: readonly string[]): Promise<Map<string, EvaluationDocument>> {
    return this.source.documents<EvaluationDocument>('evaluations', ids);
  }

  /** The last one of each program that has any. */
  lastOf(_programIds: readonly string[]): Promise<Map<string, EvaluationDocument>> {
    return Promise.reject(new Error('not yet'));
  }

  /** By date, oldest first. */
  page(_filter: EvaluationFilter, _paging: Forwards): Promise<Page<EvaluationDocument>> {
    return Promise.reject(new Error('not yet'));
  }
}
