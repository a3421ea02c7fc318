import pg from 'pg';
import { EventStoreError } from '#event-sourcing/store/event-store.js';

/** How long a start waits for the first answer, in milliseconds: shorter than a running program waits, because a person is watching. */
const FIRST_ANSWER_MS = 1_500;

/**
 * Checks that a database can be used before anything slow is loaded or created.
 * @throws EventStoreError STORE_UNAVAILABLE, retryable, if it does not answer or refuses the login
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
    `the database of DATABASE_URL cannot be used: ${reason(error)}; start it, or correct DATABASE_URL`,
    true,
  );

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
