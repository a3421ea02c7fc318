import { existsSync, renameSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import type { Loss } from '#event-sourcing/installation.js';
import { isCorrupt } from '../database/database-errors.js';
import { madeFromAnother } from './origin.js';

const newestPlace = `
  select max(position) from (
    select max(position) as position from projection_checkpoints union all select max(position) from saga_checkpoints
  )`;

/**
 * Looks whether a file of views has passed events that the store does not have, or has otherwise: it may hold the only copy of them.
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

/** The last position that the views have passed, where the store does not know it. */
async function aheadOf(file: string, store: Pick<EventStore, 'read' | 'readAll'>): Promise<Position | undefined> {
  let views: Database.Database | undefined;
  try {
    views = new Database(file, { readonly: true, fileMustExist: true });
    const opened = views;
    const all = <R>(sql: string): Promise<R[]> => Promise.resolve(opened.prepare(sql).all() as R[]);
    const passed = (opened.prepare(newestPlace).pluck().get() as Position | null) ?? '';
    const head = (await headOf(store)) ?? '';
    if (passed > head || (await madeFromAnother(store, { all }))) return passed;
    return undefined;
  } catch (error) {
    // Nothing is in it yet, or it is beyond use: whoever opens it makes it anew.
    if (isCorrupt(error) || String(error).includes('no such table')) return undefined;
    throw error;
  } finally {
    views?.close();
  }
}

async function headOf(store: Pick<EventStore, 'readAll'>): Promise<Position | undefined> {
  for await (const [last] of store.readAll({ direction: 'backwards', limit: 1 })) return last?.position;
  return undefined;
}
