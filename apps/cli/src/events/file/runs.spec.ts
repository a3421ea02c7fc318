import { describe, expect, it } from '@jest/globals';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import type { EventToAppend } from './event-record.js';
import { groupsOf, runsOf } from './runs.js';

const event = (stream: string, revision: number, characters = 10): EventToAppend => ({
  line: 0,
  stream,
  revision,
  characters,
  event: anEvent(),
});

async function runs(...events: readonly EventToAppend[]): Promise<string[]> {
  const names: string[] = [];
  const each = async function* () {
    yield* events;
  };
  for await (const run of runsOf(each())) names.push(run.map(({ stream, revision }) => `${stream}${revision}`).join(' '));
  return names;
}

describe('a run of events that go in one append', () => {
  it('is of neighbours in one stream, so that the order of the log stays', async () => {
    expect(await runs(event('a', 0), event('a', 1), event('b', 0), event('a', 2), event('b', 1), event('b', 2))).toEqual([
      'a0 a1',
      'b0',
      'a2',
      'b1 b2',
    ]);
    expect(await runs()).toEqual([]);
  });

  it('does not bridge a gap', async () => {
    expect(await runs(event('a', 0), event('a', 2), event('a', 1))).toEqual(['a0', 'a2', 'a1']);
  });

  it('stays far below what one append may hold', async () => {
    expect(await runs(event('a', 0, 200_000), event('a', 1, 100_000), event('a', 2, 900_000))).toEqual(['a0', 'a1', 'a2']);
    expect(await runs(...Array.from({ length: 1_001 }, (_, i) => event('a', i)))).toHaveLength(3);
  });
});

describe('a group of runs that go in one transaction', () => {
  const groups = async (...events: readonly EventToAppend[]): Promise<string[][]> => {
    const each = async function* () {
      for (const event of events) yield [event];
    };
    const names: string[][] = [];
    for await (const group of groupsOf(each())) names.push(group.flat().map(({ stream, revision }) => `${stream}${revision}`));
    return names;
  };

  it('is of neighbours in their order, and loses none', async () => {
    const events = Array.from({ length: 1_001 }, (_, i) => event(`s${i % 7}-`, i));
    const found = await groups(...events);
    expect(found.flat()).toEqual(events.map(({ stream, revision }) => `${stream}${revision}`));
    expect(found.length).toBeGreaterThan(3);
    expect(found.length).toBeLessThan(20);
    expect(await groups()).toEqual([]);
  });

  it('stays small where the events are large', async () => {
    expect(await groups(...Array.from({ length: 4 }, (_, i) => event('a', i, 900_000)))).toHaveLength(4);
  });
});
