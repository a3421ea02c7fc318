import SqliteDatabase from 'better-sqlite3';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { addDays } from '#domain/calendar.js';
import { PILLARS } from '#domain/pillars.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { Api, type Past } from './support/api.js';
import { median, medians, report } from './support/measure.js';

const WEEKS = 520;
const INITIATIVES = 20;
const MILESTONES = 500;
/** How many answers make one value: single answers vary with garbage collection. */
const ANSWERS = 5;

const START = '2015-01-04';
const LAST = addDays(START, 7 * (WEEKS - 1));
const programId = uuidFrom('bench', 'program');
const initiativeId = (n: number): string => uuidFrom('bench', 'initiative', n);
const milestoneId = (n: number, m: number): string => uuidFrom('bench', 'milestone', n, m);

const QUERY = `query Timeline($id: UUID!, $from: LocalDate!, $to: LocalDate!, $perspective: Perspective!) {
  program(id: $id) { balanceTimeline(from: $from, to: $to, every: WEEK, perspective: $perspective) { on t c d grade { level } pillars { pillar standing behindDays } } }
}`;

/** Due dates are spread over the ten years. */
const dueDay = (n: number, m: number): number => 70 + Math.floor((m * (7 * WEEKS - 110)) / MILESTONES) + (n % 7);

/** Each milestone is planned at the launch, rescheduled twice and then achieved, each in a different week: four events. */
function* history(): Generator<Past> {
  const charter = {
    id: programId,
    name: 'Ten years',
    sponsorId: 'ann',
    startsOn: START,
    endsOn: addDays(START, 7 * WEEKS),
    timeZone: 'UTC',
  };
  yield { type: 'CharterProgram', on: START, input: charter };
  for (let n = 0; n < INITIATIVES; n++) {
    const milestones = Array.from({ length: MILESTONES }, (_, m) => ({
      id: milestoneId(n, m),
      title: `Milestone ${m}`,
      due: addDays(START, dueDay(n, m)),
    }));
    yield {
      type: 'LaunchInitiative',
      on: START,
      input: { id: initiativeId(n), programId, pillar: PILLARS[n % 4], title: `Initiative ${n}`, milestones },
    };
    yield* changes(n);
  }
}

/** The changes of one week, in one command. */
function* changes(n: number): Generator<Past> {
  const weekly = Array.from({ length: WEEKS }, () => ({ reschedule: [] as object[], achieve: [] as object[] }));
  for (let m = 0; m < MILESTONES; m++) {
    const due = dueDay(n, m);
    const late = (m * 7 + n * 3) % 40;
    const change = { milestoneId: milestoneId(n, m), reasonCode: 'VENDOR', reason: 'The vendor delivers later than it said' };
    for (const [known, days] of [
      [due - 60, late / 2],
      [due - 10, late],
    ] as const)
      weekly[Math.ceil(known / 7)]!.reschedule.push({ ...change, forecast: addDays(START, due + Math.floor(days)) });
    weekly[Math.ceil((due + late) / 7)]?.achieve.push({
      milestoneId: milestoneId(n, m),
      achievedOn: addDays(START, due + late),
      evidence: 'protocol',
    });
  }
  for (const [week, { reschedule, achieve }] of weekly.entries())
    if (reschedule.length + achieve.length > 0)
      yield { type: 'UpdateMilestones', on: addDays(START, 7 * week), input: { initiativeId: initiativeId(n), reschedule, achieve } };
}

const api = await Api.start();
await api.enter(history());

let asked = 0;
/** The query with a unique comment, because the api caches whole answers by the text of their query. */
const neverAsked = (): string => `${QUERY} # ${asked++}`;

/** The time of the answers when documents are read from the database, in milliseconds. */
async function answering(perspective: string, from: string): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < ANSWERS; n++) {
    api.forget();
    const startedAt = performance.now();
    const { program } = (await api.ask(neverAsked(), { id: programId, from, to: LAST, perspective })) as {
      program: { balanceTimeline: object[] };
    };
    times.push(performance.now() - startedAt);
    assert.equal(program.balanceTimeline.length, from === LAST ? 1 : WEEKS);
  }
  return median(times);
}

/** The floor: the driver reads and parses the same documents from the same file. */
const views = new SqliteDatabase(join(api.folder, 'views.sqlite'), { readonly: true });
const selectProgram = views.prepare('select document from programs_documents where key = ?').pluck();
const selectInitiatives = views
  .prepare(`select document from initiatives_documents where key in (${Array.from({ length: INITIATIVES }, () => '?').join(', ')})`)
  .pluck();
const keys = Array.from({ length: INITIATIVES }, (_, n) => initiativeId(n));

function selectingAndParsing(): number {
  const times: number[] = [];
  for (let n = 0; n < ANSWERS; n++) {
    const startedAt = performance.now();
    const documents = [...selectProgram.all(programId), ...selectInitiatives.all(...keys)].map(
      (json) => JSON.parse(json as string) as object,
    );
    times.push(performance.now() - startedAt);
    assert.equal(documents.length, 1 + INITIATIVES);
  }
  return median(times);
}

const times = await medians({
  documents: selectingAndParsing,
  oneNow: () => answering('AS_KNOWN_NOW', LAST),
  manyNow: () => answering('AS_KNOWN_NOW', START),
  oneThen: () => answering('AS_KNOWN_THEN', LAST),
  manyThen: () => answering('AS_KNOWN_THEN', START),
});
const figure = (name: string, value: number, floor: number, atMost: number): void =>
  report({ name, value, unit: 'ms', floor, bound: { atMost } });
figure('balance on one date AS_KNOWN_NOW, caches off, over selecting and parsing the documents', times.oneNow, times.documents, 2);
figure('balance on one date AS_KNOWN_THEN, caches off, over selecting and parsing the documents', times.oneThen, times.documents, 2);
figure('balanceTimeline of 520 weeks AS_KNOWN_NOW, caches off, over one date', times.manyNow, times.oneNow, 1.5);
figure('balanceTimeline of 520 weeks AS_KNOWN_THEN, caches off, over one date', times.manyThen, times.oneThen, 4);
views.close();
await api.close();
process.exit(0);
