import { openEventStoreDb } from '#event-store/eventstoredb/eventstoredb-event-store.js';
import type { OpenedStore } from '#testing/event-sourcing/event-store-contract.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { StandInNode } from '../doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from './temporary-folder.js';

/** The adapter on a node, in the form that the contract takes; each uses a prefix of its own. */
export async function eventStoreDbSubject(url: string): Promise<OpenedStore> {
  const prefix = `contract_${newUuid()}_`;
  const open = (): ReturnType<typeof openEventStoreDb> => openEventStoreDb({ url, prefix });
  let store = open();
  return {
    store,
    held: () => store.held,
    reopen: async () => {
      await store.close();
      return (store = open());
    },
    cleanUp: () => store.close(),
  };
}

/** A node in a folder of its own, and a function that removes both. */
export async function standInNode(): Promise<{ readonly node: StandInNode; readonly folder: string; readonly end: () => Promise<void> }> {
  const { folder, remove } = temporaryFolder();
  const node = await StandInNode.start({ folder });
  const end = async (): Promise<void> => {
    await node.kill();
    remove();
  };
  return { node, folder, end };
}
