import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { nodeIdOf } from '#read-models/schema/node-id.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { evenkeel } from '../../support/cli.js';
import { flagDrift, PEOPLE, SECRET, startMatrix, type Matrix, type Person, type Place } from './matrix-people.js';

/*
 * Who may ask and do what, for every field of the schema, by every kind of person, in the own program, beside the own initiative, and in
 * another program. The tables are written by hand; a field without a row fails.
 */
const schema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));
const fieldsOf = (type: 'Query' | 'Mutation' | 'Subscription'): string[] =>
  Object.keys((schema.getType(type) as GraphQLObjectType).getFields());

let matrix: Matrix;
beforeAll(async () => {
  matrix = await startMatrix();
});
afterAll(() => matrix.api.close());

const SEES_OWN: readonly Person[] = ['administrator-of-all', 'auditor-of-all', 'pmo', 'lead', 'owner', 'contributor', 'sponsor', 'auditor'];
const SEES_OTHER: readonly Person[] = ['administrator-of-all', 'auditor-of-all', 'pmo-of-other'];
const OVERSEERS: readonly Person[] = ['administrator-of-all', 'auditor-of-all'];

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string }; readonly message: string }[];
}

async function ask(person: Person, query: string, variables: object = {}): Promise<Answer> {
  const { url } = matrix.api;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie: matrix.cookies[person] },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}

type Places = 'own' | 'beside' | 'other';

// --- Mutations -------------------------------------------------------------------------------------------------------------------------

/** Far ahead of every stream: whoever has the right is told so, and nothing is done. */
const ahead = { expectedRevision: 1_000_000 };
const program = ({ programId }: Place) => ({ programId, ...ahead });
const initiative = ({ initiativeId }: Place) => ({ initiativeId, ...ahead });
const milestone = ({ initiativeId, milestoneId }: Place) => ({ initiativeId, milestoneId, ...ahead });

type Input = (at: Place) => object;

/**
 * Letters of those who may: p PMO, l pillar lead, o owner, c contributor, s sponsor; the administrator always may. P: the whole program
 * decides; I: the initiative or pillar. Each input is wrong in a way that only who has the right is told.
 */
