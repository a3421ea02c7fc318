/** How a connection begins, ends and discards transactions. */
export interface TransactionControl {
  begin(): Promise<void>;
  /** @throws if the transaction was not committed, or if the outcome is unknown */
  commit(): Promise<void>;
  /** Resolves when certainly no transaction is open. @throws if one may still be open */
  rollback(): Promise<void>;
  /** Closes the connection together with any open transaction: the next statement gets a new connection. */
  discard(): Promise<void>;
}

/**
 * Runs `work` in a transaction: commits it, or rolls back and rethrows. A full disk makes COMMIT fail, and SQLite may then have rolled back
 * already. If a connection with an open transaction were used again, all later writes would join a transaction that nobody commits. So the
 * connection is used again only if certainly no transaction is open; otherwise it is discarded.
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
