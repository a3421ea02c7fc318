import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import { isMissingTable, tableNames } from './checkpoints.js';
import { JOURNAL } from '../writers/journal-writer.js';
import type { Session } from '../database/views-database.js';

/**
 * Whether the views were made from another store than this one: an older backup was restored, a new store was begun, or the events were
 * carried over to new positions. The last event of the journal shows it: this store has no such event at that position.
 */
export async function madeFromAnother(store: Pick<EventStore, 'read'>, session: Pick<Session, 'all' | 'dialect'>): Promise<boolean> {
  const last = await lastOfJournal(session);
  if (!last) return false;
  for await (const events of store.read(last.stream, { after: last.revision - 1, limit: 1 }))
    return events[0]?.id !== last.id || events[0].position !== last.position;
  return true;
}

interface Entry {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly position: Position;
}

async function lastOfJournal(session: Pick<Session, 'all' | 'dialect'>): Promise<Entry | undefined> {
  if (session.dialect === 'sqlite' && !(await tableNames(session)).has(JOURNAL)) return undefined;
  try {
    const rows = await session.all<Entry>(`SELECT stream, revision, id, position FROM ${JOURNAL} ORDER BY position DESC LIMIT 1`);
    return rows[0];
  } catch (error) {
    if (isMissingTable(error)) return undefined;
    throw error;
  }
}