const COMMANDS: Readonly<Record<string, readonly ['P' | 'I', string, Input]>> = {
  renameProgram: ['P', 'p', (at) => ({ ...program(at), name: 'x' })],
  reviseObjective: ['P', 'p', (at) => ({ ...program(at), objective: 'x', reason: 'x' })],
  revisePhasePlan: ['P', 'p', (at) => ({ ...program(at), phases: [], reason: 'x' })],
  enterPhase: ['P', 'ps', (at) => ({ ...program(at), phase: 'x', on: '2026-01-01' })],
  correctPhaseEntry: ['P', 'ps', (at) => ({ ...program(at), phase: 'x', on: '2026-01-01', reason: 'x' })],
  reviseDriftPolicy: ['P', 'p', (at) => ({ ...program(at), reason: 'x' })],
  assignPillarLead: ['P', 'p', (at) => ({ ...program(at), pillar: 'CULTURE', personId: 'x' })],
  grantRole: ['P', 'p', (at) => ({ ...program(at), personId: 'x', role: 'PMO' })],
  revokeRole: ['P', 'p', (at) => ({ ...program(at), personId: 'x', role: 'PMO' })],
  closeProgram: ['P', 'p', (at) => ({ ...program(at), reason: 'x' })],
  reopenProgram: ['P', 'p', (at) => ({ ...program(at), reason: 'x' })],
  evaluateBalance: ['P', 'p', ({ programId }) => ({ programId, on: '2025-01-01' })],
  launchInitiative: ['I', 'pl', (at) => ({ programId: at.programId, pillar: pillarOf(at), title: ' ' })],
  retitleInitiative: ['I', 'plo', (at) => ({ ...initiative(at), title: 'x' })],
  moveInitiative: ['I', 'pl', (at) => ({ ...initiative(at), pillar: pillarOf(at), reason: 'x' })],
  reweighInitiative: ['I', 'pl', (at) => ({ ...initiative(at), weight: 2, reason: 'x' })],
  assignOwner: ['I', 'pl', (at) => ({ ...initiative(at), effectiveOn: '2026-01-01' })],
  pauseInitiative: ['I', 'plo', (at) => ({ ...initiative(at), reason: 'x' })],
  resumeInitiative: ['I', 'plo', initiative],
  completeInitiative: ['I', 'plo', initiative],
  cancelInitiative: ['I', 'pl', (at) => ({ ...initiative(at), reason: 'x' })],
  reopenInitiative: ['I', 'pl', (at) => ({ ...initiative(at), reason: 'x' })],
  proposeRebaseline: ['I', 'plo', (at) => ({ ...initiative(at), reason: 'x' })],
  approveRebaseline: ['I', 'ps', (at) => ({ ...initiative(at), rebaselineId: at.rebaselineId })],
  rejectRebaseline: ['I', 'ps', (at) => ({ ...initiative(at), rebaselineId: at.rebaselineId, reason: 'x' })],
  planMilestone: ['I', 'ploc', (at) => ({ ...initiative(at), title: 'x', due: '2026-12-01' })],
  retitleMilestone: ['I', 'ploc', (at) => ({ ...milestone(at), title: 'x' })],
  reweighMilestone: ['I', 'pl', (at) => ({ ...milestone(at), weight: 2, reason: 'x' })],
  rescheduleMilestone: ['I', 'plo', (at) => ({ ...milestone(at), forecast: '2027-01-01', reasonCode: 'SCOPE', reason: 'x' })],
  confirmForecast: ['I', 'ploc', milestone],
  achieveMilestone: ['I', 'ploc', (at) => ({ ...milestone(at), achievedOn: '2026-02-01' })],
  reopenMilestone: ['I', 'ploc', (at) => ({ ...milestone(at), reason: 'x' })],
  descopeMilestone: ['I', 'plo', (at) => ({ ...milestone(at), reason: 'x' })],
  restoreMilestone: ['I', 'plo', (at) => ({ ...milestone(at), reason: 'x' })],
  updateMilestones: ['I', 'ploc', (at) => ({ ...initiative(at), confirm: [{ milestoneId: at.milestoneId }] })],
  acknowledgeDrift: ['I', 'pls', ({ programId, episodeId }) => ({ programId, episodeId, note: ' ' })],
};

const pillarOf = (at: Place): string => (at === matrix.beside ? 'PROCESS' : 'CULTURE');

/** Those who may do what concerns the whole installation, with an input that changes nothing. */
const OTHERS: Readonly<Record<string, readonly [readonly Person[], () => object]>> = {
  charterProgram: [['administrator-of-all', 'pmo', 'pmo-of-other'], () => ({ name: ' ', sponsorId: 'x', startsOn: '2026-01-01' })],
  importStatusLines: [['administrator-of-all'], () => ({ programId: newUuid(), importedFrom: 'x', firstLine: 1, lines: [] })],
  rebuildProjection: [['administrator-of-all'], () => ({ name: 'nothing' })],
  setPersonName: [['administrator-of-all'], () => ({ personId: 'somebody', name: ' ' })],
  setPersonEmail: [['administrator-of-all'], () => ({ personId: 'somebody', email: 'x' })],
  setInstallationRoles: [['administrator-of-all'], () => ({ personId: 'somebody', roles: [] })],
  deactivatePerson: [['administrator-of-all'], () => ({ personId: 'somebody' })],
  reactivatePerson: [['administrator-of-all'], () => ({ personId: 'somebody' })],
  forgetPerson: [['administrator-of-all'], () => ({ personId: 'somebody' })],
  invitePerson: [['administrator-of-all'], () => ({ name: ' ' })],
  makeLink: [['administrator-of-all'], () => ({ personId: 'somebody' })],
  makeAccessToken: [['administrator-of-all'], () => ({ personId: 'somebody', name: ' ' })],
  revokeAccessToken: [['administrator-of-all'], () => ({ personId: 'somebody', id: 'nothing' })],
  // What is one's own is everyone's.
  revokeInvitation: [PEOPLE, () => ({ id: 'nothing' })],
  makeCalendarAddress: [PEOPLE, () => ({ programId: newUuid() })],
  revokeCalendarAddress: [PEOPLE, () => ({ id: 'nothing' })],
  endSession: [PEOPLE, () => ({ id: 'nothing' })],
  handOver: [PEOPLE, () => ({ fromId: 'nobody', toId: 'nobody' })],
};
/** Would sign its sender out; sign-in.e2e.spec tries it. */
const NOT_HERE = ['signOutEverywhere'];

