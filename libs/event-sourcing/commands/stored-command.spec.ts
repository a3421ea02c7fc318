import { expect, it } from '@jest/globals';
import type { CommandIndex } from './command-index.js';
import { storedCommand } from './stored-command.js';
import { anEvent } from '../testing/an-event.js';
import { InMemoryEventStore } from '../testing/in-memory-event-store.js';
import { uuidFrom } from '../uuid.js';

/** One event of command c0, three of c1, two of c2; an index that holds every command and the given false hits. */
async function ledger(): Promise<{ store: InMemoryEventStore; guesses: (...revisions: number[]) => CommandIndex }> {
  const store = new InMemoryEventStore();
  for (const [n, length] of [1, 3, 2].entries()) {
    const events = Array.from({ length }, (_, i) => anEvent({}, { id: uuidFrom(`c${n}`, i), commandId: `c${n}`, commandHash: `c${n}#` }));
    await store.append('purse-1', events, { expectedRevision: 'any' });
  }
  return { store, guesses: (...revisions) => ({ find: () => revisions }) as Partial<CommandIndex> as CommandIndex };
}

it('a command is told by all of its events and no others', async () => {
  const { store, guesses } = await ledger();
  const told = (first: number, id: string) => storedCommand(store, 'purse-1', guesses(first), id);
  expect(await told(0, 'c0')).toMatchObject({ actor: 'ann', commandHash: 'c0#', revision: 0, events: 1 });
  expect(await told(1, 'c1')).toMatchObject({ commandHash: 'c1#', revision: 3, events: 3 });
  const last = await told(4, 'c2');
  expect(last).toMatchObject({ revision: 5, events: 2 });
  for await (const events of store.read('purse-1', { after: 4 })) expect(last!.position).toBe(events[0]!.position);
});

it('a guess that was wrong finds nothing, or the next guess', async () => {
  const { store, guesses } = await ledger();
  expect(await storedCommand(store, 'purse-1', guesses(0, 4), 'c1')).toBeUndefined();
  expect(await storedCommand(store, 'purse-1', guesses(0, 1), 'c1')).toMatchObject({ revision: 3 });
  expect(await storedCommand(store, 'purse-1', guesses(99), 'c1')).toBeUndefined();
});
