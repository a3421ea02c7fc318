import type { Source } from '../as-of/source.js';
import { between, equals, every, isAmong, isIn, type Condition } from '../paging/condition.js';
import { rowsOf, shortened, type List, type Rows } from '../paging/list.js';
import type { EitherWay, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import type { JournalEntry } from '#projection-engine/writers/journal-entry.js';
import { entryOf, JOURNAL_COLUMNS, type JournalRow } from '#projection-engine/writers/journal-row.js';
import { knownAt } from './known-at.js';
import { assertKnownPlace } from './known-place.js';
import { ofMilestone, ofTypes } from './of-milestone.js';

export type { JournalEntry } from '#projection-engine/writers/journal-entry.js';

/** Which events: those that fit every part that is given. Nothing fits an empty list. */
export interface HistoryFilter {
  /** Only of these programs, whatever else is asked: those that the reader may see. */
  readonly among?: readonly string[] | undefined;
  /** Of one program: by (occurredAt, position). Without it: of all programs, in the order of recording. */
  readonly programId?: string | null | undefined;
  readonly programs?: readonly string[] | null | undefined;
  readonly actors?: readonly string[] | null | undefined;
  readonly types?: readonly string[] | null | undefined;
  readonly initiatives?: readonly string[] | null | undefined;
  readonly initiativeId?: string | null | undefined;
  /** Only events of this milestone, including re-baselines that list it. */
  readonly milestoneId?: string | null | undefined;
  /** Instants of occurredAt, RFC 3339 in UTC with milliseconds, both inclusive. */
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  /** Bounds for recordedAt, like `from` and `to`: imported events became known earlier than they were recorded. */
  readonly recordedFrom?: string | null | undefined;
  readonly recordedTo?: string | null | undefined;
  /** Latest first. */
  readonly descending?: boolean | undefined;
}

/** The limit for the data of one page's events in bytes: some events have a megabyte, and reading much at once delays everything else. */
const PAGE_BYTES = 2 * 1024 * 1024;

interface Place {
  readonly position: string;
}

const placesOf = (rows: Rows<Place>['rows']): Condition =>
  isIn(
    'j.position',
    rows.map(({ row }) => row.position),
  );

/** Events of up to so many programs are found by the index of programs and sorted; those of more by walking the log. */
const FEW_PROGRAMS = 20;

/** Compared as an expression, the planner does not choose the index of programs. */
const ofPrograms = (ids: readonly string[] | null | undefined): readonly Condition[] =>
  isAmong((ids?.length ?? 0) <= FEW_PROGRAMS ? 'j.program_id' : "coalesce(j.program_id, '')", ids);

/** Questions about what happened, answered from the journal. */
export class History {
  constructor(private readonly source: Source) {}

  /**
   * A page of the events that fit the filter. If events are large, the page is shorter than requested and says that there are more.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE, STALE_POSITION
   */
  async page(filter: HistoryFilter, paging: EitherWay): Promise<Page<JournalEntry>> {
    const list = await this.list(filter);
    await assertKnownPlace(this.source, list, paging);
    const found = await rowsOf<Place>((sql, parameters) => this.source.journal.select(sql, parameters), list, paging);
    const sizes = await this.sizesOf(found);
    const rows = shortened(found, paging, PAGE_BYTES, ({ position }) => sizes.get(position)!);
    const entries = await this.entriesAt(rows);
    return pageOf(
      rows,
      rows.rows.map(({ row }) => entries.get(row.position)!),
    );
  }

  /** The size of each event's data in bytes: SQLite and PostgreSQL can tell it without reading the data. */
  private async sizesOf({ rows }: Rows<Place>): Promise<ReadonlyMap<string, number>> {
    if (rows.length === 0) return new Map();
    const { sql, parameters } = placesOf(rows);
    const sized = await this.source.journal.select<Place & { readonly bytes: number }>(
      `select j.position, octet_length(j.data) as bytes from journal_entries j where ${sql}`,
      parameters,
    );
    return new Map(sized.map(({ position, bytes }) => [position, bytes]));
  }

  private async entriesAt({ rows }: Rows<Place>): Promise<ReadonlyMap<string, JournalEntry>> {
    if (rows.length === 0) return new Map();
    const entries = await this.where(placesOf(rows));
    return new Map([...entries.values()].map((entry) => [entry.position, entry]));
  }

  private async list(filter: HistoryFilter): Promise<List> {
    const { among, programId, programs, initiatives, initiativeId, milestoneId, actors, types, from, to, recordedFrom, recordedTo } =
      filter;
    const descending = filter.descending ?? false;
    // For an initiative its stream is read, and the program is compared as an expression, so that the planner does not choose the program's
    // index.
    const within = initiativeId
      ? [...equals('j.stream', `initiative-${initiativeId}`), ...equals("coalesce(j.program_id, '')", programId)]
      : equals('j.program_id', programId);
    return {
      name: `history${programId == null ? ' of all' : ''}${descending ? ' DESC' : ''}`,
      columns: 'j.position',
      // Only these events are looked for in the texts; a count of others need not touch them.
      from: milestoneId ? 'journal_entries j' : 'journal j',
      where: [
        ...within,
        ...ofPrograms(among),
        ...ofPrograms(programs),
        ...isAmong(
          'j.stream',
          initiatives?.map((id) => `initiative-${id}`),
        ),
        ...isAmong('j.actor', actors),
        ...ofTypes(types),
        ...between('j.occurred_at', from, to),
        ...between('j.recorded_at', recordedFrom, recordedTo),
        ...(milestoneId ? [await ofMilestone(this.source, milestoneId, within)] : []),
        ...knownAt(this.source.cut),
      ],
      order: [
        ...(programId == null ? [] : [{ sql: 'j.occurred_at', type: 'text', descending } as const]),
        { sql: 'j.position', type: 'text', descending },
      ],
      witness: 'j.id',
    };
  }

  /** The events that exist among these ids. */
  byIds(ids: readonly string[]): Promise<Map<string, JournalEntry>> {
    return this.where(isIn('j.id', ids));
  }

  private async where(condition: Condition): Promise<Map<string, JournalEntry>> {
    const { sql, parameters } = every([condition, ...knownAt(this.source.cut)]);
    const rows = await this.source.journal.select<JournalRow>(`select ${JOURNAL_COLUMNS} from journal_entries j where ${sql}`, parameters);
    return new Map(rows.map((row) => [row.id, entryOf(row)]));
  }
}
