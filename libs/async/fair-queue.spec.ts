import { describe, expect, it } from '@jest/globals';
import { FairQueue, type Rest } from './fair-queue.js';

const never: Rest = () => Promise.resolve();

/** A piece of work that ends when the gate is opened. */
function gate(): { readonly work: () => Promise<void>; readonly begun: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  let begin = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const work = (): Promise<void> => {
    begin();
    return opened;
  };
  return { work, begun, open };
}

describe('a fair queue', () => {
  it('does one piece at a time, and whoever asks for little does not wait for whoever asks for much', async () => {
    const queue = new FairQueue(never);
    const done: string[] = [];
    let atWork = 0;
    const piece = (name: string) => async (): Promise<void> => {
      expect(++atWork).toBe(1);
      await Promise.resolve();
      atWork -= 1;
      done.push(name);
    };
    const greedy = ['a1', 'a2', 'a3', 'a4'].map((name) => queue.run('a', piece(name)));
    await Promise.all([...greedy, queue.run('b', piece('b1')), queue.run('b', piece('b2'))]);
    expect(done).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'a4']);
  });

  it('lets the event loop turn between two pieces', async () => {
    const queue = new FairQueue(never);
    const order: string[] = [];
    const first = queue.run('a', () => {
      order.push('first');
      setImmediate(() => order.push('others'));
    });
    await Promise.all([first, queue.run('a', () => order.push('second'))]);
    expect(order).toEqual(['first', 'others', 'second']);
  });

  it('rests between two pieces, and tells how long the one before took', async () => {
    const rests: number[] = [];
    const queue = new FairQueue(async (tookMs) => void rests.push(tookMs));
    await Promise.all([queue.run('a', () => undefined), queue.run('a', () => expect(rests).toHaveLength(1))]);
    expect(rests[0]).toBeGreaterThanOrEqual(0);
  });

  it('never begins what was given up while it waited, and waits no longer for what had begun', async () => {
    const queue = new FairQueue(never);
    const { work, begun, open } = gate();
    const gone = new AbortController();
    const begunOne = queue.run('a', work, gone.signal);
    const begin: string[] = [];
    const waiting = queue.run('a', () => begin.push('waiting'), gone.signal);
    await begun;
    gone.abort();
    expect(await Promise.all([begunOne, waiting])).toEqual([undefined, undefined]);
    open();
    expect(await queue.run('a', () => begin.push('next'))).toBe(1);
    expect(begin).toEqual(['next']);
    expect(await queue.run('a', () => begin.push('late'), gone.signal)).toBeUndefined();
    expect(begin).toEqual(['next']);
  });

  it('goes on after a piece that fails', async () => {
    const queue = new FairQueue(never);
    await expect(
      queue.run('a', () => {
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    expect(await queue.run('a', () => 'well')).toBe('well');
  });
});
