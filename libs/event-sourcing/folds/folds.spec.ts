import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '../store/event-store.js';
import type { Fold } from './folded.js';
import { Folds } from './folds.js';
import { aStoredEvent } from '../testing/an-event.js';

const growing: Fold<string> = { initialState: '', evolve: (text) => `${text}x` };
const counting: Fold<number> = { initialState: 0, evolve: (count) => count + 1 };

/** Streams with so many events, one for each command, and a record of what was read of them. */
function folds<State>(
  fold: Fold<State>,
  lengths: Record<string, number>,
  capacity?: number,
): { ask: (stream: string) => Promise<State>; grow: (stream: string, to: number) => Promise<unknown>; read: string[] } {
  const read: string[] = [];
  const store = {
    async *read(stream: string, { after = -1 }: { readonly after?: number } = {}) {
      read.push(`${stream} after ${after}`);
      const revisions = Array.from({ length: lengths[stream]! }, (_, revision) => revision).filter((revision) => revision > after);
      if (revisions.length > 0)
        yield revisions.map((revision) => aStoredEvent(stream, revision, {}, { commandId: `${stream} ${revision}` }));
    },
  } as unknown as EventStore;
  const kept = new Folds(store, capacity);
  const grow = (stream: string, to: number) => ((lengths[stream] = to), kept.fresh(stream, fold));
  return { read, ask: async (stream) => (await kept.known(stream, fold)).state, grow };
}

describe('folded streams', () => {
  it('are forgotten by the size of their states, the one used longest ago first', async () => {
    const { ask, read } = folds(growing, { a: 6_000, b: 3_000, c: 2_000 }, 60_000);
    for (const stream of ['a', 'b', 'a', 'c']) await ask(stream);
    expect(read).toEqual(['a after -1', 'b after -1', 'c after -1']);
    await ask('a');
    await ask('b');
    expect(read.slice(3)).toEqual(['b after -1']);
  });

  it('are weighed again when they have grown', async () => {
    const { ask, grow, read } = folds(growing, { a: 10, b: 10 }, 12_300);
    await ask('a');
    await ask('b');
    for (let length = 11; length <= 2_000; length++) await grow('b', length);
    read.length = 0;
    await ask('a');
    expect(read).toEqual(['a after -1']);
  });

  it('stay, however long they are, where their states are small: many that are asked for in turn are read once', async () => {
    const streams = Array.from({ length: 100 }, (_, n) => `s${n}`);
    const { ask, read } = folds(counting, Object.fromEntries(streams.map((stream) => [stream, 1_000])));
    for (let round = 0; round < 3; round++) for (const stream of streams) expect(await ask(stream)).toBe(1_000);
    expect(read).toHaveLength(streams.length);
  });

  it('are kept at least one, however large it is', async () => {
    const { ask, read } = folds(counting, { long: 500 }, 100);
    expect([await ask('long'), await ask('long')]).toEqual([500, 500]);
    expect(read).toEqual(['long after -1']);
  });
});
