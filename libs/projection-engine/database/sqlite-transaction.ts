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
 * Statements that are run only while the transaction that they belong to is open. A full disk ends one in the middle, by itself: whoever
 * overlooked the error would write on without it, and so leave half of the work behind.
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

/** @throws Error with the code SQLITE_IOERR, after which the same is tried again */
function expectTransaction({ inTransaction }: TransactingConnection): void {
  if (!inTransaction) throw Object.assign(new Error('SQLite has rolled the transaction back by itself'), { code: 'SQLITE_IOERR' });
}
