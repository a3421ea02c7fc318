import type { CheckpointStore } from '#event-sourcing/store/checkpoint-store.js';
import type { Position } from '#event-sourcing/event.js';
import { errorCode } from '../database/database-errors.js';
import { createTable, type StoredTable } from '../writers/statements.js';
import { projectorTables } from '../coordination/projector-tables.js';
import { VIEWS_CHANNEL } from '../database/postgres-schemas.js';
import type { Session, ViewsDatabase } from '../database/views-database.js';

/** A position that sorts before every other one: the checkpoint of a projection that has passed no event yet. */
export const beginning: Position = '';

/** How far a projection has got, as its row in the checkpoint table says. */
export interface Checkpoint {
  readonly name: string;
  readonly version: number;
  /**
   * Rises with every rebuild and takeover. Index names contain this number, and a process that holds another build number is fenced off.
   */
  readonly build: number;
  readonly position: Position;
  /** The live tables of the projection, so that a later version knows which ones to drop. */
  readonly tables: readonly string[];
}

export const checkpointsTable = 'projection_checkpoints';
const checkpointsShape: StoredTable = {
  columns: { name: 'text', version: 'integer', build: 'integer', position: 'text', tables: 'text' },
  key: ['name'],
};
export const sagasTable = 'saga_checkpoints';
const sagasShape: StoredTable = { columns: { name: 'text', position: 'text' }, key: ['name'] };

const existing: Record<Session['dialect'], string> = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table'`,
  postgres: `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`,
};

/**
 * Whether PostgreSQL says that a table does not exist (yet). SQLite has no error code for a missing table: the caller asks it for its
 * tables.
 */
export const isMissingTable = (error: unknown): boolean => errorCode(error) === '42P01';

export const tableNames = async (session: Pick<Session, 'all' | 'dialect'>): Promise<Set<string>> =>
  new Set((await session.all<{ name: string }>(existing[session.dialect])).map(({ name }) => name));

export async function createCheckpoints(session: Session): Promise<void> {
  if (session.dialect === 'postgres') for (const sql of projectorTables) await session.run(sql);
  const there = await tableNames(session);
  if (!there.has(checkpointsTable)) await session.run(createTable(checkpointsTable, checkpointsShape, session.dialect));
  if (!there.has(sagasTable)) await session.run(createTable(sagasTable, sagasShape, session.dialect));
}

export async function readCheckpoints(session: Pick<Session, 'all'>): Promise<Map<string, Checkpoint>> {
  const rows = await session.all<Omit<Checkpoint, 'tables'> & { tables: string }>(
    `SELECT name, version, build, position, tables FROM ${checkpointsTable}`,
  );
  return new Map(rows.map((row) => [row.name, { ...row, tables: JSON.parse(row.tables) as string[] }]));
}

/** One text for all checkpoints: two texts differ if any checkpoint differs. */
export const checkpointsByName = (checkpoints: readonly Checkpoint[]): string =>
  checkpoints
    .map(({ name, version, build, position }) => `${name} ${version} ${build} ${position}`)
    .sort()
    .join('\n');

/**
 * Takes over every checkpoint by raising its build number. A process that still works with the old numbers is fenced off at once, before
 * any checkpoint moves.
 */
export async function takeCheckpoints(session: Session): Promise<void> {
  await session.run(`UPDATE ${checkpointsTable} SET build = build + 1`);
}

export async function putCheckpoint(session: Session, { name, version, build, position, tables }: Checkpoint): Promise<void> {
  await session.run(
    `INSERT INTO ${checkpointsTable} (name, version, build, position, tables) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET version = excluded.version, build = excluded.build, position = excluded.position, tables = excluded.tables`,
    [name, version, build, position, JSON.stringify(tables)],
  );
}

/**
 * Compare-and-set of the checkpoint after a rebuild: succeeds only if the stored build is the one that was read and has not moved further.
 * Takes the write lock, so call it first in a transaction.
 * @returns false: another projector has moved this checkpoint, and the transaction must be rolled back
 */
export async function succeed(
  session: Session,
  { name, version, build, position, tables }: Checkpoint,
  before: Checkpoint,
): Promise<boolean> {
  const changed = await session.run(
    `UPDATE ${checkpointsTable} SET version = ?, build = ?, position = ?, tables = ? WHERE name = ? AND build = ? AND position <= ?`,
    [version, build, position, JSON.stringify(tables), name, before.build, position],
  );
  await notify(session);
  return changed === 1;
}

export async function removeCheckpoints(session: Session): Promise<void> {
  await session.run(`DELETE FROM ${checkpointsTable}`);
}

export async function removeSagaCheckpoints(session: Session): Promise<void> {
  await session.run(`DELETE FROM ${sagasTable}`);
}

/**
 * Moves checkpoints forward in one statement, each only if its stored value is still the one that was read (compare-and-set). Takes the
 * write lock, so call it first in a transaction.
 * @returns false: at least one checkpoint has changed meanwhile, and the transaction must be rolled back
 */
export async function advance(session: Session, checkpoints: readonly Checkpoint[], to: Position): Promise<boolean> {
  const each = checkpoints.map(() => '(name = ? AND build = ? AND position = ?)').join(' OR ');
  const changed = await session.run(`UPDATE ${checkpointsTable} SET position = ? WHERE ${each}`, [
    to,
    ...checkpoints.flatMap(({ name, build, position }) => [name, build, position]),
  ]);
  await notify(session);
  return changed === checkpoints.length;
}

/** PostgreSQL delivers the notification to other processes only when the transaction is committed. */
async function notify(session: Session): Promise<void> {
  if (session.dialect === 'postgres') await session.run(`NOTIFY ${VIEWS_CHANNEL}`);
}

/** The names of the checkpoints whose stored value differs from the given one. */
export async function lost(session: Session, checkpoints: readonly Checkpoint[]): Promise<string[]> {
  const there = await readCheckpoints(session);
  return checkpoints
    .filter(({ name, build, position }) => there.get(name)?.build !== build || there.get(name)?.position !== position)
    .map(({ name }) => name);
}

/** Stores checkpoints for consumers that have no tables of their own, such as the drift saga. */
export class ViewsCheckpointStore implements CheckpointStore {
  constructor(private readonly database: ViewsDatabase) {}

  async load(name: string): Promise<Position | undefined> {
    const rows = await this.database.select<{ position: Position }>(`SELECT position FROM ${sagasTable} WHERE name = ?`, [name]);
    return rows[0]?.position;
  }

  async save(name: string, position: Position): Promise<void> {
    await this.database.write((session) =>
      session.run(
        `INSERT INTO ${sagasTable} (name, position) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position`,
        [name, position],
      ),
    );
  }
}
