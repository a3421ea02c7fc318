/** How one connection begins and ends transactions, and how it is got rid of. */
export interface TransactionControl {
  begin(): Promise<void>;
  /** @throws where the transaction was not committed, or where nobody knows */
  commit(): Promise<void>;
  /** Resolves when no transaction is open, which is certain then. @throws where one may be */
  rollback(): Promise<void>;
  /** Ends the connection, and with it whatever it has left open: the next statement gets another one. */
  discard(): Promise<void>;
}

/**
 * Commits what `work` does, or undoes it and throws. A full disk makes a COMMIT fail, and SQLite may have rolled back by itself by then:
 * a connection that is taken for clean and is not would put all that follows into a transaction that nobody commits. So it is used again
 * only where it is certain that no transaction is open; else it is discarded.
 */
export async function inTransaction<T>(control: TransactionControl, work: () => Promise<T>): Promise<T> {
  try {
    await control.begin();
    const result = await work();
    await control.commit();
    return result;
  } catch (error) {
    await control.rollback().catch(() => control.discard());
    throw error;
  }
}
