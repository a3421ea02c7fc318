import type { EventReader } from '#event-sourcing/store/event-reader.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import { openEventStoreDb, type EventStoreDbOptions } from '../eventstoredb-event-store.js';

/**
 * Reads the events of a cluster on a client of its own, beside the one that appends: for worker threads.
 * @param ofStore makes a reader from a store that has only the port; closing the reader closes the store
 * @throws EventStoreError STORE_UNAVAILABLE if the configuration is invalid
 */
export const openReader = (options: EventStoreDbOptions, ofStore: (store: EventStore) => EventReader): EventReader =>
  ofStore(openEventStoreDb(options));
