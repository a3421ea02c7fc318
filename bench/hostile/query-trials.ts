import { initiativeId, milestoneId, programId } from '../support/log-of-initiatives.js';
import type { Attack } from './attack.js';
import type { Trial } from './trials.js';

const aliases = (count: number, field: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => `a${n}: ${field(n)}`).join(' ');

/** A comment makes each request's text unique, so that no cache answers instead of the work. */
const ofProgram = (selection: string, n: number): string => `{ program(id: "${programId}") { ${selection} } } # ${n}`;

const HISTORY = 'history(first: 100) { nodes { canonical data summary actor { name } } totalCount }';
const history = (n: number): string =>
  ofProgram(
    aliases(58, () => HISTORY),
    n,
  );

/** 60 aliases of one field of the program in each request, ten requests at once. */
const sixty =
  (field: (n: number) => string) =>
  (attack: Attack): Promise<void> =>
    attack.volleys(10, (n) => attack.query(ofProgram(aliases(60, field), n)));

const dayOfSummer = (n: number): string => `2026-${6 + Math.floor(n / 28)}-${1 + (n % 28)}`.replace(/-(\d)(?=-|$)/g, '-0$1');

const TYPES =
  'kind name description fields { name description args { name description type { name kind ofType { name kind ofType { name } } } } type { name kind ofType { name kind ofType { name } } } } inputFields { name description } enumValues { name description }';

/** A minute of the month that the log covers. */
const minute = (n: number): string => new Date(Date.UTC(2026, 0, 2) + (n % 40_000) * 60_000).toISOString();
const asOf = (from: number, count: number): string =>
  `{ ${aliases(count, (n) => `program(id: "${programId}", asOf: "${minute(from + n)}") { name revision }`)} }`;

/** 4 MB of JSON in an undeclared variable. */
const VARIABLES: readonly object[] = [
  { x: Array.from({ length: 2_000_000 }, () => 0) },
  Object.fromEntries(Array.from({ length: 250_000 }, (_, n) => [`m${n}`, n])),
];

/** 30 kB of unknown fields, different each time. */
const failing = (n: number): string => `{ viewer { ${Array.from({ length: 2_500 }, (_, field) => `x${n}y${field}`).join(' ')} } }`;

const milestone = milestoneId(initiativeId(7), 7);

export const queryTrials: readonly Trial[] = [
  { name: 'history-once', run: (attack) => attack.volleys(1, (n) => attack.query(history(n))) },
  { name: 'history-10', run: (attack) => attack.volleys(10, (n) => attack.query(history(n))) },
  { name: 'history-60', run: (attack) => attack.volleys(60, (n) => attack.query(history(n))) },
  {
    name: 'history-leaving',
    run: (attack) => attack.volleys(10, (n) => attack.query(history(n), { leaveAfterMs: 30 })),
  },
  {
    name: 'introspection',
    run: (attack) => attack.volleys(10, (n) => attack.query(`{ ${aliases(58, () => `__schema { types { ${TYPES} } }`)} } # ${n}`)),
  },
  { name: 'history-actor', run: sixty(() => 'history(last: 100, actor: "administrator") { nodes { id } }') },
  {
    name: 'refused-document',
    run: (attack) => attack.volleys(10, (n) => attack.query(`{ ${'viewer{person{id}}'.repeat(1_419)} x${n} }`)),
  },
  {
    name: 'variables',
    run: (attack) => attack.volleys(4, (n) => attack.query(`{ viewer { person { id } } } # ${n}`, { variables: VARIABLES[n % 2]! })),
  },
  {
    name: 'as-of',
    questions: [{ name: 'asOf', path: '/graphql', body: JSON.stringify({ query: asOf(1_234, 1).replace('} }', '} } # $N') }) }],
    run: (attack) => attack.volleys(10, (n) => attack.query(asOf(n * 60, 60))),
  },
  { name: 'history-milestone', run: sixty(() => `history(milestoneId: "${milestone}") { totalCount }`) },
  {
    name: 'history-types',
    run: sixty(() => 'history(actor: "administrator", types: ["MilestoneAchieved", "MilestoneRescheduled"]) { totalCount }'),
  },
  {
    name: 'balance-on',
    run: sixty((n) => `balance(on: "${dayOfSummer(n)}") { t }`),
  },
  {
    // A query with as many stories as one query may request.
    name: 'stories',
    run: (attack) =>
      attack.volleys(10, (n) =>
        attack.query(
          ofProgram(
            aliases(45, (i) => `balance(on: "${dayOfSummer(i)}") { story }`),
            n,
          ),
        ),
      ),
  },
  { name: 'milestones-state', run: sixty(() => 'milestones(state: ACHIEVED) { totalCount }') },
  {
    name: 'evidence',
    store: 'evidence',
    run: (attack) => {
      const selection = `initiatives(first: 100) { nodes { milestones { ${aliases(54, () => 'evidence')} } } }`;
      return attack.volleys(1, (n) => attack.query(ofProgram(selection, n)));
    },
  },
  {
    name: 'failing-documents',
    run: async (attack) => {
      let next = 0;
      const send = async (): Promise<void> => {
        while (next < 870 && !attack.isCut) await attack.query(failing(next++));
      };
      await Promise.all(Array.from({ length: 10 }, send));
    },
  },
  {
    name: 'import',
    run: (attack) => {
      const charter = {
        at: '2025-01-01T00:00:00Z',
        kind: 'charter',
        name: 'Imported',
        sponsorId: 'ann',
        startsOn: '2025-01-01',
        endsOn: '2027-01-01',
      };
      const status = (n: number): object => ({
        at: new Date(Date.UTC(2025, 0, 2) + n * 60_000).toISOString(),
        initiative: `I-${n % 500}`,
        title: `Title ${n}`,
        pillar: 'PROCESS',
        status: 'implementable',
        milestones: [{ key: 'alpha', release: 'one', due: `2026-${n % 2 === 0 ? '08' : '09'}-01` }],
      });
      const lines = [charter, ...Array.from({ length: 13_999 }, (_, n) => status(n))];
      const input = { programId: '0197ce3c-0000-7000-8000-000000000001', importedFrom: 'a file', firstLine: 1, lines };
      return attack.mutate(
        'mutation ($input: ImportStatusLinesInput!) { importStatusLines(input: $input) { accepted rejected { code } } }',
        input,
      );
    },
  },
];
