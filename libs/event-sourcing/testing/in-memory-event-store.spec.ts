import { eventStoreContract } from './event-store-contract.js';
import { InMemoryEventStore } from './in-memory-event-store.js';

eventStoreContract('the store in memory', async () => ({ store: new InMemoryEventStore() }));
