import fastify from 'fastify';
import { buildSchema } from 'graphql';
import assert from 'node:assert/strict';
import { addDays } from '#domain/calendar.js';
import { PILLARS } from '#domain/pillars.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { Operations } from '../apps/api/src/engine/operations.js';
import { RequestContext } from '../apps/api/src/graphql/request-context.js';
import { schemaText } from '../apps/api/src/graphql/schema-text.js';
import { serveGraphql } from '../apps/api/src/http/graphql-route.js';
import type { Readings } from '#read-models/readings.js';
import { Api, type Past } from './support/api.js';
import { answersPerSecond } from './support/load.js';
import { median, medians, report } from './support/measure.js';

const WEEKS = 52;
const INITIATIVES = 20;
const MILESTONES = 10;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 3);
const START = '2024-01-01';
/** The day on which the history ends and the changes begin. */
const TODAY = '2025-06-29';
const programId = uuidFrom('bench', 'program');

const QUERY = `query Dashboard($id: UUID!, $from: LocalDate!, $to: LocalDate!, $perspective: Perspective) {
  program(id: $id) {
    id name status startsOn endsOn phaseOverdueDays
    currentPhase { key name endsOn }
    balance {
      on phaseKey t c d grade { level key nameZh nameEn } capped cappedBy weakest nothingDueYet
      pillars { pillar plannedValue earnedValue spi deliveryDays planFit behindDays cause standing lag lead slipDays }
      synergies { pair c d grade { level } }
    }
    balanceTimeline(from: $from, to: $to, every: WEEK, perspective: $perspective) {
      on t c d grade { level }
      pillars { pillar standing behindDays }
    }
    initiatives(first: ${INITIATIVES}) {
      nodes {
        id title pillar status owner { id }
        milestones { id title state baseline forecast achievedOn slipDays }
      }
    }
  }
}`;

const initiativeId = (n: number): string => uuidFrom('bench', 'initiative', n);
const milestoneId = (n: number, m: number): string => uuidFrom('bench', 'milestone', n, m);

/** A year of work: a milestone of each initiative every five weeks, every third one late. */
function* history(): Generator<Past> {
  const charter = {
    id: programId,
    name: 'Service transformation',
    sponsorId: 'ann',
    startsOn: START,
    endsOn: '2025-06-30',
    timeZone: 'Asia/Shanghai',
  };
  yield { type: 'CharterProgram', on: START, input: charter };
  const due = (n: number, m: number): string => addDays(START, 35 * (m + 1) + (n % 7));
  for (let n = 0; n < INITIATIVES; n++) {
    const milestones = Array.from({ length: MILESTONES }, (_, m) => ({
      id: milestoneId(n, m),
      title: `Milestone ${m + 1} of initiative ${n + 1}`,
      due: due(n, m),
    }));
    const input = {
      id: initiativeId(n),
      programId,
      pillar: PILLARS[n % 4],
      title: `Initiative ${n + 1} of the program`,
      ownerId: `owner-${n % 6}`,
      milestones,
    };
    yield { type: 'LaunchInitiative', on: START, input };
  }
  for (let m = 0; m < MILESTONES; m++) {
    for (let n = 0; n < INITIATIVES; n++) {
      const [initiative, milestone] = [initiativeId(n), milestoneId(n, m)];
      const isLate = (n + m) % 3 === 0;
      const forecast = addDays(due(n, m), 21);
      const moved = [{ milestoneId: milestone, forecast, reasonCode: 'VENDOR', reason: 'The vendor delivers three weeks later' }];
      if (isLate) yield { type: 'UpdateMilestones', on: due(n, m), input: { initiativeId: initiative, reschedule: moved } };
    }
    for (let n = 0; n < INITIATIVES; n++) {
      if (m >= MILESTONES - 2 && n % 2 === 0) continue;
      const achievedOn = addDays(due(n, m), (n + m) % 3 === 0 ? 21 : 0);
      yield {
        type: 'AchieveMilestone',
        on: addDays(due(n, m), 22),
        input: { initiativeId: initiativeId(n), milestoneId: milestoneId(n, m), achievedOn, evidence: 'protocol' },
      };
    }
  }
}

