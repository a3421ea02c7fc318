import { eventStoreContract } from '#testing/event-sourcing/event-store-contract.js';
import { eventStoreDbSubject, standInNode } from '../support/stand-in-subject.js';

eventStoreContract('EventStoreDB, as the stand-in node speaks it,', async () => {
  const { node, end } = await standInNode();
  const subject = await eventStoreDbSubject(node.url);
  return {
    ...subject,
    cleanUp: async () => {
      await subject.cleanUp?.();
      await end();
    },
  };
});
