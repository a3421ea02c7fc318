import type { Checkpoint } from '../checkpoints/checkpoints.js';
import type { Session } from './views-database.js';

/** The schema that everything derivable is in. What is not, the vault, has another. */
export const VIEWS_SCHEMA = 'views';

/** Notified when views have moved, or when something is asked of the projector. */
export const VIEWS_CHANNEL = 'evenkeel_views';

/** Where the tables of an older version stay, for replicas of that version in a rolling upgrade. */
export const schemaOf = (name: string, version: number): string => `${VIEWS_SCHEMA}_${name}_v${version}`;

/**
 * Where a reader looks for tables: those of its own versions where they were kept, else the live ones. So a replica goes
 * on with what it understands when a newer version's tables have taken the place of its own.
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

/** Keeps the tables of the version that is being replaced, of one version only. SQLite has one reader: nothing to do. */
export async function keepPreviousVersion(session: Session, { name, version, tables }: Checkpoint): Promise<void> {
  if (session.dialect !== 'postgres') return;
  for (const older of await schemasWith(session, `${VIEWS_SCHEMA}_${name}_v`)) await session.run(`DROP SCHEMA ${older} CASCADE`);
  const schema = schemaOf(name, version);
  await session.run(`CREATE SCHEMA ${schema}`);
  for (const table of tables) await session.run(`ALTER TABLE IF EXISTS ${table} SET SCHEMA ${schema}`);
}
