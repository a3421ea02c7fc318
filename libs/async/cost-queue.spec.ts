import { describe, expect, it, jest } from '@jest/globals';
import { CostQueue, NoTurn } from './cost-queue.js';

/** Work for the queue that reports its start and ends when the test says so. */
function works(queue: CostQueue<string>): {
  begun: string[];
  ask: (name: string, asker?: string, more?: { cost?: number; signal?: AbortSignal }) => Promise<string>;
  end: (name: string) => Promise<void>;
} {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    ask: (name, asker = 'somebody', more = {}) =>
      queue.take(asker, {
        ...more,
        begin: () => {
          begun.push(name);
          return new Promise((resolve) => ends.set(name, () => resolve(name)));
        },
      }),
    end: async (name) => {
      ends.get(name)!();
      // The work that waited begins when all promise callbacks have run.
      await settled();
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the cost queue', () => {
  it('has so much at work at once, in the order of asking', async () => {
    const { begun, ask, end } = works(new CostQueue({ inAll: 2 }));
    const all = ['a', 'b', 'c', 'd'].map((name) => ask(name));
    await settled();
    expect(begun).toEqual(['a', 'b']);
    for (const name of ['b', 'a', 'd', 'c']) await end(name);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives a turn to who asks for little although another asked for a lot before', async () => {
    const { begun, ask, end } = works(new CostQueue({ inAll: 1 }));
    for (const name of ['m1', 'm2', 'm3', 'm4']) void ask(name, 'much');
    for (const name of ['l1', 'l2']) void ask(name, 'little');
    await settled();
    for (const name of ['m1', 'm2', 'l1', 'm3', 'l2']) await end(name);
    expect(begun).toEqual(['m1', 'm2', 'l1', 'm3', 'l2', 'm4']);
  });

  it('counts by cost, passes over who waits for their own work, and begins anything that is alone', async () => {
    const { begun, ask, end } = works(new CostQueue({ inAll: 10, perAsker: 6 }));
    void ask('a whole', 'ann', { cost: 20 });
    await settled();
    await end('a whole');
    for (const [name, cost] of [
      ['a1', 4],
      ['a2', 3],
    ] as const)
      void ask(name, 'ann', { cost });
    void ask('b', 'ben', { cost: 6 });
    await settled();
    expect(begun).toEqual(['a whole', 'a1', 'b']);
    await end('a1');
    expect(begun).toEqual(['a whole', 'a1', 'b', 'a2']);
  });

  it('lets nobody overtake who waits for room', async () => {
    const { begun, ask, end } = works(new CostQueue({ inAll: 10 }));
    void ask('a', 'ann', { cost: 6 });
    void ask('large', 'ben', { cost: 8 });
    void ask('small', 'cay', { cost: 1 });
    await settled();
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'large', 'small']);
  });

  it('begins nothing for who went away; what was begun for them ends, and its place is free', async () => {
    const { begun, ask, end } = works(new CostQueue({ inAll: 1 }));
    const client = new AbortController();
    const { signal } = client;
    const first = ask('a', 'ann', { signal });
    const given = [ask('b', 'ann', { signal }), ask('c', 'ann', { signal })].map((answer) =>
      expect(answer).rejects.toMatchObject({ reason: 'gone' }),
    );
    const other = ask('d', 'ben');
    await settled();
    client.abort();
    await Promise.all([...given, expect(ask('e', 'ann', { signal })).rejects.toMatchObject({ reason: 'gone' })]);
    await end('a');
    expect(await first).toBe('a');
    await end('d');
    expect(await other).toBe('d');
    expect(begun).toEqual(['a', 'd']);
  });

  it('refuses who has too many waiting, and anybody where all together have', async () => {
    const { begun, ask, end } = works(new CostQueue({ inAll: 1, waitingPerAsker: 1, waitingInAll: 2 }));
    void ask('a1', 'ann');
    void ask('a2', 'ann');
    await expect(ask('a3', 'ann')).rejects.toMatchObject({ reason: 'full' });
    void ask('b', 'ben');
    await expect(ask('c', 'cay')).rejects.toMatchObject({ reason: 'full' });
    for (const name of ['a1', 'a2', 'b']) await end(name);
    expect(begun).toEqual(['a1', 'a2', 'b']);
  });

  it('refuses whose turn does not come in time, and goes on with who waited behind', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    try {
      const { begun, ask, end } = works(new CostQueue({ inAll: 2, waitMs: 1_000 }));
      void ask('a', 'ann', { cost: 1 });
      const late = expect(ask('b', 'ben', { cost: 2 })).rejects.toBeInstanceOf(NoTurn);
      jest.advanceTimersByTime(999);
      void ask('c', 'cay', { cost: 1 });
      await settled();
      expect(begun).toEqual(['a']);
      jest.advanceTimersByTime(1);
      await late;
      expect(begun).toEqual(['a', 'c']);
      await end('a');
      await end('c');
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('goes on after work that failed', async () => {
    const queue = new CostQueue<string>({ inAll: 1 });
    const failed = queue.take('ann', { begin: () => Promise.reject(new Error('no')) });
    const done = queue.take('ann', { begin: (waited) => Promise.resolve(waited) });
    await expect(failed).rejects.toThrow('no');
    expect(await done).toBe(true);
  });
});
