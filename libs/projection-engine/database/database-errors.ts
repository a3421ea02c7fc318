/** Raised by a transaction whose checkpoint is no longer what was read: another projector works on the same views. */
export class FencedError extends Error {
  constructor(readonly names: readonly string[]) {
    super(`another process works on the same views (${names.join(', ')}): this one has stopped`);
    this.name = 'FencedError';
  }
}

/** A view is still being built in the version of this code: nothing of it can be answered yet. */
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
// Connection, serialisation, deadlock, resources, shutdown or start, a lock or a statement that took too long, the disk.
const postgresTransient = /^(08|25P0[34]|4000[01]|40P01|53|55P03|57014|57P0|58)/;
const socketTransient = [
  ...['EADDRNOTAVAIL', 'EAI_AGAIN', 'ECONNABORTED', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ENOSPC'],
  ...['ENOTFOUND', 'EPIPE', 'ETIMEDOUT'],
];
/**
 * What drivers say, without a code, of a connection that broke, did not answer or was not to be had in time, or that was discarded
 * by somebody else meanwhile.
 */
const disconnected =
  /^(The database connection is not open|Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client .+ not queryable$)/;

/** The code that the driver gave an error, wherever TypeORM, or whoever wrapped it, put it. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError, cause } = error as { code?: unknown; driverError?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : errorCode(driverError ?? cause);
}

/** Whether a later try of the same can succeed: the database was busy, full or away. */
export function isTransient(error: unknown): boolean {
  const code = errorCode(error);
  if (code === undefined) return error instanceof Error && disconnected.test(error.message);
  return sqliteTransient.some((prefix) => code.startsWith(prefix)) || postgresTransient.test(code) || socketTransient.includes(code);
}

/** Whether events cannot be read because they are not as they were recorded: trying again does not help. */
export const isDamage = (error: unknown): boolean => ['EVENT_DAMAGED', 'STORE_DAMAGED'].includes(errorCode(error) ?? '');

/** Whether the views file is beyond use. It is derivable: it can be made anew. */
export const isCorrupt = (error: unknown): boolean =>
  ['SQLITE_CORRUPT', 'SQLITE_NOTADB'].some((prefix) => errorCode(error)?.startsWith(prefix));

/** What is in the views file and cannot be: it is damaged, although SQLite does not notice. */
export const corrupt = (message: string): Error => Object.assign(new Error(message), { code: 'SQLITE_CORRUPT' });

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
