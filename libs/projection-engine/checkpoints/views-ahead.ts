import { existsSync, renameSync } from 'node:fs';
import Database from 'better-sqlite3';
import { EventDamagedError, type Fault } from '#event-sourcing/event-damaged.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import { INSTALLATION, type Loss, type LossAccepted } from '#event-sourcing/installation.js';
import { isCorrupt } from '../database/database-errors.js';
import type { Session } from '../database/views-database.js';
import { JOURNAL } from '../writers/journal-writer.js';
import { checkpointsTable, sagasTable, tableNames } from './checkpoints.js';
import { madeFromAnother } from './origin.js';

const newestPosition = `
  select max(position) from (
    select max(position) as position from ${checkpointsTable} union all select max(position) from ${sagasTable}
  )`;

/**
 * Looks whether a file of views has passed events that the store does not have, or has otherwise, or whose loss was accepted: it may hold the only copy of them.
 * If so the store is asked whether that is accepted, which is recorded there, and the file is kept under another name.
 * @param now names the kept file
 * @throws EventStoreError STORE_BEHIND where it is not accepted
 */
export async function keepViewsAhead(
  file: string,
  store: Pick<EventStore, 'read' | 'readAll' | 'accept'>,
  now = new Date(),
): Promise<void> {
  if (!store.accept || !existsSync(file)) return;
  const remembered = await aheadOf(file, store);
  if (remembered === undefined) return;
  const kept = file.replace(/\.sqlite$/, `-${now.toISOString().replace(/[:.]/g, '-')}.kept.sqlite`);
  const loss: Loss = {
    kind: 'VIEWS_AHEAD',
    remembered,
    present: (await headOf(store)) ?? null,
    kept: kept.slice(file.lastIndexOf('/') + 1),
  };
  await store.accept(loss);
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
}

/**
 * Tells the store whose events are missing in it, as far as the journal of the views knows: a missing last event of a stream leaves no
 * trace in the stream itself.
 */
export async function nameMissing(file: string, store: Pick<EventStore, 'damage' | 'report'>): Promise<void> {
  const missing = (store.damage ?? []).flatMap((error) => (error instanceof EventDamagedError ? [error.fault] : []));
  const gaps = missing.filter(({ kind, position, stream }) => kind === 'GAP' && position !== undefined && stream === undefined);
  if (gaps.length === 0 || !existsSync(file)) return;
  await looking(file, async (views, tables) => {
    if (!tables.has(JOURNAL)) return;
    const entry = views.prepare(`select position, stream, revision, id from ${JOURNAL} where position = ?`);
    for (const { position } of gaps) {
      const known = entry.get(position) as Omit<Fault, 'kind'> | undefined;
      if (known) store.report?.(new EventDamagedError({ kind: 'GAP', ...known }));
    }
  });
}

/** Looks into a file of views. @returns undefined also where the file is beyond use: whoever opens it makes it anew */
async function looking<T>(
  file: string,
  look: (views: Database.Database, tables: ReadonlySet<string>, session: Pick<Session, 'all' | 'dialect'>) => Promise<T>,
): Promise<T | undefined> {
  let views: Database.Database | undefined;
  try {
    const opened = (views = new Database(file, { readonly: true, fileMustExist: true }));
    const session = { dialect: 'sqlite', all: async <R>(sql: string): Promise<R[]> => opened.prepare(sql).all() as R[] } as const;
    return await look(opened, await tableNames(session), session);
  } catch (error) {
    if (isCorrupt(error)) return undefined;
    throw error;
  } finally {
    views?.close();
  }
}

/** Whether the journal still has an event whose loss was accepted: in the store there is another one in its place. */
async function hasAcceptedLoss(store: Pick<EventStore, 'read'>, views: Database.Database): Promise<boolean> {
  const inJournal = views.prepare(`select 1 from ${JOURNAL} where position between ? and ? and stream not like 'lost-%' limit 1`);
  for await (const events of store.read(INSTALLATION))
    for (const { type, data } of events) {
      const losses = type === 'LossAccepted' ? (data as LossAccepted['data']).losses : [];
      if (losses.some((loss) => loss.kind === 'EVENTS_MISSING' && inJournal.get(loss.from, loss.to) !== undefined)) return true;
    }
  return false;
}

/** The last position that the views have passed, where the store does not know it. */
const aheadOf = (file: string, store: Pick<EventStore, 'read' | 'readAll'>): Promise<Position | undefined> =>
  looking(file, async (views, tables, session) => {
    // Nothing is in it yet.
    if (!tables.has(checkpointsTable) || !tables.has(sagasTable)) return undefined;
    const passed = (views.prepare(newestPosition).pluck().get() as Position | null) ?? '';
    const head = (await headOf(store)) ?? '';
    const isAhead =
      passed > head || (await madeFromAnother(store, session)) || (tables.has(JOURNAL) && (await hasAcceptedLoss(store, views)));
    return isAhead ? passed : undefined;
  });

async function headOf(store: Pick<EventStore, 'readAll'>): Promise<Position | undefined> {
  for await (const [last] of store.readAll({ direction: 'backwards', limit: 1 })) return last?.position;
  return undefined;
}
