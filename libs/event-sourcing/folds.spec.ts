import { describe, expect, it } from '@jest/globals';
import type { EventStore } from './event-store.js';
import type { StoredEvent } from './event.js';
import { Folds } from './folds.js';

const counting = { initialState: 0, evolve: (count: number): number => count + 1 };

/** Streams of so many events, all of one command, and what was read of them. */
function folds(lengths: Readonly<Record<string, number>>, capacity: number): { ask: (stream: string) => Promise<number>; read: string[] } {
  const read: string[] = [];
  const store = {
    async *read(stream: string, { after = -1 }: { readonly after?: number } = {}) {
      read.push(`${stream} after ${after}`);
      const revisions = Array.from({ length: lengths[stream]! }, (_, revision) => revision).filter((revision) => revision > after);
      const metadata = { commandId: stream, actor: 'ann', commandHash: 'hash' };
      if (revisions.length > 0) yield revisions.map((revision) => ({ stream, revision, metadata }) as unknown as StoredEvent);
    },
  } as unknown as EventStore;
  const kept = new Folds(store, capacity);
  return { read, ask: async (stream) => (await kept.known(stream, counting)).state };
}

describe('folded streams', () => {
  it('are forgotten by the number of their events, not of their commands, the one used longest ago first', async () => {
    const { ask, read } = folds({ a: 60, b: 30, c: 20 }, 100);
    expect([await ask('a'), await ask('b'), await ask('a'), await ask('c')]).toEqual([60, 30, 60, 20]);
    expect(read).toEqual(['a after -1', 'b after -1', 'c after -1']);
    await ask('a');
    await ask('b');
    expect(read.slice(3)).toEqual(['b after -1']);
  });

  it('are kept at least one, however long it is', async () => {
    const { ask, read } = folds({ long: 500 }, 100);
    expect([await ask('long'), await ask('long')]).toEqual([500, 500]);
    expect(read).toEqual(['long after -1']);
  });
});
