import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { LiveReadDatabase } from '#projection-engine/database/live-read-database.js';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import { eventually } from '../../support/program.js';
import { ApiUnderTest } from '../api-under-test.js';

let api: ApiUnderTest;
const P = newUuid();
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const pillars = ['LEADERSHIP', 'CULTURE', 'PROCESS', 'TECHNOLOGY'] as const;

beforeAll(async () => {
  api = await ApiUnderTest.start();
  await api.mutate('charterProgram', { id: P, name: 'Before', sponsorId: 'lin', startsOn: inDays(-70), endsOn: inDays(400) });
  for (let i = 0; i < 20; i++) {
    const milestones = Array.from({ length: 10 }, (_, m) => ({ title: `M${m}`, due: inDays(30 * m - 60) }));
    await api.mutate('launchInitiative', { programId: P, pillar: pillars[i % 4], title: `I${i}`, ownerId: `p${i % 5}`, milestones });
  }
});
afterAll(() => api.close());

const dashboard = (initiatives: number): [string, object] => [
  `query ($id: UUID!, $n: Int!, $from: LocalDate!, $to: LocalDate!) {
    program(id: $id) {
      name status sponsor { id name } currentPhase { key name endsOn planned { culture } } phaseOverdueDays lastEvaluation { on }
      balance { t c d grade { level nameZh } pillars { pillar standing behindDays } }
      balanceTimeline(from: $from, to: $to) { on t d pillars { pillar standing } }
      leverage { milestone { id title initiative { title } } pillar d behindDays lateDays }
      driftEpisodes { nodes { id kind peak policyNow { lambda } evidence { on } } }
      pendingRebaselines { id }
      initiatives(first: $n) { totalCount nodes { id title pillar owner { id name } program { name } milestones { id title state baseline forecast slipDays blockedBy { title } initiative { title } } } }
    }
  }`,
  { id: P, n: initiatives, from: inDays(-70), to: inDays(0) },
];

/** Documents are read in parts that grow from four on: 20 of them need two look-ups more than a few. */
const PARTS = 2;

let asked = 0;

/**
 * How many look-ups a query makes in the views, for rows or documents. Cached documents count, because they are requested in the same
 * calls.
 */
