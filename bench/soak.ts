import { createClient } from 'graphql-ws';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { WebSocket } from 'ws';
import type { CommandRequest } from '#application/commands/command.js';
import { addDays } from '#domain/calendar.js';
import { PILLARS } from '#domain/pillars.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { Api } from './support/api.js';
import { report } from './support/measure.js';

/*
 * Does the embedded api release the memory that it takes? All events go through the command gateway while subscribers come and go. The heap
 * is measured after a garbage collection, when nothing is running: after the first events, when every cache is full, and after the last.
 */

const EVENTS = Number(process.env['SOAK_EVENTS'] ?? 300_000);
const WARM_UP = 30_000;
const CALLERS = 64;
const PROGRAMS = 20;
const INITIATIVES = 1_000;
const MILESTONES = 10;
const SUBSCRIBERS = 20;
/**
 * How many answers a subscriber receives before another one replaces it. One in four subscribes to a quiet program and leaves without an
 * answer.
 */
const HEARD = 200;
const BOUND_MB = 60;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const principal = { id: 'administrator', administrator: true };
const programId = (n: number): string => uuidFrom('soak', 'program', n);
const quietProgram = programId(PROGRAMS);
const initiativeId = (n: number): string => uuidFrom('soak', 'initiative', n);
const milestoneId = (initiative: number, n: number): string => uuidFrom('soak', 'milestone', initiative, n);

const charter = (n: number): CommandRequest => ({
  type: 'CharterProgram',
  principal,
  input: { id: programId(n), name: `Program ${n}`, sponsorId: 'ann', startsOn: '2026-01-01', endsOn: '2036-01-01' },
});

const launch = (n: number): CommandRequest => ({
  type: 'LaunchInitiative',
  principal,
  input: {
    id: initiativeId(n),
    programId: programId(n % PROGRAMS),
    pillar: PILLARS[n % PILLARS.length],
    title: `Initiative ${n}`,
    milestones: Array.from({ length: MILESTONES }, (_, m) => ({ id: milestoneId(n, m), title: `Milestone ${m}`, due: '2035-06-01' })),
  },
});

/** The nth change: reschedules each milestone in turn to another day. One event. */
function reschedule(n: number): CommandRequest {
  const initiative = n % INITIATIVES;
  const round = Math.floor(n / INITIATIVES);
  const forecast = addDays('2035-06-02', Math.floor(round / MILESTONES));
  const input = {
    initiativeId: initiativeId(initiative),
    milestoneId: milestoneId(initiative, round % MILESTONES),
    forecast,
    reasonCode: 'VENDOR',
    reason: 'The vendor delivers later than was agreed',
  };
  return { type: 'RescheduleMilestone', principal, input };
}

/** Subscribes to one program after the other, each time over a new connection, until it is told to end. */
class Subscriber {
  heard = 0;
  came = 0;
  private ended = false;
  private readonly running: Promise<void>;
  private leave: () => void = () => undefined;

  constructor(
    private readonly api: Api,
    private readonly nth: number,
  ) {
    this.running = this.run();
  }

  end(): Promise<void> {
    this.ended = true;
    this.leave();
    return this.running;
  }

  /** Makes the subscribers of the quiet program leave. */
  unheard(): void {
    if (this.isQuiet) this.leave();
  }

  private get isQuiet(): boolean {
    return this.nth % 4 === 0;
  }

  private async run(): Promise<void> {
    while (!this.ended) {
      const id = this.isQuiet ? quietProgram : programId((this.nth + this.came++) % PROGRAMS);
      await this.listen(id);
    }
  }

  private async listen(id: string): Promise<void> {
    const { url, headers } = this.api;
    const client = createClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: headers.authorization },
      retryAttempts: 0,
    });
    let left = HEARD;
    await new Promise<void>((resolve) => {
      const query = 'subscription ($id: UUID!) { programChanged(programId: $id) { program { name revision } entry { type summary } } }';
      const stop = client.subscribe(
        { query, variables: { id } },
        {
          next: ({ errors }) => {
            if (errors) throw new Error(JSON.stringify(errors));
            this.heard++;
            if (--left === 0) this.leave();
          },
          // The server closes the connection of a slow subscriber, which then subscribes again.
          error: () => resolve(),
          complete: () => resolve(),
        },
      );
      this.leave = () => {
        stop();
        resolve();
      };
      if (this.ended) this.leave();
    });
    await client.dispose();
  }
}

/** The heap in MB after a garbage collection, when nothing is running. */
async function heap(): Promise<number> {
  for (let round = 0; round < 5; round++) {
    await nextTurn();
    collect();
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** How many events have been recorded so far. */
let recorded = 0;

async function record(api: Api, requests: (n: number) => CommandRequest, from: number, to: number): Promise<void> {
  let next = from;
  const caller = async (): Promise<void> => {
    for (let n = next++; n < to; n = next++) {
      const events = await api.execute(requests(n));
      recorded += events;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
}

const api = await Api.start();
await record(api, charter, 0, PROGRAMS + 1);
await record(api, launch, 0, INITIATIVES);

/**
 * Records changes up to a number of events, in steps between which the quiet program's subscribers leave; in the end the views have caught
 * up.
 */
async function recordUpTo(events: number, subscribers: readonly Subscriber[]): Promise<void> {
  const STEP = 5_000;
  while (recorded < events) {
    const done = recorded;
    const from = changed;
    changed += Math.min(STEP, events - recorded);
    await record(api, reschedule, from, changed);
    if (recorded - done !== changed - from) throw new Error(`${changed - from} changes recorded ${recorded - done} events`);
    for (const subscriber of subscribers) subscriber.unheard();
  }
  await api.settled();
}

let changed = 0;
const startedAt = performance.now();
let subscribers = Array.from({ length: SUBSCRIBERS }, (_, nth) => new Subscriber(api, nth));

async function measured(): Promise<number> {
  await Promise.all(subscribers.map((subscriber) => subscriber.end()));
  const megabytes = await heap();
  const heard = subscribers.reduce((sum, one) => sum + one.heard, 0);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.error(JSON.stringify({ events: recorded, heapMB: Math.round(megabytes * 10) / 10, heard, seconds }));
  if (process.env['SOAK_SNAPSHOTS']) writeHeapSnapshot(`${process.env['SOAK_SNAPSHOTS']}/soak-${recorded}.heapsnapshot`);
  subscribers = subscribers.map((_, nth) => new Subscriber(api, nth));
  return megabytes;
}

await recordUpTo(WARM_UP, subscribers);
const first = await measured();
for (let events = 2 * WARM_UP; events < EVENTS; events += WARM_UP) {
  await recordUpTo(events, subscribers);
  await measured();
}
await recordUpTo(EVENTS, subscribers);
const last = await measured();
await Promise.all(subscribers.map((subscriber) => subscriber.end()));
await api.close();

report({
  name: `heap after ${EVENTS} events, less that after the first ${WARM_UP}`,
  value: last - first,
  unit: 'MB',
  floor: 1,
  bound: { atMost: BOUND_MB },
});
