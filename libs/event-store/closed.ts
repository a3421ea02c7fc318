import { EventStoreError } from '#event-sourcing/store/event-store.js';

export const closedError = (): EventStoreError => new EventStoreError('STORE_CLOSED', 'the event store is closed');
