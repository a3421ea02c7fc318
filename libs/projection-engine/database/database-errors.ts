/** Thrown by a transaction whose checkpoint has changed since it was read: another projector works on the same views. */
export class FencedError extends Error {
  constructor(readonly names: readonly string[]) {
    super(`another process works on the same views (${names.join(', ')}): this one has stopped`);
    this.name = 'FencedError';
  }
}

/** The tables of a view are still being built in the version of this code, so queries of it cannot be answered yet. */
export class ViewsBehindError extends Error {
  readonly code = 'VIEWS_BEHIND';

  constructor(view: string) {
    super(`${view} is being built`);
    this.name = 'ViewsBehindError';
  }
}

const sqliteTransient = [
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
  'SQLITE_PROTOCOL',
];
// SQLSTATE classes: connection, serialisation, deadlock, resources, shutdown or start, lock and statement timeouts, disk.
const postgresTransient = /^(08|25P0[34]|4000[01]|40P01|53|55P03|57014|57P0|58)/;
const socketTransient = [
  ...['EADDRNOTAVAIL', 'EAI_AGAIN', 'ECONNABORTED', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ENOSPC'],
  ...['ENOTFOUND', 'EPIPE', 'ETIMEDOUT'],
];
/**
 * Messages of drivers that carry no code, for a connection that broke, timed out, was not available in time, or was discarded meanwhile.
 */
const disconnected =
  /^(The database connection is not open|Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client .+ not queryable$)/;

/** The driver's code of an error, wherever TypeORM or another wrapper has put it. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError, cause } = error as { code?: unknown; driverError?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : errorCode(driverError ?? cause);
}

/** Whether a retry can succeed: the database was busy, full or away. */
export function isTransient(error: unknown): boolean {
  const code = errorCode(error);
  if (code === undefined) return error instanceof Error && disconnected.test(error.message);
  return sqliteTransient.some((prefix) => code.startsWith(prefix)) || postgresTransient.test(code) || socketTransient.includes(code);
}

/** Whether events cannot be read because their stored form has changed: a retry does not help. */
export const isDamage = (error: unknown): boolean => ['EVENT_DAMAGED', 'STORE_DAMAGED'].includes(errorCode(error) ?? '');

/** Whether the views file is damaged. It can be rebuilt from the events. */
export const isCorrupt = (error: unknown): boolean =>
  ['SQLITE_CORRUPT', 'SQLITE_NOTADB'].some((prefix) => errorCode(error)?.startsWith(prefix));

/** An error for impossible content in the views file: the file is damaged although SQLite does not notice. */
export const corrupt = (message: string): Error => Object.assign(new Error(message), { code: 'SQLITE_CORRUPT' });

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
