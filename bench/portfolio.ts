import { mkdtempSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { addDays } from '#domain/calendar.js';
import { Api } from './support/api.js';
import { fillPrograms, programIdOf } from './support/log-of-programs.js';
import { medians, report } from './support/measure.js';

const PROGRAMS = Number(process.env['BENCH_PROGRAMS'] ?? 1_000);

const QUERY = `query Portfolio($programs: [UUID!]) { portfolio(programs: $programs) {
  programId name status on d t grade { level nameEn } nothingDueYet weakest standing { leadership culture process technology } trend
  openDrift nextGate { phaseKey endsOn daysOver } overdue unowned lastUpdate } }`;

const folder = mkdtempSync(join(process.env['BENCH_FOLDER'] ?? tmpdir(), 'evenkeel-bench-'));
const events = fillPrograms(folder, PROGRAMS);
const first = await Api.start(folder);
const builtFrom = performance.now();
await first.settledAt(events);
console.error(`${events} events, ${((performance.now() - builtFrom) / 1000).toFixed(1)} s to build the views`);

await first.stop();
const api = await Api.start(folder);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const warmedFrom = performance.now();
await api.warmed();
report({
  name: 'keeping the portfolio ready after a start',
  value: performance.now() - warmedFrom,
  unit: 'ms',
  floor: 1,
  bound: { atMost: 4_000 },
});
delay.disable();
report({ name: 'longest stall meanwhile', value: delay.max / 1e6, unit: 'ms', floor: 1, bound: { atMost: 50 } });

let asked = 0;
let renamed = 0;
/** The api caches whole answers by the text of their query. */
const neverAsked = (): string => `${QUERY} # ${asked++}`;

/** The time of an answer in milliseconds. */
async function answering(programs: readonly string[] | null, expected: number, text = neverAsked()): Promise<number> {
  const startedAt = performance.now();
  const { portfolio } = (await api.ask(text, { programs })) as { portfolio: object[] };
  const took = performance.now() - startedAt;
  assert.equal(portfolio.length, expected);
  return took;
}

const atFirst = await answering(null, PROGRAMS);
const one = [programIdOf(7)];
const cold = async (programs: readonly string[] | null, expected: number): Promise<number> => {
  api.forget();
  return answering(programs, expected);
};
/** The time after one program was renamed, of a query that is asked again and again, as a page does. */
const changed = async (programs: readonly string[] | null, expected: number): Promise<number> => {
  await api.execute({
    type: 'RenameProgram',
    input: { programId: one[0], name: `Renamed ${renamed++}` },
    principal: { id: 'administrator', administrator: true },
  });
  await api.settled();
  return answering(programs, expected, QUERY);
};

const times = await medians({
  oneCold: () => cold(one, 1),
  allCold: () => cold(null, PROGRAMS),
  oneChanged: () => changed(one, 1),
  allChanged: () => changed(null, PROGRAMS),
  one: () => answering(one, 1),
  all: () => answering(null, PROGRAMS),
});
const askedAt = performance.now();
await api.ask(
  QUERY.replace('(programs: $programs)', `(programs: $programs, asOf: "${addDays(new Date().toISOString().slice(0, 10), -91)}")`),
  {},
);
const longAgo = performance.now() - askedAt;
const figure = (name: string, value: number, floor: number): void => report({ name, value, unit: 'ms', floor, bound: { atMost: 10 } });
figure(`portfolio of ${PROGRAMS} programs over one, the first answer after a start`, atFirst, times.oneCold);
figure(`portfolio of ${PROGRAMS} programs over one, nothing kept`, times.allCold, times.oneCold);
report({
  name: `portfolio of ${PROGRAMS} programs thirteen weeks ago over that of today, nothing kept`,
  value: longAgo,
  unit: 'ms',
  floor: times.allCold,
  bound: { atMost: 3 },
});
figure(`portfolio of ${PROGRAMS} programs over one, after a change of one program`, times.allChanged, times.oneChanged);
figure(`portfolio of ${PROGRAMS} programs over one, unchanged, in a query of a new text`, times.all, times.one);
await api.close();
process.exit(0);
