import type { TableShape } from '#event-sourcing/folds/projection.js';

export type Dialect = 'sqlite' | 'postgres';

/** A table as it is stored; `unique` lists indexes that also enforce uniqueness. */
export interface StoredTable extends TableShape {
  readonly unique?: readonly (readonly string[])[];
}

/** The numbers of rows that a bulk statement may have: only a few, so that each statement is prepared once. 100 was as fast as 3,200. */
const rowsPerStatement = [100, 25, 5, 1] as const;
/** The numbers of keys that a lookup may have; a shorter list is padded with its last key. */
const keysPerLookup = [1, 5, 25, 100, 500] as const;

/** SQLite: a table without a key, whose rows lie in the order in which they come. */
export const createHeap = (table: string, { columns }: TableShape): string =>
  `CREATE TABLE ${table} (${Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ')})`;

/** Narrow rows are stored in the tree of their primary key alone: one tree to write instead of two. */
export const isCompact = ({ columns }: TableShape): boolean => !('document' in columns) && !('metadata' in columns);

/**
 * SQLite: copies the rows of a heap in the order of the key, so that the tree of the key grows at its end; or, of a table that is not
 * compact, those after one row number up to another, in the order in which they came.
 */
export function copyHeap(heap: string, table: string, shape: TableShape): string {
  const columns = Object.keys(shape.columns).join(', ');
  const rows = isCompact(shape) ? `ORDER BY ${shape.key.join(', ')}` : 'WHERE rowid > ? AND rowid <= ? ORDER BY rowid';
  return `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM ${heap} ${rows}`;
}

export function createTable(table: string, shape: TableShape, dialect: Dialect): string {
  const columns = Object.entries(shape.columns).map(([name, type]) => `${name} ${columnType(type, dialect)}`);
  const compact = dialect === 'sqlite' && isCompact(shape) ? ' WITHOUT ROWID' : '';
  return `CREATE TABLE ${table} (${columns.join(', ')}, PRIMARY KEY (${shape.key.join(', ')}))${compact}`;
}

const postgresTypes = { text: 'text', integer: 'bigint', real: 'double precision' } as const;

function columnType(type: TableShape['columns'][string], dialect: Dialect): string {
  if (dialect === 'sqlite') return type;
  // Texts sort by code unit on both databases: positions, dates and cursors rely on it.
  return type === 'text' ? 'text COLLATE "C"' : postgresTypes[type];
}

/** Index names are unique in a database and survive the renaming of their table: `build` keeps those of two builds apart. */
export const createIndexes = (table: string, shape: StoredTable, build: number): string[] => [
  ...(shape.unique ?? []).map((columns, n) => `CREATE UNIQUE INDEX ${table}_${build}_u${n} ON ${table} (${columns.join(', ')})`),
  ...(shape.indexes ?? []).map((columns, n) => `CREATE INDEX ${table}_${build}_i${n} ON ${table} (${columns.join(', ')})`),
];

const groups = (rows: number, columns: number): string =>
  Array<string>(rows)
    .fill(`(${Array<string>(columns).fill('?').join(',')})`)
    .join(',');

export const insertRows = (table: string, shape: TableShape, rows: number): string => {
  const columns = Object.keys(shape.columns);
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${groups(rows, columns.length)}`;
};

export function upsertRows(table: string, shape: TableShape, rows: number): string {
  const changing = Object.keys(shape.columns).filter((column) => !shape.key.includes(column));
  const change = changing.length === 0 ? 'NOTHING' : `UPDATE SET ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`;
  return `${insertRows(table, shape, rows)} ON CONFLICT (${shape.key.join(', ')}) DO ${change}`;
}

export const deleteRows = (table: string, shape: TableShape, rows: number, dialect: Dialect): string =>
  shape.key.length === 1
    ? `DELETE FROM ${table} WHERE ${shape.key[0]!} IN (${Array<string>(rows).fill('?').join(',')})`
    : `DELETE FROM ${table} WHERE (${shape.key.join(', ')}) IN (VALUES ${keys(shape, rows, dialect)})`;

/** PostgreSQL takes a bare parameter in VALUES for text, so the first row casts each column to its type. */
function keys(shape: TableShape, rows: number, dialect: Dialect): string {
  if (dialect === 'sqlite') return groups(rows, shape.key.length);
  const first = shape.key.map((column) => `CAST(? AS ${postgresTypes[shape.columns[column]!]})`);
  return [`(${first.join(',')})`, ...(rows > 1 ? [groups(rows - 1, shape.key.length)] : [])].join(',');
}

export const selectDocuments = (table: string, keys: number): string =>
  `SELECT key, document FROM ${table} WHERE key IN (${Array<string>(keys).fill('?').join(',')})`;

/** Cuts rows into the lengths that statements have. */
export function* inStatements<T>(rows: readonly T[]): Generator<readonly T[]> {
  let start = 0;
  for (const size of rowsPerStatement) {
    for (; rows.length - start >= size; start += size) yield rows.slice(start, start + size);
  }
}

/** Cuts keys into the lengths that lookups have. */
export function* inLookups(keys: readonly string[]): Generator<readonly string[]> {
  const most = keysPerLookup[keysPerLookup.length - 1]!;
  for (let start = 0; start < keys.length; start += most) {
    const some = keys.slice(start, start + most);
    const size = keysPerLookup.find((length) => length >= some.length)!;
    yield [...some, ...Array<string>(size - some.length).fill(some[some.length - 1]!)];
  }
}

const numbered = new Map<string, string>();

/** Numbers the placeholders as PostgreSQL writes them: each `?` becomes `$1`, `$2`, … Our SQL has no question marks inside texts. */
export function numberPlaceholders(sql: string): string {
  let text = numbered.get(sql);
  if (text === undefined) {
    let n = 0;
    text = sql.replace(/\?/g, () => `$${++n}`);
    if (numbered.size < 1_000) numbered.set(sql, text);
  }
  return text;
}