const inputType = (name: string): string => `${name[0]!.toUpperCase()}${name.slice(1)}Input`;

/** What came of a mutation: its first code, `done` without one. */
async function outcome(person: Person, name: string, input: object): Promise<string> {
  const { data, errors } = await ask(person, `mutation($input: ${inputType(name)}!) { ${name}(input: $input) { userErrors { code } } }`, {
    input,
  });
  const { userErrors } = (data?.[name] ?? { userErrors: [] }) as { userErrors: readonly { code: string }[] };
  return errors?.[0]?.extensions.code ?? userErrors[0]?.code ?? 'done';
}

const REFUSED: Readonly<Record<string, string>> = { FORBIDDEN: 'FORBIDDEN', PROGRAM_NOT_FOUND: 'HIDDEN', INITIATIVE_NOT_FOUND: 'HIDDEN' };

const LETTERS: Readonly<Partial<Record<Person, string>>> = { pmo: 'p', lead: 'l', owner: 'o', contributor: 'c', sponsor: 's' };

function expected(person: Person, [about, letters]: readonly ['P' | 'I', string, Input], where: Places): string {
  if (person === 'administrator-of-all') return 'MAY';
  if (where === 'other')
    return person === 'pmo-of-other' && letters.includes('p') ? 'MAY' : SEES_OTHER.includes(person) ? 'FORBIDDEN' : 'HIDDEN';
  if (!SEES_OWN.includes(person)) return 'HIDDEN';
  const letter = LETTERS[person];
  if (letter === undefined || !letters.includes(letter)) return 'FORBIDDEN';
  return about === 'P' || where === 'own' || letter === 'p' || letter === 's' ? 'MAY' : 'FORBIDDEN';
}

