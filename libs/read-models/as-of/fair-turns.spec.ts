import { describe, expect, it } from '@jest/globals';
import { FairTurns } from './fair-turns.js';

/** Work that says that it has begun and ends when it is told to. */
function works(turns: FairTurns): {
  begun: string[];
  ask: (name: string, signal?: AbortSignal) => Promise<string>;
  end: (name: string) => Promise<void>;
} {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    ask: (name, signal) =>
      turns.take(signal, () => {
        begun.push(name);
        return new Promise((resolve) => ends.set(name, () => resolve(name)));
      }),
    end: async (name) => {
      ends.get(name)!();
      // What waited for it begins when no promise has anything left to do.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('fair turns', () => {
  it('are taken by so many at once, in the order of asking', async () => {
    const { begun, ask, end } = works(new FairTurns(2));
    const all = ['a', 'b', 'c', 'd'].map((name) => ask(name));
    await settled();
    expect(begun).toEqual(['a', 'b']);
    for (const name of ['b', 'a', 'd', 'c']) await end(name);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('come to who asks for little although another asked for a lot before', async () => {
    const { begun, ask, end } = works(new FairTurns(1));
    const [much, little] = [new AbortController().signal, new AbortController().signal];
    for (const name of ['m1', 'm2', 'm3', 'm4']) void ask(name, much);
    for (const name of ['l1', 'l2']) void ask(name, little);
    await settled();
    for (const name of ['m1', 'm2', 'l1', 'm3', 'l2']) await end(name);
    expect(begun).toEqual(['m1', 'm2', 'l1', 'm3', 'l2', 'm4']);
  });

  it('do not come to who went away; what was begun for them ends, and its place is free', async () => {
    const { begun, ask, end } = works(new FairTurns(1));
    const client = new AbortController();
    const first = ask('a', client.signal);
    const given = [ask('b', client.signal), ask('c', client.signal)].map((answer) =>
      expect(answer).rejects.toMatchObject({ code: 'READ_INTERRUPTED' }),
    );
    const other = ask('d');
    await settled();
    client.abort();
    await Promise.all([...given, expect(ask('e', client.signal)).rejects.toMatchObject({ code: 'READ_INTERRUPTED' })]);
    await end('a');
    expect(await first).toBe('a');
    await end('d');
    expect(await other).toBe('d');
    expect(begun).toEqual(['a', 'd']);
  });

  it('go on after work that failed', async () => {
    const turns = new FairTurns(1);
    const [failed, done] = [turns.take(undefined, () => Promise.reject(new Error('no'))), turns.take(undefined, () => Promise.resolve(7))];
    await expect(failed).rejects.toThrow('no');
    expect(await done).toBe(7);
  });
});
