import type { Cell } from '#event-sourcing/folds/projection.js';
import type { Source } from '../as-of/source.js';
import { condition, type Condition } from '../paging/condition.js';

/** A key in the order of which a table is walked. */
export type WalkKey = readonly Cell[];

/** Some rows of a walk over a whole table. */
export interface Walked<Row> {
  readonly rows: readonly Row[];
  /** Where the walk goes on; undefined: this was the end. */
  readonly next?: WalkKey;
}

/** Rows beyond a key, in the order of these columns. */
export const beyond = (columns: readonly string[], key: WalkKey | undefined): readonly Condition[] => {
  if (!key) return [];
  const marks = columns.map(() => '?').join(', ');
  return [condition(columns.length === 1 ? `${columns[0]} > ?` : `(${columns.join(', ')}) > (${marks})`, ...key)];
};

/**
 * The stretch of a table after a key, as conditions. A stretch has a fixed number of rows, whatever a filter then leaves of them: a filter
 * that few rows pass would otherwise hold the thread until it has seen the whole table.
 * @param columns the primary key, qualified
 */
export async function stretchAfter(
  select: Source['select'],
  from: string,
  columns: readonly string[],
  key: WalkKey | undefined,
  rows: number,
): Promise<{ readonly within: readonly Condition[]; readonly next?: WalkKey }> {
  const [start] = beyond(columns, key);
  const named = columns.map((column, i) => `${column} as k${i}`).join(', ');
  const [last] = await select<Readonly<Record<string, Cell>>>(
    `select ${named} from ${from} where ${start?.sql ?? '1 = 1'} order by ${columns.join(', ')} limit 1 offset ${rows - 1}`,
    start?.parameters ?? [],
  );
  if (!last) return { within: start ? [start] : [] };
  const next = columns.map((_, i) => last[`k${i}`]!);
  const marks = columns.map(() => '?').join(', ');
  const end = condition(columns.length === 1 ? `${columns[0]} <= ?` : `(${columns.join(', ')}) <= (${marks})`, ...next);
  return { within: [...(start ? [start] : []), end], next };
}
