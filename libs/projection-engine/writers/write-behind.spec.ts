import { describe, expect, it } from '@jest/globals';
import type { Change } from './projection-writer.js';
import type { Session } from '../database/views-database.js';
import { WriteBehind } from './write-behind.js';

const session = {} as Session;

/** A database whose next transaction runs only when `turn` is called. */
function database() {
  const done: string[][] = [];
  const waiting: (() => void)[] = [];
  const committed: string[] = [];
  let current: string[] = [];
  return {
    done,
    committed,
    turn: async (): Promise<void> => {
      waiting.shift()!();
      await new Promise((resolve) => setImmediate(resolve));
    },
    write: async (work: (session: Session) => Promise<void>): Promise<void> => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      current = [];
      await work(session);
      done.push(current);
    },
    change: (name: string): Change => ({
      ahead: () => undefined,
      write: async () => void current.push(name),
      committed: () => void committed.push(name),
    }),
  };
}

const settled = async (promise: Promise<void>): Promise<boolean> =>
  Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);

describe('writing behind', () => {
  it('keeps the order, and writes in one transaction what has come by the time that its turn does', async () => {
    const { write, turn, change, done, committed } = database();
    const behind = new WriteBehind(write, 5);
    for (const name of ['a', 'b', 'c']) await behind.add([change(name)]);
    await turn();
    expect([done, committed]).toEqual([[['a', 'b', 'c']], ['a', 'b', 'c']]);
    await behind.add([change('d'), change('e')]);
    const written = behind.written();
    expect(await settled(written)).toBe(false);
    await turn();
    await written;
    expect([done.at(-1), committed.slice(3)]).toEqual([
      ['d', 'e'],
      ['d', 'e'],
    ]);
  });

  it('lets folding wait where too much is on its way', async () => {
    const { write, turn, change } = database();
    const behind = new WriteBehind(write, 2);
    for (const name of ['a', 'b']) expect(await settled(behind.add([change(name)]))).toBe(true);
    const third = behind.add([change('c')]);
    expect(await settled(third)).toBe(false);
    await turn();
    expect(await settled(third)).toBe(true);
  });

  it('writes nothing after a failure, and tells of it', async () => {
    let writes = 0;
    const behind = new WriteBehind(() => {
      writes++;
      return Promise.reject(new Error('no room'));
    }, 1);
    const { change } = database();
    await behind.add([change('a')]);
    await expect(behind.add([change('b')])).rejects.toThrow('no room');
    await expect(behind.written()).rejects.toThrow('no room');
    expect(writes).toBe(1);
  });
});