describe('mutations', () => {
  it('each have a row', () => {
    expect([...Object.keys(COMMANDS), ...Object.keys(OTHERS), ...NOT_HERE].toSorted()).toEqual(fieldsOf('Mutation').toSorted());
  });

  it.each(Object.entries(COMMANDS))('%s', async (name, row) => {
    const got: string[] = [];
    const wanted: string[] = [];
    for (const where of ['own', 'beside', 'other'] as const)
      for (const person of PEOPLE) {
        const code = await outcome(person, name, row[2](matrix[where]));
        got.push(`${where} ${person}: ${REFUSED[code] ?? (code === 'done' ? 'DONE' : 'MAY')}`);
        wanted.push(`${where} ${person}: ${expected(person, row, where)}`);
      }
    expect(got).toEqual(wanted);
  });

  it('answer a stranger about what is hidden as about what does not exist', async () => {
    for (const [name, [, , input]] of Object.entries(COMMANDS)) {
      const nowhere: Place = { ...matrix.other, programId: newUuid(), initiativeId: newUuid() };
      const asked = (at: Place) =>
        ask('stranger', `mutation($input: ${inputType(name)}!) { ${name}(input: $input) { userErrors { code field message } } }`, {
          input: input(at),
        });
      expect([name, await asked(matrix.other)]).toEqual([name, await asked(nowhere)]);
    }
  });

  it.each(Object.entries(OTHERS))('%s', async (name, [may, input]) => {
    const answered = await Promise.all(PEOPLE.map(async (person) => [person, await outcome(person, name, input())] as const));
    expect(answered.filter(([, code]) => code !== 'FORBIDDEN').map(([person]) => person)).toEqual(
      PEOPLE.filter((person) => may.includes(person)),
    );
  });

  it('invitePerson for roles, by whoever may grant them', async () => {
    const invite = (person: Person, { programId }: Place) =>
      outcome(person, 'invitePerson', { name: ' ', roles: [{ programId, role: 'OWNER' }] });
    for (const person of PEOPLE) {
      const [inOwn, inOther] = [await invite(person, matrix.own), await invite(person, matrix.other)];
      const grants: Readonly<Record<string, string>> = { 'administrator-of-all': 'TEXT_EMPTY' };
      expect([person, inOwn]).toEqual([
        person,
        grants[person] ?? (person === 'pmo' ? 'TEXT_EMPTY' : SEES_OWN.includes(person) ? 'FORBIDDEN' : 'PROGRAM_NOT_FOUND'),
      ]);
      expect([person, inOther]).toEqual([
        person,
        grants[person] ?? (person === 'pmo-of-other' ? 'TEXT_EMPTY' : SEES_OTHER.includes(person) ? 'FORBIDDEN' : 'PROGRAM_NOT_FOUND'),
      ]);
    }
  });

  it('name nothing of another program as a blocker or a corrective initiative', async () => {
    const { own, other } = matrix;
    const waits = await outcome('owner', 'rescheduleMilestone', {
      ...{ initiativeId: own.initiativeId, milestoneId: own.milestoneId, forecast: '2027-09-01', reasonCode: 'DEPENDENCY', reason: 'x' },
      blockedBy: { initiativeId: other.initiativeId, milestoneId: other.milestoneId },
    });
    const corrects = await outcome('lead', 'acknowledgeDrift', {
      ...{ programId: own.programId, episodeId: own.episodeId, note: 'x', correctiveInitiativeId: other.initiativeId },
    });
    expect([waits, corrects]).toEqual(['INITIATIVE_NOT_FOUND', 'INITIATIVE_NOT_FOUND']);
  });
});

// --- Queries ---------------------------------------------------------------------------------------------------------------------------

/** For each field: the query about a place, and how its answer says whether the place was shown. */
const SHOWN: Readonly<Record<string, readonly [string, (at: Place) => object]>> = {
  program: ['query($id: UUID!) { program(id: $id) { id } }', ({ programId: id }) => ({ id })],
  initiative: ['query($id: UUID!) { initiative(id: $id) { id } }', ({ initiativeId: id }) => ({ id })],
  milestone: [
    'query($of: UUID!, $id: UUID!) { milestone(initiativeId: $of, id: $id) { id } }',
    ({ initiativeId: of, milestoneId: id }) => ({ of, id }),
  ],
  node: ['query($id: ID!) { node(nodeId: $id) { nodeId } }', ({ programId }) => ({ id: nodeIdOf('Program', programId) })],
  event: ['query($id: UUID!) { event(id: $id) { id summary canonical } }', ({ eventId: id }) => ({ id })],
};

/** How many entries each list has for who sees the own program, and the other one. */
const LISTS: Readonly<Record<string, readonly [own: number, other: number]>> = {
  programs: [1, 1],
  initiatives: [2, 1],
  milestones: [2, 1],
};

/** Global ids of one object of each type at a place. */
const nodeIdsAt = ({ programId, initiativeId, milestoneId, rebaselineId, episodeId, eventId }: Place): readonly string[] => [
  nodeIdOf('Program', programId),
  nodeIdOf('Initiative', initiativeId),
  nodeIdOf('Milestone', initiativeId, milestoneId),
  nodeIdOf('Rebaseline', initiativeId, rebaselineId),
  nodeIdOf('DriftEpisode', episodeId),
  nodeIdOf('HistoryEntry', eventId),
];

