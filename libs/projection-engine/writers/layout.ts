import { createTable, createIndexes } from './statements.js';
import { tableNames } from '../checkpoints/checkpoints.js';
import type { ProjectionWriter, Naming } from './projection-writer.js';
import type { Session } from '../database/views-database.js';

/** Ends the name of every table that is being built beside a live one. */
const besideSuffix = '_next';

/**
 * What a projection's tables are called while a new build of them grows beside the live ones. `attempt` is this one's alone: should another
 * process begin the same, neither writes to the other's tables.
 */
export const besideName =
  (attempt: string): Naming =>
  (table) =>
    `${table}_${attempt}${besideSuffix}`;

export async function createTables(session: Session, writer: ProjectionWriter, naming: Naming): Promise<void> {
  for (const [table, shape] of Object.entries(writer.tables)) await session.run(createTable(naming(table), shape, session.dialect));
}

/** @returns the statements, one by one: on a large table each takes a while */
export const indexStatements = (writer: ProjectionWriter, naming: Naming, build: number): string[] =>
  Object.entries(writer.tables).flatMap(([table, shape]) => createIndexes(naming(table), shape, build));

export async function dropTables(session: Session, tables: Iterable<string>): Promise<void> {
  for (const table of tables) await session.run(`DROP TABLE IF EXISTS ${table}`);
}

/** Takes a build into its place: the live tables go, those beside them get their names. */
export async function switchTables(
  session: Session,
  writer: ProjectionWriter,
  naming: Naming,
  liveBefore: readonly string[],
): Promise<void> {
  await dropTables(session, new Set([...liveBefore, ...Object.keys(writer.tables)]));
  for (const table of Object.keys(writer.tables)) await session.run(`ALTER TABLE ${naming(table)} RENAME TO ${table}`);
}

/** Drops what rebuilds that were killed or failed have left behind. @param of of these tables; left out: of all */
export async function dropLeftovers(session: Session, of: readonly string[] = ['.+']): Promise<void> {
  const left = new RegExp(`^(${of.join('|')})_[^_]+${besideSuffix}$`);
  await dropTables(
    session,
    [...(await tableNames(session))].filter((name) => left.test(name)),
  );
}
