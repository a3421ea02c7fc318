import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect, idsOf } from '#testing/event-sourcing/contract/observe.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { DriverFaults, type Fault } from '#testing/driver-faults.js';
import { openEmbeddedEventStore, type EmbeddedEventStore } from './embedded-event-store.js';
import { openEventFileForReading } from './file/event-file.js';
import { EventPages } from './reading/event-pages.js';

let faults: DriverFaults;
let folder: string;
let store: EmbeddedEventStore;

beforeEach(() => {
  faults = new DriverFaults();
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-'));
  store = openEmbeddedEventStore(folder);
});

afterEach(async () => {
  faults.disarm();
  await store.close();
  faults.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** The events that another connection reads: only committed ones. */
function committed(): string[] {
  const { file, release } = openEventFileForReading(folder);
  const { events } = new EventPages(file).forwards(0, 10_000);
  release();
  expect(events.map(({ position }) => Number(position))).toEqual(events.map((_, i) => i + 1));
  return idsOf(events);
}

describe.each<{ fault: Fault; times: number; rollbacksFail: boolean }>([
  { fault: 'refused', times: 1, rollbacksFail: false },
  { fault: 'refused', times: 7, rollbacksFail: false },
  { fault: 'rolled back', times: 1, rollbacksFail: false },
  { fault: 'rolled back', times: 5, rollbacksFail: false },
  { fault: 'answer lost', times: 1, rollbacksFail: false },
  { fault: 'refused', times: 1, rollbacksFail: true },
  { fault: 'refused', times: 3, rollbacksFail: true },
  { fault: 'answer lost', times: 2, rollbacksFail: true },
])('a full disk: $fault $times times, rollbacks fail: $rollbacksFail', (plan) => {
  it('at any statement of a group of appends: what was acknowledged is there, nothing else shows, and the store goes on', async () => {
    const failed = new Set<string>();
    const acknowledged: string[] = [];
    let unknown: string[] = [];
    for (let at = 1, reached = true; reached; at++) {
      const groups = ['a', 'b', 'c'].map((stream) => ({ stream: `${stream}-${at}`, events: someEvents(2) }));
      const armed = faults.arm({ ...plan, nth: at });
      const outcomes = await Promise.allSettled(
        groups.map(({ stream, events }) => store.append(stream, events, { expectedRevision: 'none' })),
      );
      // Read what is committed before any other access could change it.
      faults.disarm();
      const seen = idsOf(await collect(store.readAll()));
      expect({ at, seen }).toEqual({ at, seen: committed() });
      reached = armed.failed.length > 0;
      for (const sql of armed.failed) failed.add(sql.split(' ', 1)[0]!);
      for (const [i, { status }] of outcomes.entries()) (status === 'fulfilled' ? acknowledged : unknown).push(...idsOf(groups[i]!.events));
      expect(seen).toEqual(expect.arrayContaining(acknowledged));
      if (plan.fault !== 'answer lost') expect(seen.filter((id) => unknown.includes(id))).toEqual([]);
      // Sending every append again stores nothing twice: an append that was stored without an answer is answered as then.
      for (const { stream, events } of groups) {
        expect(await store.append(stream, events, { expectedRevision: 'none' })).toMatchObject({ ok: true, revision: 1 });
        if (!acknowledged.includes(events[0]!.id)) acknowledged.push(...idsOf(events));
      }
      unknown = [];
      expect(committed().sort()).toEqual([...acknowledged].sort());
    }
    expect([...failed]).toEqual(expect.arrayContaining(['begin', 'insert', 'commit']));
  });
});
