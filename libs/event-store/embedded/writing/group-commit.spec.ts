import { describe, expect, it } from '@jest/globals';
import type { AppendResult } from '#event-sourcing/store/event-store.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import type { Append, AppendLog } from './append-log.js';
import { GroupCommit } from './group-commit.js';

const to = (stream: string): Append => ({ stream, events: [], expectedRevision: 'any' });

/** A log that records which appends are committed together, and fails as the test says. */
function recording(fails: (streams: readonly string[]) => Error | undefined = () => undefined) {
  const groups: string[][] = [];
  const log = {
    row: 0,
    commit(appends: readonly Append[]): AppendResult[] {
      const streams = appends.map(({ stream }) => stream);
      groups.push(streams);
      const failure = fails(streams);
      if (failure !== undefined) throw failure;
      return appends.map(() => ({ ok: true, revision: 0, position: String(++log.row) }));
    },
  };
  let rung = 0;
  const commits = new GroupCommit(
    () => log as unknown as AppendLog,
    () => rung++,
  );
  return { groups, commits, rung: () => rung };
}

describe('GroupCommit', () => {
  it('commits what waits at the same time together, in the order of asking, and notifies once', async () => {
    const { groups, commits, rung } = recording();
    const results = await Promise.all(['a', 'b', 'c'].map((stream) => commits.append(to(stream))));
    expect(groups).toEqual([['a', 'b', 'c']]);
    expect(results.map((result) => result.ok && result.position)).toEqual(['1', '2', '3']);
    expect(rung()).toBe(1);
  });

  it('does not let a crowd keep the process for itself', async () => {
    const { groups, commits } = recording();
    await Promise.all(Array.from({ length: 1_100 }, (_, i) => commits.append(to(String(i)))));
    expect(groups.map((group) => group.length)).toEqual([512, 512, 76]);
  });

  it('tries one by one what was too much together', async () => {
    const full = new EventStoreError('STORE_FULL', 'full', true);
    const { groups, commits } = recording((streams) => (streams.includes('large') ? full : undefined));
    const results = await Promise.allSettled(['a', 'large', 'b'].map((stream) => commits.append(to(stream))));
    expect(groups).toEqual([['a', 'large', 'b'], ['a'], ['large'], ['b']]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails all of a group when the file fails, and goes on', async () => {
    let broken = true;
    const failure = new EventStoreError('STORE_UNAVAILABLE', 'broken', true);
    const { commits, rung } = recording(() => (broken ? failure : undefined));
    for (const { status } of await Promise.allSettled([commits.append(to('a')), commits.append(to('b'))])) expect(status).toBe('rejected');
    expect(rung()).toBe(0);
    broken = false;
    await expect(commits.append(to('a'))).resolves.toMatchObject({ ok: true });
  });

  it('answers all that waits when it is drained', async () => {
    const { commits } = recording();
    const appends = Promise.all(Array.from({ length: 600 }, (_, i) => commits.append(to(String(i)))));
    commits.drain();
    expect(await appends).toHaveLength(600);
  });
});
