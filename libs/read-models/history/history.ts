import type { StoredEvent } from '#event-sourcing/event.js';
import type { Source } from '../as-of/source.js';
import type { EitherWay, Page } from '../paging/page.js';
import type { SummaryNames } from './summary.js';

export interface HistoryFilter {
  readonly programId: string;
  readonly actor?: string | null | undefined;
  readonly types?: readonly string[] | null | undefined;
  readonly initiativeId?: string | null | undefined;
  /** Re-baselines that list it are part of its history. */
  readonly milestoneId?: string | null | undefined;
  /** Instants of occurredAt, both inclusive. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** An event of the journal: `json` has the canonical text of its data and metadata. */
export type JournalEntry = StoredEvent & { readonly json: { readonly data: string; readonly metadata: string } };

/** Questions about what happened, asked of the journal. */
export class History {
  constructor(private readonly source: Source) {}

  /** By (occurredAt, position). */
  page(_filter: HistoryFilter, _paging: EitherWay): Promise<Page<JournalEntry>> {
    return Promise.reject(new Error('not yet'));
  }

  /** Those that exist among these ids. */
  byIds(_ids: readonly string[]): Promise<Map<string, JournalEntry>> {
    return Promise.reject(new Error('not yet'));
  }

  /** What the summaries of these events need, in a few queries. `people`: names that the directory has. */
  names(_events: readonly StoredEvent[], _people: ReadonlyMap<string, string>): Promise<SummaryNames> {
    return Promise.reject(new Error('not yet'));
  }
}
