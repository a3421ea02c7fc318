import type { Cell } from '#event-sourcing/folds/projection.js';
import { every, type Condition } from './condition.js';
import { cursorOf, valuesOf, type KeyType, type KeyValue } from './cursor.js';
import { QuestionError } from '../question-error.js';
import { pageSize, type EitherWay } from './page.js';

/** One part of an order key; never null, so that two values can always be compared. */
export interface OrderPart {
  readonly sql: string;
  readonly parameters?: readonly Cell[];
  readonly type: KeyType;
  readonly descending?: boolean;
}

/** A list that can be paged: what is selected, from where, in which total order. */
export interface List {
  /** The name of the list and its order: cursors are valid for this name only. */
  readonly name: string;
  readonly columns: string;
  readonly from: string;
  /** The FROM clause for counting, if another one is faster. */
  readonly countFrom?: string;
  readonly where: readonly Condition[];
  /** The last parts are ids, which make the order total. */
  readonly order: readonly OrderPart[];
  /** A text column stored in cursors beside the key, for lists in which another store may have the same key for another entry. */
  readonly witness?: string;
}

/** A page of rows, before they are turned into nodes. */
export interface Rows<R> {
  readonly rows: readonly { readonly row: R; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: () => Promise<number>;
}

export type Select = <R>(sql: string, parameters?: readonly Cell[]) => Promise<R[]>;

/**
 * Reads a page after the key of an entry: no OFFSET, so that its depth costs nothing and entries that come or go elsewhere shift nothing.
 * `after` and `before` apply in both directions.
 * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE, FIRST_AND_LAST
 */
export async function rowsOf<R extends object>(select: Select, list: List, paging: EitherWay): Promise<Rows<R>> {
  const { first, last, after, before } = paging;
  if (isGiven(first) && isGiven(last)) throw new QuestionError('FIRST_AND_LAST', `first: ${first} and last: ${last}`);
  const backwards = isBackwards(paging);
  const size = pageSize(backwards ? last : first);
  const where = [...list.where, ...beyond(list, after, false), ...beyond(list, before, true)];
  const found = await select<R & Record<string, KeyValue>>(...pageSql(list, every(where), size + 1, backwards));
  const more = found.length > size;
  const rows = found.slice(0, size).map((row) => ({ row, cursor: cursorOf(list.name, keyIn(row, list)) }));
  if (backwards) rows.reverse();
  return {
    rows,
    hasNextPage: isGiven(before) || (!backwards && more),
    hasPreviousPage: isGiven(after) || (backwards && more),
    totalCount: () => countOf(select, list),
  };
}

/** Whether a page is read from the end of the list. */
export const isBackwards = ({ first, last, before }: EitherWay): boolean => !isGiven(first) && (isGiven(last) || isGiven(before));

/**
 * The part of a page that stays within a size limit, with at least one entry, counted from the cursor's end.
 * @param sizeOf the size of a row
 */
export function shortened<R>(page: Rows<R>, paging: EitherWay, most: number, sizeOf: (row: R) => number): Rows<R> {
  const backwards = isBackwards(paging);
  const { rows } = page;
  let count = 0;
  for (let held = 0; count < rows.length; count++) {
    held += sizeOf((backwards ? rows.at(-1 - count) : rows[count])!.row);
    if (held > most && count > 0) break;
  }
  if (count === rows.length) return page;
  return backwards
    ? { ...page, rows: rows.slice(rows.length - count), hasPreviousPage: true }
    : { ...page, rows: rows.slice(0, count), hasNextPage: true };
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

function pageSql(list: List, where: Condition, limit: number, backwards: boolean): [string, readonly Cell[]] {
  const keys = [...list.order.map(({ sql }) => sql), ...(list.witness ? [list.witness] : [])].map((sql, i) => `${sql} as k${i}`).join(', ');
  const order = list.order.map(({ descending = false }, i) => `k${i} ${descending === backwards ? 'asc' : 'desc'}`).join(', ');
  return [
    `select ${list.columns}, ${keys} from ${list.from} where ${where.sql} order by ${order} limit ${limit}`,
    [...list.order.flatMap(({ parameters = [] }) => parameters), ...where.parameters],
  ];
}

/** The types of the values in the list's cursors, in order. */
const typesOf = ({ order, witness }: List): readonly KeyType[] => [
  ...order.map(({ type }) => type),
  ...(witness ? (['text'] as const) : []),
];

/** Reads the order key from a row; PostgreSQL returns a count as text. */
const keyIn = (row: Record<string, KeyValue>, list: List): readonly KeyValue[] =>
  typesOf(list).map((type, i) => (type === 'text' ? row[`k${i}`]! : Number(row[`k${i}`])));

/** The values in a cursor of this list: the key, then the witness. @throws QuestionError BAD_CURSOR */
export const heldBy = (cursor: string, list: List): readonly KeyValue[] => valuesOf(cursor, list.name, typesOf(list));

/** A condition for entries beyond the cursor: beyond it in the first part, or equal there and beyond it in the second, and so on. */
function beyond(list: List, cursor: string | null | undefined, backwards: boolean): readonly Condition[] {
  if (!isGiven(cursor)) return [];
  const values = heldBy(cursor, list);
  const [first] = list.order;
  const condition = list.order.reduceRight<Condition | undefined>((rest, { sql, parameters = [], descending = false }, i) => {
    const after = `${sql} ${descending === backwards ? '>' : '<'} ?`;
    const own = { sql: after, parameters: [...parameters, values[i]!] };
    if (!rest) return own;
    return {
      sql: `${after} or (${sql} = ? and (${rest.sql}))`,
      parameters: [...own.parameters, ...own.parameters, ...rest.parameters],
    };
  }, undefined)!;
  // The first part alone as a plain range lets an index seek to the cursor.
  const range = `${first!.sql} ${(first!.descending ?? false) === backwards ? '>=' : '<='} ?`;
  return [{ sql: range, parameters: [...(first!.parameters ?? []), values[0]!] }, condition];
}

async function countOf(select: Select, list: List): Promise<number> {
  const where = every(list.where);
  const from = list.countFrom ?? list.from;
  const rows = await select<{ n: number | string }>(`select count(*) as n from ${from} where ${where.sql}`, where.parameters);
  return Number(rows[0]!.n);
}
