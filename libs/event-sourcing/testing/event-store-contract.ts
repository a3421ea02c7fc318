import { describe, it } from '@jest/globals';
import type { Subject } from './contract/check.js';
import { eventStoreChecks } from './event-store-checks.js';

/** What an adapter's test provides: a store, and how to clean up. */
export interface OpenedStore extends Omit<Subject, 'deadlineMs'> {
  readonly cleanUp?: () => Promise<void>;
}

/** Declares the whole contract as tests of one adapter; each clause gets a store of its own from `open`. */
export function eventStoreContract(name: string, open: () => Promise<OpenedStore>, deadlineMs = 20_000): void {
  describe(`${name} keeps the event store contract`, () => {
    it.each(eventStoreChecks.map((check) => [check.name, check] as const))('%s', async (_, check) => {
      const opened = await open();
      try {
        await check.run({ ...opened, deadlineMs });
      } finally {
        await opened.store.close();
        await opened.cleanUp?.();
      }
    });
  });
}
