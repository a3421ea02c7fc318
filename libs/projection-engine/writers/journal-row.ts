import type { EventMetadata } from '#event-sourcing/event.js';
import type { JournalEntry } from './journal-entry.js';

/** The columns of a journal row from which an event is made. */
export interface JournalRow {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

export const JOURNAL_COLUMNS = 'j.position, j.stream, j.revision, j.id, j.type, j.data, j.metadata';

export const entryOf = ({ position, stream, revision, id, type, data, metadata }: JournalRow): JournalEntry => ({
  id,
  stream,
  revision,
  position,
  type,
  data: JSON.parse(data) as object,
  metadata: JSON.parse(metadata) as EventMetadata,
  json: { data, metadata },
});
