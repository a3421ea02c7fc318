import { EventStoreError } from '#event-sourcing/store/event-store.js';

type Code = EventStoreError['code'];

export const INTRUDER = 'another process writes into this event store: stop one of the two, two never share a folder';

const causes: readonly (readonly [prefix: string, code: Code, retryable: boolean, says: string])[] = [
  ['SQLITE_FULL', 'STORE_FULL', true, 'there is no room left on the disk; free some space and try again'],
  [
    'SQLITE_IOERR_WRITE',
    'STORE_FULL',
    true,
    'no room is left on the disk, in a quota or beneath the limit on the size of a file (ulimit -f), or the disk fails',
  ],
  ['SQLITE_READONLY', 'STORE_READ_ONLY', false, 'the file cannot be written; check its permissions and its disk'],
  ['SQLITE_PERM', 'STORE_READ_ONLY', false, 'the file cannot be written; check its permissions and its disk'],
  ['SQLITE_CANTOPEN', 'STORE_UNAVAILABLE', true, 'the event file cannot be opened; check its permissions and those of its folder'],
  // Another process has written: what this process remembers of the file (its heads) may be wrong.
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'STORE_OWNED', false, INTRUDER],
  ['SQLITE_CONSTRAINT_UNIQUE', 'STORE_OWNED', false, INTRUDER],
  ['SQLITE_BUSY', 'STORE_UNAVAILABLE', true, 'another program holds the event file'],
  ['SQLITE_NOTADB', 'STORE_UNAVAILABLE', false, 'the event file is not an event store'],
  ['SQLITE_CORRUPT', 'STORE_DAMAGED', false, 'the event file is damaged: run "evenkeel verify", and restore it from a backup'],
  ['SQLITE_', 'STORE_UNAVAILABLE', true, 'the event file cannot be used'],
];

interface SqliteError {
  readonly code: string;
  readonly message: string;
}

// Recognise SQLite's errors by shape, not by class: two copies of the driver in one process share a single native error class.
const isSqliteError = (error: unknown): error is SqliteError =>
  typeof error === 'object' && error !== null && 'message' in error && 'code' in error && String(error.code).startsWith('SQLITE_');

/** Translates an error of SQLite into an EventStoreError, with the file's path if known; any other error is returned unchanged. */
export function storeError(error: unknown, path?: string): unknown {
  if (!isSqliteError(error)) return error;
  const cause = causes.find(([prefix]) => error.code.startsWith(prefix));
  if (cause === undefined) return error;
  const [, code, retryable, says] = cause;
  return new EventStoreError(code, `${says} (${path === undefined ? '' : `${path}, `}${error.code}: ${error.message})`, retryable);
}
