import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent, streamNameFilter, type Credentials } from '@eventstore/db-client';
import type { NewEvent } from '#event-sourcing/event.js';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import { newUuid, uuidFrom } from '#event-sourcing/uuid.js';
import { openEventStoreDb } from '#event-store/eventstoredb/eventstoredb-event-store.js';
import { startStandInProcess } from '#testing/doubles/eventstoredb/start-process.js';
import { medians, report } from './support/measure.js';

const CALLERS = 64;
const APPENDS = Number(process.env['BENCH_APPENDS'] ?? 6_400);
const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 100_000);

const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-eventstoredb-'));
const node = await startStandInProcess(folder);
const prefix = 'bench_';
const store = openEventStoreDb({ url: node.url, prefix });
const bare = EventStoreDBClient.connectionString(node.url);
/** Credentials make the bare client use the same call as the adapter: without them it uses BatchAppend, which may wait for ever. */
const credentials: Credentials = { username: 'nobody', password: 'nothing' };

const perSecond = (count: number, startedAt: number): number => count / ((performance.now() - startedAt) / 1000);

const anAchievement = (): NewEvent =>
  anEvent(
    { milestoneId: newUuid(), on: '2026-06-30', evidence: 'https://example.org/minutes' },
    { type: 'MilestoneAchieved', programId: uuidFrom('bench', 'program'), on: '2026-06-30' },
  );

type Append = (stream: string, event: NewEvent, revision: number) => Promise<unknown>;

/** 64 callers, each on a stream of its own, each sending its next event when the last one is acknowledged. */
async function appends(who: string, round: number, append: Append): Promise<number> {
  const events = Array.from({ length: CALLERS }, () => Array.from({ length: APPENDS / CALLERS }, () => anAchievement()));
  const startedAt = performance.now();
  await Promise.all(
    events.map(async (own, caller) => {
      for (const [n, event] of own.entries()) await append(`${who}-${round}-${caller}`, event, n - 1);
    }),
  );
  return perSecond(APPENDS, startedAt);
}

const throughBare: Append = (stream, { id, type, data, metadata }, revision) =>
  bare.appendToStream(prefix + stream, jsonEvent({ id, type, data: { ...data }, metadata: { ...metadata } }), {
    credentials,
    expectedRevision: revision < 0 ? 'no_stream' : BigInt(revision),
  });

const throughAdapter: Append = (stream, event, revision) =>
  store.append(stream, [event], { expectedRevision: revision < 0 ? 'none' : revision });

let round = 0;
const appended = await medians({
  adapter: () => appends('adapter', ++round, throughAdapter),
  bare: () => appends('bare', round, throughBare),
});
report({
  name: `Appends of one event to EventStoreDB, ${CALLERS} callers`,
  value: appended.adapter,
  unit: 'per second',
  floor: appended.bare,
  bound: { atLeast: 0.8 },
});

const start = `${'0'.repeat(20)}:${'0'.repeat(20)}`;
let after = start;
for await (const events of store.readAll({ direction: 'backwards', limit: 1 })) after = events[0]!.position;
for (let n = 0; n < EVENTS; n += 1_000) {
  const events = Array.from({ length: 1_000 }, () => anAchievement());
  await store.append(`catch-up-${n}`, events, { expectedRevision: 'none' });
}

async function adapterCatchesUp(): Promise<number> {
  const startedAt = performance.now();
  let seen = 0;
  for await (const events of store.subscribe({ after })) {
    if (events === 'caughtUp') break;
    seen += events.length;
  }
  if (seen !== EVENTS) throw new Error(`${seen} events of ${EVENTS}`);
  return perSecond(seen, startedAt);
}

async function bareCatchesUp(): Promise<number> {
  const [commit, prepare] = after.split(':').map(BigInt) as [bigint, bigint];
  const filter = streamNameFilter({ prefixes: [prefix], checkpointInterval: 8 });
  const startedAt = performance.now();
  const subscription = bare.subscribeToAll({ fromPosition: { commit, prepare }, filter });
  let seen = 0;
  for await (const { event } of subscription) if (event !== undefined && ++seen === EVENTS) break;
  const rate = perSecond(seen, startedAt);
  await subscription.unsubscribe();
  return rate;
}

const caughtUp = await medians({ adapter: adapterCatchesUp, bare: bareCatchesUp });
report({
  name: `Catch-up of ${EVENTS} events from EventStoreDB`,
  value: caughtUp.adapter,
  unit: 'per second',
  floor: caughtUp.bare,
  bound: { atLeast: 0.8 },
});

await store.close();
await bare.dispose();
await node.kill();
rmSync(folder, { recursive: true, force: true });
process.exit();
