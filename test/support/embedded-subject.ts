import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import type { OpenedStore } from '#testing/event-sourcing/event-store-contract.js';
import { temporaryFolder } from './temporary-folder.js';

/** The embedded store in a folder of its own, in the form that the contract takes. */
export async function embeddedSubject(): Promise<OpenedStore> {
  const { folder, remove } = temporaryFolder();
  let store = openEmbeddedEventStore(folder);
  return {
    store,
    held: () => store.waiting,
    reopen: async () => {
      await store.close();
      return (store = openEmbeddedEventStore(folder));
    },
    cleanUp: async () => {
      await store.close();
      remove();
    },
  };
}
