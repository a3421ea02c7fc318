import { createTable, createIndexes } from './statements.js';
import { tableNames } from '../checkpoints/checkpoints.js';
import type { ProjectionWriter, Naming } from './projection-writer.js';
import type { Session } from '../database/views-database.js';

/** The suffix of every table that is being built beside a live one. */
const besideSuffix = '_next';

/**
 * Names the tables of a new build while it grows beside the live ones. `attempt` is unique: if another process rebuilds the same
 * projection, neither writes to the other's tables.
 */
export const besideName =
  (attempt: string): Naming =>
  (table) =>
    `${table}_${attempt}${besideSuffix}`;

export async function createTables(session: Session, writer: ProjectionWriter, naming: Naming): Promise<void> {
  for (const [table, shape] of Object.entries(writer.tables)) await session.run(createTable(naming(table), shape, session.dialect));
}

/** The CREATE INDEX statements of a projection's tables, to be run one by one: each takes a while on a large table. */
export const indexStatements = (writer: ProjectionWriter, naming: Naming, build: number): string[] =>
  Object.entries(writer.tables).flatMap(([table, shape]) => createIndexes(naming(table), shape, build));

export async function dropTables(session: Session, tables: Iterable<string>): Promise<void> {
  for (const table of tables) await session.run(`DROP TABLE IF EXISTS ${table}`);
}

/** Replaces the live tables by the new build: drops the live ones and renames the new ones. */
export async function switchTables(
  session: Session,
  writer: ProjectionWriter,
  naming: Naming,
  liveBefore: readonly string[],
): Promise<void> {
  await dropTables(session, new Set([...liveBefore, ...Object.keys(writer.tables)]));
  for (const table of Object.keys(writer.tables)) await session.run(`ALTER TABLE ${naming(table)} RENAME TO ${table}`);
}

/** Drops tables that interrupted or failed rebuilds have left behind. @param of the tables concerned; default: all */
export async function dropLeftovers(session: Session, of: readonly string[] = ['.+']): Promise<void> {
  const left = new RegExp(`^(${of.join('|')})_[^_]+${besideSuffix}$`);
  await dropTables(
    session,
    [...(await tableNames(session))].filter((name) => left.test(name)),
  );
}