/** Flat answers that name the programs they are about: the query about a place. */
const NAMING: Readonly<Record<string, (at: Place) => string>> = {
  portfolio: () => '{ portfolio { programId program { id } } }',
  portfolioTimeline: () => '{ portfolioTimeline(from: "2026-01-01", to: "2026-01-01") { programs { programId } } }',
  milestoneCounts: () => '{ milestoneCounts(groupBy: [PROGRAM]) { programId program { id } } }',
  nodes: (at) => `{ nodes(nodeIds: ${JSON.stringify(nodeIdsAt(at))}) { nodeId __typename
    ... on Initiative { program { id } } ... on Program { id } ... on DriftEpisode { program { id } } ... on HistoryEntry { of: program { id } } } }`,
  driftEpisodes: () => '{ driftEpisodes(first: 100) { nodes { program { id } } } }',
  evaluations: () => '{ evaluations(first: 100) { nodes { program { id } } } }',
  rebaselines: () => '{ rebaselines(first: 100) { nodes { initiative { program { id } } } } }',
  history: () => '{ history(first: 100) { nodes { stream summary program { id } } } }',
  balanceSeries: ({ programId }) =>
    `{ balanceSeries(programId: "${programId}", from: "2026-01-01", to: "2026-06-01", perspective: AS_KNOWN_NOW) { programId } }`,
};

/** Sums over milestones: how many milestones an answer is about. */
const SUMS: Readonly<Record<string, readonly [string, (answer: unknown) => number]>> = {
  slipSummary: ['{ slipSummary { count } }', (answer) => (answer as { count: number }).count],
  workload: ['{ workload { open } }', (answer) => (answer as { open: number }[]).reduce((sum, { open }) => sum + open, 0)],
};

/** What only some may ask, and what everyone may. */
const ASKED: Readonly<Record<string, readonly [string, readonly Person[]]>> = {
  projections: ['{ projections { name } }', ['administrator-of-all']],
  accounts: ['{ accounts { next } }', OVERSEERS],
  account: ['{ account(personId: "somebody") { email } }', OVERSEERS],
  securityLog: ['{ securityLog { next } }', OVERSEERS],
  invitations: ['{ invitations { id } }', PEOPLE],
  elements: ['{ elements { key } }', PEOPLE],
  responsibilities: ['{ responsibilities(personId: "owner") { leads } }', PEOPLE],
  refusals: ['{ refusals { code } }', PEOPLE],
  viewer: ['{ viewer { person { id } installationRoles roles { roles } tokens { id } sessions { id } } }', PEOPLE],
};

