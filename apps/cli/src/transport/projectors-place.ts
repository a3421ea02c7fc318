import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { ProjectorLock } from '#projection-engine/coordination/projector-lock.js';
import { reasonOf } from '../output/reason.js';

/**
 * Takes the projector's lock of a cluster, so that no projector can start while it is held; undefined: a projector is active.
 * @throws EventStoreError STORE_UNAVAILABLE, retryable, if the database does not answer
 */
export async function projectorsPlace(databaseUrl: string): Promise<ProjectorLock | undefined> {
  try {
    return await ProjectorLock.ifFree(databaseUrl);
  } catch (error) {
    throw new EventStoreError('STORE_UNAVAILABLE', `the database of DATABASE_URL cannot be used: ${reasonOf(error)}`, true);
  }
}