async function onceLookUpsOf(query: string, variables: object): Promise<number> {
  const spies = [jest.spyOn(LiveReadDatabase.prototype, 'select'), jest.spyOn(LiveReadDatabase.prototype, 'documents')];
  try {
    // A unique text, because the answer to an earlier query may be cached.
    await api.data(`${query} # ${asked++}`, variables);
    return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** The least of three counts: the weekly schedule, which runs in the same process, may look something up meanwhile. */
async function lookUpsOf(query: string, variables: object): Promise<number> {
  const counts: number[] = [];
  for (let n = 0; n < 3; n++) counts.push(await onceLookUpsOf(query, variables));
  return Math.min(...counts);
}

describe('a dashboard', () => {
  it('goes to the views as often for 20 initiatives as for 2', async () => {
    await api.data(...dashboard(20));
    const [few, many] = [await lookUpsOf(...dashboard(2)), await lookUpsOf(...dashboard(20))];
    expect(many).toBeLessThanOrEqual(few + PARTS);
    expect(many).toBeLessThan(25);
  });

  it('goes to the views as often for 100 things that wait for a decision as for 5', async () => {
    const query = `query ($n: Int!) {
      milestones(filter: { states: [OVERDUE, PLANNED] }, orderBy: { field: FORECAST }, first: $n) {
        nodes { id state viewerCan { achieve reschedule } initiative { title owner { name } program { name timeZone } } } }
      initiatives(filter: { unowned: false }, first: $n) { nodes { id viewerCan { assignOwner } program { name } } }
      driftEpisodes(filter: { states: [OPEN], acknowledged: false }, first: $n) { nodes { id viewerCan { acknowledge } program { name } } }
      rebaselines(filter: { states: [PENDING] }, first: $n) { nodes { id viewerCan { approve } initiative { program { name } } } }
    }`;
    const [few, many] = [await lookUpsOf(query, { n: 5 }), await lookUpsOf(query, { n: 100 })];
    // The initiatives of a page are read in parts, for two of the lists.
    expect(many).toBeLessThanOrEqual(few + 2 * PARTS);
  });

  it('goes to the views as often for a long page of history as for a short one', async () => {
    const query = 'query ($id: UUID!, $n: Int!) { program(id: $id) { history(first: $n) { nodes { summary actor { name } canonical } } } }';
    const short = await lookUpsOf(query, { id: P, n: 20 });
    expect(await lookUpsOf(query, { id: P, n: 50 })).toBeLessThanOrEqual(short + PARTS);
  });

  it('gives the same answer parsed, compiled and as-of now', async () => {
    const [query, variables] = dashboard(3);
    const first = await api.data(query, variables);
    for (let i = 0; i < 3; i++) {
      // Changes the views, so that no cached answer is used.
      await api.mutate('renameProgram', { programId: P, name: `Before ${i}` });
      await api.mutate('renameProgram', { programId: P, name: 'Before' });
      expect(await api.data(query, variables)).toEqual(first);
    }
    const asOf = query.replace('program(id: $id)', `program(id: $id, asOf: "${new Date().toISOString()}")`);
    expect(await api.data(asOf, variables)).toEqual(first);
  });
});

it('an outlook says that it is one, and what it assumes', async () => {
  const query = 'query ($id: UUID!, $to: LocalDate!) { program(id: $id) { balance { story } balanceOutlook(to: $to) { story } } }';
  const { program } = await api.data<{ program: Record<'balance' | 'balanceOutlook', { story: string[] }> }>(query, {
    id: P,
    to: inDays(60),
  });
  expect(program.balanceOutlook.story).toHaveLength(1 + program.balance.story.length);
  expect(program.balanceOutlook.story[0]).toContain('stays undone');
});

it('what would help most helps as much as was said', async () => {
  const query = `query ($id: UUID!) { program(id: $id) {
    balance { d pillars { pillar lateDays } } leverage(first: 1) { pillar d lateDays milestone { id initiative { id } } } } }`;
  interface Asked {
    balance: { d: number; pillars: { pillar: string; lateDays: number }[] };
    leverage: { pillar: string; d: number; lateDays: number; milestone: { id: string; initiative: { id: string } } }[];
  }
  const ask = async (): Promise<Asked> => (await api.data<{ program: Asked }>(query, { id: P })).program;
  const before = await ask();
  const best = before.leverage[0]!;
  const { id: milestoneId, initiative } = best.milestone;
  await api.mutate('achieveMilestone', { initiativeId: initiative.id, milestoneId, achievedOn: inDays(0) });
  const after = await ask();
  const lateDays = ({ balance }: Asked): number => balance.pillars.find(({ pillar }) => pillar === best.pillar)!.lateDays;
  expect(best.lateDays).toBeGreaterThan(1);
  expect(lateDays(before) - lateDays(after)).toBeCloseTo(best.lateDays, 9);
  expect(after.balance.d - before.balance.d).toBeCloseTo(best.d, 9);
  expect(after.leverage[0]!.milestone.id).not.toBe(milestoneId);
});

describe('a writer', () => {
  it('never reads the state before their write', async () => {
    for (let i = 0; i < 30; i++) {
      await api.mutate('renameProgram', { programId: P, name: `N${i}` });
      expect(await api.data('query ($id: UUID!) { program(id: $id) { name } }', { id: P })).toEqual({ program: { name: `N${i}` } });
    }
  });

  it('sees each of several commands of one request in its own payload', async () => {
    const rename = (name: string): string => `renameProgram(input: { programId: "${P}", name: "${name}" }) { program { name } }`;
    expect(await api.data(`mutation { a: ${rename('A')} b: ${rename('B')} }`)).toEqual({
      a: { program: { name: 'A' } },
      b: { program: { name: 'B' } },
    });
  });
});

describe('the past', () => {
  it('is seen from one instant all the way down', async () => {
    const { program } = await api.data<{ program: { initiatives: { nodes: { id: string; title: string }[] } } }>(
      'query ($id: UUID!) { program(id: $id) { initiatives(first: 1) { nodes { id title } } } }',
      { id: P },
    );
    const { id, title } = program.initiatives.nodes[0]!;
    await api.mutate('renameProgram', { programId: P, name: 'Then' });
    const then = new Date(Date.now() + 1).toISOString();
    while (new Date().toISOString() <= then) await new Promise((resolve) => setImmediate(resolve));
    await api.mutate('renameProgram', { programId: P, name: 'Now' });
    await api.mutate('retitleInitiative', { initiativeId: id, title: 'Now' });
    const asOf = `query ($id: UUID!, $initiative: UUID!, $then: DateTime) {
      program(id: $id, asOf: $then) { name initiatives(first: 1) { nodes { title program { name initiatives(first: 1) { nodes { title } } } } } }
      initiative(id: $initiative, asRecordedAt: $then) { title program { name } }
      now: initiative(id: $initiative) { title program { name } }
    }`;
    expect(await api.data(asOf, { id: P, initiative: id, then })).toEqual({
      program: { name: 'Then', initiatives: { nodes: [{ title, program: { name: 'Then', initiatives: { nodes: [{ title }] } } }] } },
      initiative: { title, program: { name: 'Then' } },
      now: { title: 'Now', program: { name: 'Now' } },
    });
  });

  it('is seen at the end of a day where a date is given, in the zone of the program', async () => {
    const programId = newUuid();
    const actor = 'lin';
    const charter = { at: '2020-03-01T00:00:00Z', kind: 'charter', actor, name: 'Days', sponsorId: actor, timeZone: 'Asia/Shanghai' };
    const status = (at: string, title: string) => ({
      at,
      actor,
      initiative: 'A',
      title,
      status: 'implementable',
      pillar: 'CULTURE',
      owner: null,
      milestones: [],
    });
    // 15:59:59 UTC is still 5 March in Shanghai; 16:00:00 is 6 March.
    const lines = [
      { ...charter, startsOn: '2020-03-01', endsOn: '2021-12-31' },
      status('2020-03-05T15:59:59Z', 'On the 5th'),
      status('2020-03-05T16:00:00Z', 'On the 6th'),
    ];
    const imports = 'mutation ($input: ImportStatusLinesInput!) { importStatusLines(input: $input) { accepted } }';
    const input = { programId, importedFrom: 'f', firstLine: 1, lines };
    expect(await api.data(imports, { input })).toEqual({ importStatusLines: { accepted: 3 } });
    const query = `query ($id: UUID!, $on: DateTime) {
      program(id: $id, asOf: $on) { initiatives { nodes { id title } } }
      recorded: program(id: $id, asRecordedAt: $on) { id }
      now: program(id: $id) { history(from: $on, to: $on) { nodes { type } } }
    }`;
    const at = (on: string) =>
      api.data<{
        program: { initiatives: { nodes: { id: string; title: string }[] } } | null;
        recorded: object | null;
        now: { history: { nodes: { type: string }[] } };
      }>(query, { id: programId, on });
    const fifth = await at('2020-03-05');
    expect(fifth.program!.initiatives.nodes.map(({ title }) => title)).toEqual(['On the 5th']);
    expect(fifth.recorded).toBeNull();
    expect(fifth.now.history.nodes.map(({ type }) => type)).toEqual(['InitiativeLaunched']);
    const sixth = await at('2020-03-06');
    expect(sixth.program!.initiatives.nodes.map(({ title }) => title)).toEqual(['On the 6th']);
    expect(sixth.now.history.nodes.map(({ type }) => type)).toEqual(['InitiativeRetitled']);
    const { id } = fifth.program!.initiatives.nodes[0]!;
    expect(await api.data(`{ initiative(id: "${id}", asOf: "2020-03-05") { title } }`)).toEqual({ initiative: { title: 'On the 5th' } });
    const { programs } = await api.data<{ programs: { nodes: { id: string }[] } }>('{ programs(asOf: "2020-03-01") { nodes { id } } }');
    expect(programs.nodes.map((program) => program.id)).toEqual([programId]);
  });

  it('has no initiative before its program, whatever a history says of it', async () => {
    const line = { at: '2020-02-01T00:00:00Z', kind: 'status', actor: 'lin', initiative: 'OLD', title: 'Old', status: 'implementable' };
    const lines = [{ ...line, pillar: 'CULTURE', owner: null, milestones: [{ key: 'a', release: '1', due: '2020-06-01' }] }];
    const programId = newUuid();
    await api.mutate('charterProgram', { id: programId, name: 'Old', sponsorId: 'lin', startsOn: '2020-01-01', endsOn: '2027-12-31' });
    const input = { programId, importedFrom: 'f', firstLine: 1, lines };
    const imports = 'mutation ($input: ImportStatusLinesInput!) { importStatusLines(input: $input) { accepted } }';
    expect(await api.data(imports, { input })).toEqual({ importStatusLines: { accepted: 1 } });
    const { milestones } = await api.data<{ milestones: { nodes: { id: string; initiative: { id: string } }[] } }>(
      `{ milestones(programId: "${programId}") { nodes { id initiative { id } } } }`,
    );
    const [{ id, initiative } = { id: '', initiative: { id: '' } }] = milestones.nodes;
    const asOf = 'asOf: "2020-03-01T00:00:00Z"';
    const query = `{ initiative(id: "${initiative.id}", ${asOf}) { id } milestone(initiativeId: "${initiative.id}", id: "${id}", ${asOf}) { id } }`;
    expect(await api.data(query)).toEqual({ initiative: null, milestone: null });
  });

  it('shows OVERDUE by the date of asOf', async () => {
    const query = 'query ($id: UUID!, $asOf: DateTime) { program(id: $id, asOf: $asOf) { milestones(state: OVERDUE) { totalCount } } }';
    const now = await api.data<{ program: { milestones: { totalCount: number } } }>(query, { id: P });
    expect(now.program.milestones.totalCount).toBeGreaterThan(0);
  });
});

describe('every root field', () => {
  it('answers', async () => {
    const answer = await api.ask(`{
      viewer { person { id name erased } programs { totalCount } milestones { nodes { id } } }
      programs(orderBy: { field: NAME }, hasOpenDrift: false) { nodes { id } pageInfo { hasNextPage endCursor } }
      milestones(first: 3, programId: "${P}") { edges { cursor node { id } } totalCount }
      elements(pillar: CULTURE) { key nameZh }
      refusals { code messageZh messageEn retryable }
      projections { name state behind }
      initiative(id: "${newUuid()}") { id }
      event(id: "${newUuid()}") { id }
      driftEpisodes(filter: { states: [OPEN], acknowledged: false, opened: { to: "2020-01-01" } }, last: 3) { nodes { id peak program { name } } totalCount }
      evaluations(filter: { d: { atMost: 0.5 } }, orderBy: { field: D, direction: DESC }) { nodes { id program { name } } totalCount }
      rebaselines(filter: { states: [PENDING], proposed: { from: "2020-01-01" } }, asOf: "2021-01-01") { nodes { id initiative { id } } totalCount }
      history(filter: { programs: ["${P}"], recorded: { from: "2020-01-01" } }, direction: DESC, first: 2) { nodes { summary program { id } } totalCount }
    }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({ initiative: null, event: null, milestones: { totalCount: 200 } });
    expect((answer.data as { elements: unknown[] }).elements).toHaveLength(9);
    const none = { nodes: [], totalCount: 0 };
    expect(answer.data).toMatchObject({ driftEpisodes: none, evaluations: none, rebaselines: none });
    expect(answer.data).toMatchObject({ history: { nodes: [{ program: { id: P } }, { program: { id: P } }] } });
  });
});

describe('objects', () => {
  const asked = `{ milestones(first: 1, filter: { programs: ["${P}"] }) { nodes { id nodeId url initiative { id nodeId url program { nodeId url } } } }
    elements(pillar: CULTURE) { nameEn nameZh name zh: name(language: ZH_CN) } }`;

  it('have an address and a global id by which they are found again', async () => {
    const { milestones } = await api.data<{ milestones: { nodes: [Shown] } }>(asked);
    const [milestone] = milestones.nodes;
    const { initiative } = milestone;
    expect([milestone.url, initiative.url, initiative.program.url]).toEqual([
      `${api.url}/initiatives/${initiative.id}#milestone-${milestone.id}`,
      `${api.url}/initiatives/${initiative.id}`,
      `${api.url}/programs/${P}`,
    ]);
    const ids = JSON.stringify([milestone.nodeId, 'none', initiative.program.nodeId, initiative.nodeId]);
    // The second answer comes from compiled code.
    for (const alias of ['a', 'a', 'b', 'b']) {
      const parts = '__typename nodeId ... on Milestone { id } ...I ... on Program { id }';
      const found = await api.data(`{ ${alias}: nodes(nodeIds: ${ids}) { ${parts} } } fragment I on Initiative { id title }`);
      expect(found).toMatchObject({
        [alias]: [
          { __typename: 'Milestone', id: milestone.id, nodeId: milestone.nodeId },
          null,
          { __typename: 'Program', id: P, nodeId: initiative.program.nodeId },
          { __typename: 'Initiative', id: initiative.id, title: expect.any(String) as unknown },
        ],
      });
    }
    const tooMany = await api.ask('query ($ids: [ID!]!) { nodes(nodeIds: $ids) { nodeId } }', { ids: Array(101).fill('x') });
    expect(tooMany.errors?.[0]?.extensions['code']).toBe('BAD_PAGE_SIZE');
  });

  it('with names in two languages have one in the language of the request, or of the argument', async () => {
    const { elements } = await api.data<{ elements: { nameEn: string; nameZh: string; name: string; zh: string }[] }>(asked);
    expect(elements.map(({ name, zh }) => [name, zh])).toEqual(elements.map(({ nameEn, nameZh }) => [nameEn, nameZh]));
  });
});

interface Shown {
  readonly id: string;
  readonly nodeId: string;
  readonly url: string;
  readonly initiative: Omit<Shown, 'initiative'> & { readonly program: Omit<Shown, 'initiative'> };
}

describe('lists over all programs', () => {
  it('are filtered, ordered and read from either end', async () => {
    const list = 'totalCount nodes { title forecast } pageInfo { startCursor hasNextPage hasPreviousPage }';
    const filter = `filter: { programs: ["${P}"], pillars: [CULTURE, PROCESS], states: [PLANNED], forecast: { from: "${inDays(30)}" } }`;
    interface List {
      readonly totalCount: number;
      readonly nodes: readonly { readonly title: string; readonly forecast: string }[];
      readonly pageInfo: { readonly startCursor: string };
    }
    const order = 'orderBy: { field: FORECAST, direction: DESC }';
    const all = await api.data<Record<string, List>>(`{
      front: milestones(${filter}, ${order}, first: 3) { ${list} } back: milestones(${filter}, ${order}, last: 3) { ${list} }
      less: milestones(${filter}, ${order}, state: OVERDUE) { ${list} }
      initiatives(filter: { programs: ["${P}"], owners: ["p1"] }, orderBy: { field: TITLE, direction: DESC }) { nodes { title } } }`);
    const titles = (name: string): readonly string[] => all[name]!.nodes.map(({ title }) => title);
    expect(all['front']).toMatchObject({ totalCount: 70, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    expect(all['back']).toMatchObject({ totalCount: 70, pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    expect([titles('front'), titles('back'), titles('less')]).toEqual([['M9', 'M9', 'M9'], ['M3', 'M3', 'M3'], []]);
    expect(titles('initiatives')).toEqual(['I6', 'I16', 'I11', 'I1']);
    const before = await api.data<{ milestones: List }>(
      `{ milestones(${filter}, ${order}, before: "${all['back']!.pageInfo.startCursor}") { ${list} } }`,
    );
    const shown = before.milestones.nodes.map(({ title }) => title).join(' ');
    expect(shown).toBe([...Array<string>(3).fill('M5'), ...Array<string>(10).fill('M4'), ...Array<string>(7).fill('M3')].join(' '));
  });

  it('answer about the past as of the end of a day in the zone of most programs', async () => {
    const totals = await api.data(
      `{ then: milestones(asOf: "2020-03-01", filter: { programs: ["${P}"] }) { totalCount }
         none: programs(asRecordedAt: "2020-03-01", last: 1) { totalCount nodes { id } }
         last: programs(last: 1, asRecordedAt: "${inDays(0)}") { nodes { id } pageInfo { hasNextPage } }
         today: initiatives(asRecordedAt: "${inDays(0)}", filter: { programs: ["${P}"] }) { totalCount } }`,
    );
    const { programs } = await api.data<{ programs: { nodes: { id: string }[] } }>('{ programs(first: 100) { nodes { id } } }');
    expect(totals).toEqual({
      none: { totalCount: 0, nodes: [] },
      last: { nodes: [programs.nodes.at(-1)], pageInfo: { hasNextPage: false } },
      then: { totalCount: 0 },
      today: { totalCount: 20 },
    });
  });
});

/** Runs last: it leaves a projection stopped. */
describe('a projection that has stopped', () => {
  it('turns health red, ends the wait at once, and the payload says so', async () => {
    const store = api.app.nest.get<EventStore>(EVENT_STORE);
    const broken = anEvent({}, { type: 'BalanceEvaluated', programId: P });
    const { position } = (await store.append(`evaluation-${P}`, [broken], { expectedRevision: 'none' })) as { position: string };

    const query =
      'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { program { name } receipt { events } userErrors { code } } }';
    const started = Date.now();
    const answer = await api.ask(query, { input: { programId: P, name: 'Stopped' } });
    expect(answer).toEqual({
      data: { renameProgram: { program: null, receipt: { events: 1 }, userErrors: [] } },
      extensions: { pending: true },
    });
    expect(Date.now() - started).toBeLessThan(3_000);

    const ready = await fetch(`${api.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      {
        status: 'down',
        projections: [expect.objectContaining({ name: 'evaluations', state: 'STOPPED', failedAt: position, failedEventId: broken.id })],
      },
    ]);
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
    // The other projections continue; nobody waited for them, so the new name appears later.
    await eventually('the program shows its new name', async () => {
      const { program } = await api.data<{ program: { name: string } }>('query ($id: UUID!) { program(id: $id) { name } }', { id: P });
      return program.name === 'Stopped' || undefined;
    });
  });
});
