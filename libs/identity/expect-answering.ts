import pg from 'pg';
import { EventStoreError } from '#event-sourcing/event-store.js';

/** A start waits for less than a program that runs: whoever started it looks on. In milliseconds. */
const FIRST_ANSWER_MS = 1_500;

/**
 * Finds whether a database can be used, before anything that takes long is loaded or made.
 * @throws EventStoreError STORE_UNAVAILABLE, retryable, where it does not answer or lets nobody in
 */
export async function expectAnswering(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: FIRST_ANSWER_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw unusable(error);
  } finally {
    await client.end();
  }
}

export const unusable = (error: unknown): EventStoreError =>
  new EventStoreError(
    'STORE_UNAVAILABLE',
    `the database of DATABASE_URL cannot be used: ${reason(error)}; start it, or mend DATABASE_URL`,
    true,
  );

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
