import type { Checkpoint } from '../checkpoints/checkpoints.js';
import type { Session } from './views-database.js';

/** The schema for everything that can be derived from events. People and tokens, which cannot, are in the schema `vault`. */
export const VIEWS_SCHEMA = 'views';

/** The NOTIFY channel: checkpoints have moved, or a replica has a request for the projector. */
export const VIEWS_CHANNEL = 'evenkeel_views';

/** The schema in which tables of an older version are kept for replicas of that version during a rolling upgrade. */
export const schemaOf = (name: string, version: number): string => `${VIEWS_SCHEMA}_${name}_v${version}`;

/**
 * The schemas in which a reader looks for tables: kept tables of its own versions first, then the live ones. So a replica still reads its
 * version after the tables of a newer version have replaced it.
 */
export const readingSchemas = (writers: readonly { readonly name: string; readonly version: number }[]): string[] => [
  ...writers.map(({ name, version }) => schemaOf(name, version)),
  VIEWS_SCHEMA,
];

/** Gives the schemas in which tables of previous versions are kept. */
export const keptSchemas = async (session: Pick<Session, 'all'>): Promise<ReadonlySet<string>> =>
  new Set(await schemasWith(session, `${VIEWS_SCHEMA}_`));

async function schemasWith(session: Pick<Session, 'all'>, prefix: string): Promise<string[]> {
  const rows = await session.all<{ nspname: string }>('SELECT nspname FROM pg_namespace WHERE starts_with(nspname, ?)', [prefix]);
  return rows.map(({ nspname }) => nspname);
}

/**
 * Keeps the tables of the version that is being replaced; only one old version is kept. On SQLite it does nothing: there are no replicas.
 */
export async function keepPreviousVersion(session: Session, { name, version, tables }: Checkpoint): Promise<void> {
  if (session.dialect !== 'postgres') return;
  for (const older of await schemasWith(session, `${VIEWS_SCHEMA}_${name}_v`)) await session.run(`DROP SCHEMA ${older} CASCADE`);
  const schema = schemaOf(name, version);
  await session.run(`CREATE SCHEMA ${schema}`);
  for (const table of tables) await session.run(`ALTER TABLE IF EXISTS ${table} SET SCHEMA ${schema}`);
}
