import { existsSync, renameSync } from 'node:fs';
import Database from 'better-sqlite3';
import { EventDamagedError, type Fault } from '#event-sourcing/store/event-damaged.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import { INSTALLATION, type Loss, type LossAccepted } from '#event-sourcing/store/installation.js';
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
 * Checks whether a views file has passed events that the store lacks or has otherwise, or whose loss was accepted: the file may hold the
 * only copy of them. If so, asks the store whether their loss is accepted, and the store records it; the file is kept under another name.
 * @param now the time in the name of the kept file
 * @throws EventStoreError STORE_BEHIND if the loss is not accepted
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
 * Reports streams to the store from which the last events are missing, as far as the journal of the views shows it: a stream alone cannot
 * show that its last event is missing.
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

/** Reads from a views file. @returns undefined also if the file is damaged: the next process that opens it replaces it */
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

/** Whether the journal still has an event whose loss was accepted: the store has another event at its position. */
async function hasAcceptedLoss(store: Pick<EventStore, 'read'>, views: Database.Database): Promise<boolean> {
  const inJournal = views.prepare(`select 1 from ${JOURNAL} where position between ? and ? and stream not like 'lost-%' limit 1`);
  for await (const events of store.read(INSTALLATION))
    for (const { type, data } of events) {
      const losses = type === 'LossAccepted' ? (data as LossAccepted['data']).losses : [];
      if (losses.some((loss) => loss.kind === 'EVENTS_MISSING' && inJournal.get(loss.from, loss.to) !== undefined)) return true;
    }
  return false;
}

/** The last position that the views have passed, if the store does not have an event there. */
const aheadOf = (file: string, store: Pick<EventStore, 'read' | 'readAll'>): Promise<Position | undefined> =>
  looking(file, async (views, tables, session) => {
    // The file is empty: it has no tables yet.
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
