import { EventStoreError } from '#event-sourcing/event-store.js';
import { ProjectorLock } from '#projection-engine/coordination/projector-lock.js';
import { reasonOf } from '../output/reason.js';

/**
 * Takes the projector's lock of a cluster, so that none can start while it is held; undefined where one is running.
 * @throws EventStoreError STORE_UNAVAILABLE, retryable, where the database does not answer
 */
export async function projectorsPlace(databaseUrl: string): Promise<ProjectorLock | undefined> {
  try {
    return await ProjectorLock.ifFree(databaseUrl);
  } catch (error) {
    throw new EventStoreError('STORE_UNAVAILABLE', `the database of DATABASE_URL cannot be used: ${reasonOf(error)}`, true);
  }
}
