import type { TransactionControl } from './transaction.js';
import type { Session } from './views-database.js';

/** The part of a better-sqlite3 connection that transactions need. */
export interface TransactingConnection {
  readonly inTransaction: boolean;
  exec(sql: string): unknown;
}

/** @param discard closes the connection */
export const sqliteTransaction = (
  connection: TransactingConnection,
  discard: () => Promise<void>,
  begin: 'BEGIN' | 'BEGIN IMMEDIATE' = 'BEGIN',
): TransactionControl => ({
  begin: async () => void connection.exec(begin),
  commit: async () => {
    expectTransaction(connection);
    connection.exec('COMMIT');
    if (connection.inTransaction) throw new Error('SQLite did not end the transaction that it was told to commit');
  },
  rollback: async () => {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    if (connection.inTransaction) throw new Error('SQLite did not end the transaction that it was told to roll back');
  },
  discard,
});

/**
 * Runs statements only while their transaction is open. A full disk can end a transaction in the middle: code that missed the error would
 * write on outside of it and leave half of the work behind.
 */
export const inside = (session: Session, connection: TransactingConnection): Session => ({
  dialect: session.dialect,
  run: async (sql, parameters) => {
    expectTransaction(connection);
    return session.run(sql, parameters);
  },
  all: async (sql, parameters) => {
    expectTransaction(connection);
    return session.all(sql, parameters);
  },
});

/** @throws Error with the code SQLITE_IOERR if no transaction is open; the caller then retries */
function expectTransaction({ inTransaction }: TransactingConnection): void {
  if (!inTransaction) throw Object.assign(new Error('SQLite has rolled the transaction back by itself'), { code: 'SQLITE_IOERR' });
}