/** The floor: the same engine and schema with constant fields and no cached answers. */
async function serveConstant(data: object): Promise<{ url: string; close: () => Promise<void> }> {
  const server = fastify();
  const schema = buildSchema(await schemaText());
  schema.getQueryType()!.getFields()['program']!.resolve = () => (data as { program: object }).program;
  const readings = { live: {} } as Partial<Readings> as Readings;
  const make = (): RequestContext => new RequestContext({ id: 'ann', administrator: false }, 'en', readings, () => new Map());
  serveGraphql(server, '/graphql', new Operations(schema), { make });
  return { url: `${await server.listen({ port: 0 })}/graphql`, close: () => server.close() };
}

let changes = 0;

/** The changes between queries: one that no balance depends on, and one that every later balance depends on. */
const CHANGES: Readonly<Record<string, (n: number) => Past>> = {
  'the name': (n) => ({ type: 'RenameProgram', on: TODAY, input: { programId, name: `Name ${n}` } }),
  // The milestones of every other initiative stay open.
  'a forecast': (n) => ({
    type: 'RescheduleMilestone',
    on: TODAY,
    input: {
      initiativeId: initiativeId((2 * n) % INITIATIVES),
      milestoneId: milestoneId((2 * n) % INITIATIVES, MILESTONES - 1),
      forecast: addDays(TODAY, 1 + (n % 365)),
      reasonCode: 'VENDOR',
      reason: 'The vendor delivers later than was agreed',
    },
  }),
};

/** Sends queries one after the other, each after a change that is not timed. @returns answers per second */
async function oneByOne(
  url: string,
  body: string,
  change: () => Promise<void>,
  headers: Readonly<Record<string, string>> = api.headers,
): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 30; n++) {
    await change();
    const startedAt = performance.now();
    await (await fetch(url, { method: 'POST', headers, body })).arrayBuffer();
    times.push(performance.now() - startedAt);
  }
  return 1_000 / median(times);
}

const api = await Api.start();
await api.enter(history());
const variables = { id: programId, from: '2024-01-07', to: addDays('2024-01-07', 7 * (WEEKS - 1)) };
for (const perspective of ['AS_KNOWN_NOW', 'AS_KNOWN_THEN']) {
  const body = JSON.stringify({ query: QUERY, variables: { ...variables, perspective } });
  const data = (await api.ask(QUERY, { ...variables, perspective })) as { program: { balanceTimeline: unknown[] } };
  assert.equal(data.program.balanceTimeline.length, WEEKS);
  const constant = await serveConstant(data);
  const answers = await fetch(constant.url, { method: 'POST', headers: api.headers, body });
  assert.deepEqual(await answers.json(), { data });
  const name = `dashboard ${perspective}, ${JSON.stringify(data).length} characters`;
  const { value, floor } = await medians({
    floor: () => answersPerSecond(constant.url, api.headers, body, SECONDS),
    value: () => answersPerSecond(api.url, api.headers, body, SECONDS),
  });
  report({ name: `${name}, unchanged`, value, unit: 'per second', floor, bound: { atLeast: 0.8 } });
  for (const [what, changeOf] of Object.entries(CHANGES)) {
    const changed = await medians({
      floor: () => oneByOne(constant.url, body, () => Promise.resolve()),
      value: () => oneByOne(api.url, body, () => api.enter([changeOf(changes++)])),
    });
    report({
      name: `${name}, ${what} changed before every request, one by one`,
      value: changed.value,
      unit: 'per second',
      floor: changed.floor,
      bound: { atLeast: 0.4 },
    });
  }
  await constant.close();
}

// The cost of authorising: the same dashboard for a PMO in a browser, whose roles are looked up, and for the administrator, who sees all.
const pmo = await api.signIn('pmo', programId, 'PMO', TODAY);
const body = JSON.stringify({ query: QUERY, variables });
const unchanged = await medians({
  administrator: () => answersPerSecond(api.url, api.headers, body, SECONDS),
  pmo: () => answersPerSecond(api.url, pmo, body, SECONDS),
});
const [nameOf] = Object.values(CHANGES);
const change = (): Promise<void> => api.enter([nameOf!(changes++)]);
const changed = await medians({
  administrator: () => oneByOne(api.url, body, change),
  pmo: () => oneByOne(api.url, body, change, pmo),
});
for (const [what, rates] of [
  ['unchanged', unchanged],
  ['the name changed before every request, one by one', changed],
] as const)
  report({
    name: `dashboard for a PMO in a browser against the administrator, ${what}`,
    ...{ value: rates.pmo, unit: 'per second', floor: rates.administrator, bound: { atLeast: 0.9 } },
  });
await api.close();
process.exit(0);
