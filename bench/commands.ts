import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApplicationModule } from '#application/application.module.js';
import type { CommandRequest } from '#application/commands/command.js';
import { CommandGateway } from '#application/commands/command-gateway.js';
import { PROGRAM_VIEWS } from '#application/ports.js';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import { EVENT_STORE } from '#event-sourcing/store/event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { insertEvent, openEventFile } from '#event-store/embedded/file/event-file.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { PROJECTIONS } from '#read-models/registry.js';
import { DocumentCache } from '#projection-engine/writers/document-cache.js';
import { LiveViews } from '#projection-engine/daemon/live-views.js';
import { rebuildHere } from '#projection-engine/rebuild/rebuild-worker.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { medians, report, ROUNDS } from './support/measure.js';

const INITIATIVES = 640;
const CALLERS = 64;
/** The rounds with the projector off, including the warm-up; then as many with it running. */
const ROUNDS_EACH = ROUNDS + 1;
const PER_ROUND = Number(process.env['BENCH_COMMANDS'] ?? 12_800);

const principal = { id: 'administrator', administrator: true };
const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-bench-'));
const store = openEmbeddedEventStore(folder);

@Global()
@Module({
  providers: [
    { provide: EVENT_STORE, useValue: store },
    { provide: PROGRAM_VIEWS, useValue: {} },
  ],
  exports: [EVENT_STORE, PROGRAM_VIEWS],
})
class Adapters {}

const perSecond = (count: number, startedAt: number): number => count / ((performance.now() - startedAt) / 1000);

/** Runs the work for 64 callers, each of which starts its next piece when the last one is answered. */
async function concurrently(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
}

const programId = uuidFrom('bench');
/** Each round has initiatives of its own, so that their streams do not grow from round to round. */
const initiativeId = (round: number, index: number): string => uuidFrom('bench', 'initiative', round, index % INITIATIVES);
const milestoneId = (round: number, index: number): string => uuidFrom('bench', 'milestone', round, index);

async function prepare(gateway: CommandGateway): Promise<void> {
  const charter = {
    id: programId,
    name: 'Bench',
    sponsorId: 'ann',
    startsOn: '2020-01-01',
    endsOn: '2027-01-01',
    timeZone: 'Asia/Shanghai',
  };
  await gateway.execute({ type: 'CharterProgram', principal, input: charter });
  await concurrently(INITIATIVES * 2 * ROUNDS_EACH, (index) => {
    const round = Math.floor(index / INITIATIVES);
    const milestones = [];
    for (let n = index % INITIATIVES; n < PER_ROUND; n += INITIATIVES)
      milestones.push({ id: milestoneId(round, n), title: `Milestone ${n}`, due: '2026-06-01' });
    const input = { id: initiativeId(round, index), programId, pillar: 'PROCESS', title: `Initiative ${index}`, milestones };
    return gateway.execute({ type: 'LaunchInitiative', principal, input });
  });
}

/** Makes the requests before the measurement: a client's work is not part of the gateway's. */
const requestsOf = (round: number): CommandRequest[] =>
  Array.from({ length: PER_ROUND }, (_, index) => ({
    type: 'AchieveMilestone',
    principal,
    commandId: uuidFrom('bench', round, index),
    input: {
      initiativeId: initiativeId(round, index),
      milestoneId: milestoneId(round, index),
      achievedOn: '2026-01-01',
      evidence: 'protocol',
    },
  }));

async function achieve(gateway: CommandGateway, requests: readonly CommandRequest[]): Promise<number> {
  const startedAt = performance.now();
  await concurrently(requests.length, async (index) => {
    const outcome = await gateway.execute(requests[index]!);
    if ('refusal' in outcome) throw new Error(outcome.refusal.code);
  });
  return perSecond(requests.length, startedAt);
}

/** The floor: the same events, serialised canonically but without checksums, appended 64 per transaction under the same settings. */
function floor(file: ReturnType<typeof openEventFile>, events: readonly StoredEvent[], from: number): number {
  const insert = file.prepare(insertEvent);
  const startedAt = performance.now();
  for (let start = 0; start < events.length; start += CALLERS) {
    file.exec('begin immediate');
    for (const [n, { stream, revision, id, type, data, metadata }] of events.slice(start, start + CALLERS).entries())
      insert.run(from + start + n + 1, stream, revision, id, type, canonicalJson(data), canonicalJson(metadata), 0);
    file.exec('commit');
  }
  return perSecond(events.length, startedAt);
}

/** Starts views that follow the store, without anybody waiting for them. @returns a function that stops them once they have caught up */
async function follow(): Promise<() => Promise<void>> {
  const database = await ViewsDatabase.open(join(folder, 'views.sqlite'));
  const open = (): ReturnType<typeof openReader> => openReader(folder);
  const runRebuild = rebuildHere(database, open, PROJECTIONS);
  const views = new LiveViews({ database, cache: new DocumentCache(), store, projections: PROJECTIONS, openReader: open, runRebuild });
  await views.start();
  await views.waitFor(after!, ['initiatives', 'journal'], 600_000);
  return async () => {
    await views.waitFor(after!, ['initiatives', 'journal'], 600_000);
    await views.stop();
    await database.close();
  };
}

const app = await NestFactory.createApplicationContext(ApplicationModule.over(Adapters), { logger: false });
const gateway = app.get(CommandGateway);
await prepare(gateway);

const floorFolder = mkdtempSync(join(folder, 'floor-'));
const file = openEventFile(floorFolder);
let after: string | undefined;
let stored = 0;
// The floor's file is filled like the store, because a larger index costs more.
for await (const events of store.readAll()) {
  floor(file, events, stored);
  stored += events.length;
  after = events.at(-1)!.position;
}

async function measure(firstRound: number): Promise<{ rate: number; raw: number }> {
  let round = firstRound;
  return medians({
    rate: () => achieve(gateway, requestsOf(round++)),
    raw: async () => {
      const events: StoredEvent[] = [];
      for await (const page of store.readAll(after === undefined ? {} : { after })) events.push(...page);
      after = events.at(-1)!.position;
      const appended = floor(file, events, stored);
      stored += events.length;
      return appended;
    },
  });
}

const name = 'AchieveMilestone through the CommandBus, 64 callers';
const off = await measure(0);
report({ name: `${name}, projector off`, value: off.rate, unit: 'per second', floor: off.raw, bound: { atLeast: 0.5 } });
const stop = await follow();
const beside = await measure(ROUNDS_EACH);
report({ name: `${name}, projector running beside`, value: beside.rate, unit: 'per second', floor: beside.raw, bound: { atLeast: 0.3 } });

await stop();
file.close();
await app.close();
await store.close();
rmSync(folder, { recursive: true, force: true });
