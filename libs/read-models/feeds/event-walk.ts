import type { Source } from '../as-of/source.js';
import { knownAt } from '../history/known-at.js';
import { ofMilestone, ofTypes } from '../history/of-milestone.js';
import { between, condition, equals, every, isIn, type Condition } from '../paging/condition.js';
import { QuestionError } from '../question-error.js';
import type { JournalEntry } from '#projection-engine/writers/journal-entry.js';
import { entryOf, JOURNAL_COLUMNS, type JournalRow } from '#projection-engine/writers/journal-row.js';
import { beyond, stretchAfter, type Walked, type WalkKey } from './walked.js';

export interface EventFilter {
  /** Only events of these programs; undefined: all, and those of the installation. */
  readonly among?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly actors?: readonly string[] | undefined;
  /** Instants, RFC 3339 in UTC with milliseconds, inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly recordedFrom?: string | undefined;
  readonly recordedTo?: string | undefined;
}

/** How many events of the log one page looks at, and how many bytes of their data it reads. */
const STRETCH = 500;
const PAGE_BYTES = 1024 * 1024;

const filtered = ({ types, actors, from, to, recordedFrom, recordedTo }: EventFilter, { cut }: Source): readonly Condition[] => [
  ...ofTypes(types),
  ...(actors ? [isIn('j.actor', actors)] : []),
  ...between('j.occurred_at', from, to),
  ...between('j.recorded_at', recordedFrom, recordedTo),
  ...knownAt(cut),
];

/** The events in the order of the log. */
export async function eventsAfter(source: Source, filter: EventFilter, key: WalkKey | undefined): Promise<Walked<JournalEntry>> {
  const { journal } = source;
  const stretch = await stretchAfter((sql, parameters) => journal.select(sql, parameters), 'journal j', ['j.position'], key, STRETCH);
  // Compared as an expression: the planner must walk the stretch, not all events of the programs.
  const among = filter.among ? [isIn("coalesce(j.program_id, '')", filter.among)] : [];
  const page = await sized(source, [...stretch.within, ...among, ...filtered(filter, source)], ['j.position']);
  if (page.next) return page;
  return { rows: page.rows, ...(stretch.next ? { next: stretch.next } : {}) };
}

interface HistoryFilter extends EventFilter {
  readonly initiatives?: readonly string[] | undefined;
  /** Including re-baselines that list the milestone. */
  readonly milestoneId?: string | undefined;
}

/** The events of one program by the instant at which they became known. */
export async function historyAfter(
  source: Source,
  programId: string,
  filter: HistoryFilter,
  key: WalkKey | undefined,
): Promise<Walked<JournalEntry>> {
  const { initiatives, milestoneId } = filter;
  const order = ['j.occurred_at', 'j.position'];
  const within = [
    ...equals('j.program_id', programId),
    ...(initiatives
      ? [
          isIn(
            'j.stream',
            initiatives.map((id) => `initiative-${id}`),
          ),
        ]
      : []),
  ];
  const where = [
    ...within,
    ...(milestoneId === undefined ? [] : [await ofMilestone(source, milestoneId, within)]),
    ...beyond(order, key),
    ...filtered(filter, source),
  ];
  return sized(source, where, order);
}

/** As many events as fit into a page, at least one. Their sizes are read before their data: an event may have a megabyte. */
async function sized({ journal }: Source, where: readonly Condition[], order: readonly string[]): Promise<Walked<JournalEntry>> {
  const { sql, parameters } = every(where);
  const found = await journal.select<{ position: string; occurred_at: string; bytes: number }>(
    `select j.position, j.occurred_at, octet_length(j.data) as bytes from journal_entries j where ${sql} order by ${order.join(', ')} limit ${STRETCH}`,
    parameters,
  );
  let count = 0;
  for (let held = 0; count < found.length && (count === 0 || held + found[count]!.bytes <= PAGE_BYTES); count++)
    held += found[count]!.bytes;
  const rows = await entriesAt(
    { journal },
    found.slice(0, count).map(({ position }) => position),
  );
  const last = found[count - 1];
  const more = count < found.length || found.length === STRETCH;
  if (!last || !more) return { rows };
  return { rows, next: order.length === 1 ? [last.position] : [last.occurred_at, last.position] };
}

async function entriesAt({ journal }: Pick<Source, 'journal'>, positions: readonly string[]): Promise<readonly JournalEntry[]> {
  if (positions.length === 0) return [];
  const { sql, parameters } = isIn('j.position', positions);
  const rows = await journal.select<JournalRow>(`select ${JOURNAL_COLUMNS} from journal_entries j where ${sql}`, parameters);
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  return positions.map((position) => entryOf(byPosition.get(position)!));
}

/**
 * The position of an event that the reader may see. @throws QuestionError STALE_POSITION: there is none, because it was another store, or
 * an older copy of this one was restored
 */
export async function positionOf({ journal }: Source, id: string, among: readonly string[] | undefined): Promise<WalkKey> {
  const { sql, parameters } = every([condition('j.id = ?', id), ...(among ? [isIn("coalesce(j.program_id, '')", among)] : [])]);
  const [row] = await journal.select<{ position: string }>(`select j.position from journal j where ${sql}`, parameters);
  if (!row) throw new QuestionError('STALE_POSITION', 'No event has this id');
  return [row.position];
}
