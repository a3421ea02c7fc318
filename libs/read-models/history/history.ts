import type { Source } from '../as-of/source.js';
import { between, equals, every, isIn, type Condition } from '../paging/condition.js';
import { rowsOf, type List } from '../paging/list.js';
import type { EitherWay, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import type { JournalEntry } from '#projection-engine/writers/journal-entry.js';
import { entryOf, JOURNAL_COLUMNS, type JournalRow } from '#projection-engine/writers/journal-row.js';
import { knownAt } from './known-at.js';
import { assertKnownPlace } from './known-place.js';
import { ofMilestone, ofTypes } from './of-milestone.js';

export type { JournalEntry } from '#projection-engine/writers/journal-entry.js';

export interface HistoryFilter {
  readonly programId: string;
  readonly actor?: string | null | undefined;
  readonly types?: readonly string[] | null | undefined;
  readonly initiativeId?: string | null | undefined;
  /** Re-baselines that list it are part of its history. */
  readonly milestoneId?: string | null | undefined;
  /** Instants of occurredAt, RFC 3339 in UTC with milliseconds, both inclusive. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** Questions about what happened, asked of the journal. */
export class History {
  constructor(private readonly source: Source) {}

  /**
   * By (occurredAt, position).
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE, STALE_POSITION
   */
  async page(filter: HistoryFilter, paging: EitherWay): Promise<Page<JournalEntry>> {
    const list = await this.list(filter);
    await assertKnownPlace(this.source, list, paging);
    const rows = await rowsOf<JournalRow>((sql, parameters) => this.source.journal.select(sql, parameters), list, paging);
    return pageOf(
      rows,
      rows.rows.map(({ row }) => entryOf(row)),
    );
  }

  private async list({ programId, initiativeId, milestoneId, actor, types, from, to }: HistoryFilter): Promise<List> {
    // Of an initiative its stream is read, and the program only compared: as an expression it tempts no planner to its index.
    const within = initiativeId
      ? [...equals('j.stream', `initiative-${initiativeId}`), ...equals("coalesce(j.program_id, '')", programId)]
      : equals('j.program_id', programId);
    return {
      name: 'history',
      columns: JOURNAL_COLUMNS,
      from: 'journal j',
      where: [
        ...within,
        ...equals('j.actor', actor),
        ...ofTypes(types),
        ...between('j.occurred_at', from, to),
        ...(milestoneId ? [await ofMilestone(this.source, milestoneId, within)] : []),
        ...knownAt(this.source.cut),
      ],
      order: [
        { sql: 'j.occurred_at', type: 'text' },
        { sql: 'j.position', type: 'text' },
      ],
      witness: 'j.id',
    };
  }

  /** Those that exist among these ids. */
  byIds(ids: readonly string[]): Promise<Map<string, JournalEntry>> {
    return this.where(isIn('j.id', ids));
  }

  private async where(condition: Condition): Promise<Map<string, JournalEntry>> {
    const { sql, parameters } = every([condition, ...knownAt(this.source.cut)]);
    const rows = await this.source.journal.select<JournalRow>(`select ${JOURNAL_COLUMNS} from journal j where ${sql}`, parameters);
    return new Map(rows.map((row) => [row.id, entryOf(row)]));
  }
}