describe('queries', () => {
  it('each have a row', () => {
    expect([SHOWN, LISTS, NAMING, SUMS, ASKED].flatMap((table) => Object.keys(table)).toSorted()).toEqual(fieldsOf('Query').toSorted());
  });

  it.each(Object.entries(SHOWN))('%s', async (name, [query, of]) => {
    const seen = async (at: Place, more = ''): Promise<Person[]> => {
      const answers = await Promise.all(PEOPLE.map(async (person) => [person, await ask(person, more || query, of(at))] as const));
      for (const [, { errors }] of answers) expect(errors).toBeUndefined();
      return answers.filter(([, { data }]) => data![name] !== null).map(([person]) => person);
    };
    for (const [at, who] of [
      [matrix.own, SEES_OWN],
      [matrix.beside, SEES_OWN],
      [matrix.other, SEES_OTHER],
    ] as const) {
      expect(await seen(at)).toEqual(PEOPLE.filter((person) => who.includes(person)));
      // The past is shown to the same people: who may see it is decided by today's roles.
      if (name === 'event') continue;
      const then = query.replace(/\((id: \$id|nodeId: \$id|initiativeId: \$of, id: \$id)\)/, `($1, asOf: "${new Date().toISOString()}")`);
      expect(then).not.toBe(query);
      expect(await seen(at, then)).toEqual(PEOPLE.filter((person) => who.includes(person)));
    }
  });

  it.each(Object.entries(LISTS))('%s, their totals and pages', async (name, [own, other]) => {
    for (const person of PEOPLE) {
      const { data } = await ask(person, `{ ${name}(first: 1) { totalCount edges { node { id } } pageInfo { hasNextPage } } }`);
      const { totalCount, edges } = data![name] as { totalCount: number; edges: unknown[] };
      const count = (SEES_OWN.includes(person) ? own : 0) + (SEES_OTHER.includes(person) ? other : 0);
      expect([person, totalCount, edges.length]).toEqual([person, count, Math.min(count, 1)]);
    }
  });

  it.each(Object.entries(NAMING))('%s', async (name, query) => {
    const named = async (at: Place, more: string): Promise<Person[]> => {
      const people: Person[] = [];
      for (const person of PEOPLE) {
        const { data, errors } = await ask(person, more);
        expect(errors).toBeUndefined();
        if (JSON.stringify(data![name]).includes(at.programId)) people.push(person);
      }
      return people;
    };
    for (const [at, who] of [
      [matrix.own, SEES_OWN],
      [matrix.other, SEES_OTHER],
    ] as const) {
      const asOf = `asOf: "${new Date().toISOString()}"`;
      const then = query(at).replace(
        /^({ \w+)(?:\(| )/,
        (_all, field: string) => `${field}(${asOf}${query(at).includes('(') ? ', ' : ') '}`,
      );
      for (const asked of [query(at), then])
        expect([asked, await named(at, asked)]).toEqual([asked, PEOPLE.filter((person) => who.includes(person))]);
    }
  });

  it.each(Object.entries(SUMS))('%s, of milestones that may be seen', async (name, [query, milestonesIn]) => {
    for (const person of PEOPLE) {
      const { data } = await ask(person, query);
      const count = (SEES_OWN.includes(person) ? 2 : 0) + (SEES_OTHER.includes(person) ? 1 : 0);
      expect([person, milestonesIn(data![name])]).toEqual([person, count]);
    }
  });

  it('portfolios of chosen programs leave out those that may not be seen', async () => {
    for (const person of PEOPLE) {
      const { data } = await ask(person, 'query($id: UUID!) { portfolio(programs: [$id]) { programId } }', { id: matrix.other.programId });
      expect([person, data]).toEqual([person, { portfolio: SEES_OTHER.includes(person) ? [{ programId: matrix.other.programId }] : [] }]);
    }
  });

  it('milestones and initiatives of a program that may not be seen are none, now and in the past', async () => {
    for (const person of PEOPLE) {
      const { data } = await ask(
        person,
        `query($id: UUID!, $now: DateTime!) {
          one: milestones(programId: $id) { totalCount } some: milestones(filter: { programs: [$id] }) { totalCount }
          then: milestones(filter: { programs: [$id] }, asOf: $now) { totalCount }
          initiatives(filter: { programs: [$id] }) { totalCount } before: initiatives(filter: { programs: [$id] }, asOf: $now) { totalCount } }`,
        { id: matrix.other.programId, now: new Date().toISOString() },
      );
      const totalCount = SEES_OTHER.includes(person) ? 1 : 0;
      const all = Object.fromEntries(['one', 'some', 'then', 'initiatives', 'before'].map((name) => [name, { totalCount }]));
      expect([person, data]).toEqual([person, all]);
    }
  });

  it('nodes are all found, or are null, and an evaluation and a person too', async () => {
    const { evaluations } = (await ask('administrator-of-all', '{ evaluations(first: 100) { nodes { nodeId program { id } } } }')).data as {
      evaluations: { nodes: { nodeId: string; program: { id: string } }[] };
    };
    const evaluation = evaluations.nodes.find(({ program: { id } }) => id === matrix.other.programId)!.nodeId;
    const nodeIds = [...nodeIdsAt(matrix.other), evaluation, nodeIdOf('Person', 'somebody')];
    for (const person of PEOPLE) {
      const query = 'query($ids: [ID!]!) { nodes(nodeIds: $ids) { nodeId } }';
      // The second answer comes from compiled code.
      const [first, second] = [await ask(person, query, { ids: nodeIds }), await ask(person, query, { ids: [...nodeIds, 'x'] })];
      const sees = SEES_OTHER.includes(person);
      const found = nodeIds.map((nodeId, i) => (sees && (i < nodeIds.length - 1 || OVERSEERS.includes(person)) ? { nodeId } : null));
      expect([person, first]).toEqual([person, { data: { nodes: found } }]);
      expect([person, second]).toEqual([person, { data: { nodes: [...found, null] } }]);
    }
  });

  it.each(Object.entries(ASKED))('%s', async (_name, [query, may]) => {
    const answered = await Promise.all(
      PEOPLE.map(async (person) => [person, (await ask(person, query)).errors?.[0]?.extensions.code] as const),
    );
    for (const [, code] of answered) expect([undefined, 'FORBIDDEN']).toContain(code);
    expect(answered.filter(([, code]) => code === undefined).map(([person]) => person)).toEqual(
      PEOPLE.filter((person) => may.includes(person)),
    );
  });

  it('show nothing of the other program anywhere to who may not see it', async () => {
    const everything = `{
      viewer { roles { program { name } } programs { totalCount edges { node { name } } } milestones { totalCount edges { node { title } } } }
      programs(first: 3) { edges { node { name objective members { person { id name } } openDriftEpisodes: driftEpisodes(first: 5) { edges { node { id program { name } } } }
        pendingRebaselines { reason initiative { title } }
        initiatives(first: 3) { edges { node { title program { name } milestones { title blockedBy { title initiative { title program { name } } } reschedules { reason blockedBy { title } } } } } }
        history(first: 20) { totalCount edges { node { summary type } } } } } }
      milestones { edges { node { title initiative { title } blockedBy { title } } } }
    }`;
    const told = new Map<Person, string>();
    for (const person of PEOPLE) {
      const answer = await ask(person, everything);
      expect(answer.errors).toBeUndefined();
      told.set(person, JSON.stringify(answer.data));
    }
    expect(PEOPLE.filter((person) => told.get(person)!.includes(SECRET))).toEqual(PEOPLE.filter((person) => SEES_OTHER.includes(person)));
    expect(PEOPLE.filter((person) => told.get(person)!.includes('Own initiative'))).toEqual(
      PEOPLE.filter((person) => SEES_OWN.includes(person)),
    );
  });
});

// --- Subscriptions ---------------------------------------------------------------------------------------------------------------------

describe('subscriptions', () => {
  const clients: Client[] = [];
  afterAll(async () => {
    for (const client of clients) await client.dispose();
  });

  const connect = (person: Person): Client => {
    const { url } = matrix.api;
    class WithCookie extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers: { cookie: matrix.cookies[person], origin: url } });
      }
    }
    const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WithCookie, retryAttempts: 0 });
    clients.push(client);
    return client;
  };

  /** Subscribes. `first` is the first answer, as text; `isOpen` resolves once the server has taken or refused the subscription. */
  const listen = (person: Person, query: string): { readonly first: Promise<string>; readonly isOpen: Promise<unknown> } => {
    const client = connect(person);
    const answer = (asked: string): Promise<string> =>
      new Promise((resolve) => {
        client.subscribe(
          { query: asked },
          {
            next: (value) => resolve(JSON.stringify(value)),
            error: (error) => resolve(`refused ${JSON.stringify(error)}`),
            complete: () => resolve('complete'),
          },
        );
      });
    const first = answer(query);
    // Messages of a connection are handled in order: when this one has been refused, the subscription is active.
    return { first, isOpen: answer('{ viewer { person { id } } }') };
  };

  it('each have a row', () => {
    expect(fieldsOf('Subscription').toSorted()).toEqual(['driftChanged', 'programChanged']);
  });

  it.each(['programChanged', 'driftChanged'])('%s of a program', async (name) => {
    for (const [at, who] of [
      [matrix.own, SEES_OWN],
      [matrix.other, SEES_OTHER],
    ] as const) {
      const shown = name === 'programChanged' ? '{ program { id } entry { type } }' : '{ id }';
      const listening = PEOPLE.map((person) => ({
        person,
        ...listen(person, `subscription { ${name}(programId: "${at.programId}") ${shown} }`),
      }));
      await Promise.all(listening.map(({ isOpen }) => isOpen));
      if (name === 'programChanged')
        await matrix.api.mutate('reviseObjective', { programId: at.programId, objective: newUuid(), reason: 'x' });
      else await flagDrift(matrix.api, at.programId, 'LEADERSHIP', '2026-03-08');
      const heard: Person[] = [];
      for (const { person, first } of listening) if (!(await first).includes('PROGRAM_NOT_FOUND')) heard.push(person);
      expect(heard).toEqual(PEOPLE.filter((person) => who.includes(person)));
    }
  });

  it('programChanged of all programs tells of those that may be seen', async () => {
    const listening = PEOPLE.filter((person) => person !== 'stranger').map((person) => ({
      person,
      ...listen(person, 'subscription { programChanged { program { name } } }'),
    }));
    await Promise.all(listening.map(({ isOpen }) => isOpen));
    const revise = (programId: string) => matrix.api.mutate('reviseObjective', { programId, objective: newUuid(), reason: 'x' });
    await revise(matrix.other.programId);
    await revise(matrix.own.programId);
    for (const { person, first } of listening)
      expect([person, (await first).includes(SECRET)]).toEqual([person, SEES_OTHER.includes(person)]);
  });

  it('driftChanged of all programs tells of those that may be seen', async () => {
    const listening = PEOPLE.filter((person) => person !== 'stranger').map((person) => ({
      person,
      ...listen(person, 'subscription { driftChanged { program { name } } }'),
    }));
    await Promise.all(listening.map(({ isOpen }) => isOpen));
    await flagDrift(matrix.api, matrix.other.programId, 'TECHNOLOGY', '2026-03-15');
    await matrix.api.data('{ viewer { person { id } } }');
    await flagDrift(matrix.api, matrix.own.programId, 'TECHNOLOGY', '2026-03-15');
    for (const { person, first } of listening)
      expect([person, (await first).includes(SECRET)]).toEqual([person, SEES_OTHER.includes(person)]);
  });

  it.each(['programId: "OWN"', ''])('of a person who loses the role tell nothing more (%s)', async (which) => {
    const { api, own } = matrix;
    const changes = `programChanged${which && `(${which.replace('OWN', own.programId)})`}`;
    await api.mutate('grantRole', { programId: own.programId, personId: 'stranger', role: 'AUDITOR' });
    const before = listen('stranger', `subscription { ${changes} { entry { type } } }`);
    await before.isOpen;
    await api.mutate('revokeRole', { programId: own.programId, personId: 'stranger', role: 'AUDITOR' });
    const witness = listen('auditor', `subscription { ${changes} { entry { type } } }`);
    await witness.isOpen;
    await api.mutate('reviseObjective', { programId: own.programId, objective: newUuid(), reason: 'x' });
    expect(await witness.first).toContain('ObjectiveRevised');
    expect(await Promise.race([before.first, Promise.resolve('nothing')])).toBe('nothing');
  });
});

// --- The command line ------------------------------------------------------------------------------------------------------------------

describe('the command line', () => {
  const run = (person: Person, ...args: string[]) =>
    evenkeel(args, { EVENKEEL_URL: matrix.api.url, EVENKEEL_TOKEN: matrix.tokens[person] });

  it.each(['owner', 'auditor-of-all', 'pmo-of-other', 'stranger'] as const)('shows the %s what they may see', async (person) => {
    for (const [name, who] of [
      ['Own', SEES_OWN],
      [SECRET, SEES_OTHER],
    ] as const) {
      const { code, stdout, stderr } = await run(person, 'status', name);
      expect([name, code, stdout.includes(name)]).toEqual([name, who.includes(person) ? 0 : 1, who.includes(person)]);
      if (code !== 0) expect(stderr).toContain(name);
    }
    expect((await run(person, 'status')).stderr).toContain('FORBIDDEN');
    expect((await run(person, 'people', 'set', 'somebody', 'x')).stderr).toContain('FORBIDDEN');
  });
});
