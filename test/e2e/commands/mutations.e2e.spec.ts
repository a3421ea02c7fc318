import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-sourcing/event.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { eventually } from '../../support/program.js';
import { ApiUnderTest, type Answer } from '../api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
});
afterAll(() => api.close());

async function lastOf(stream: string): Promise<StoredEvent | undefined> {
  for await (const [last] of api.app.nest.get<EventStore>(EVENT_STORE).read(stream, { direction: 'backwards', limit: 1 })) return last;
  return undefined;
}

const P = newUuid();
const I = newUuid();
const M = newUuid();
const N = newUuid();
const R = newUuid();
const S = newUuid();
const nowhere = newUuid();
/** A zone in which it is between eight and five o'clock: its date equals that of UTC, and midnight is far from the test. */
const timeZone = ['Asia/Shanghai', 'UTC', 'America/Los_Angeles'][Math.floor(new Date().getUTCHours() / 8)]!;
const today = new Date().toISOString().slice(0, 10);
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const values = { leadership: 1, culture: 1, process: 1, technology: 1 };
const phases = [
  { key: 'ONE', name: 'One', endsOn: inDays(100), emphasis: values },
  { key: 'TWO', name: 'Two', endsOn: inDays(200), emphasis: { ...values, culture: 2 } },
];

/** The mutations in order: the input, the expected payload, and then an input that is refused with a code. */
const steps: readonly [name: string, input: object, shows: string, expected: object, wrong: object, code: string][] = [
  [
    'charterProgram',
    { id: P, name: 'ITSM', sponsorId: 'lin', startsOn: inDays(-30), timeZone, phases },
    'program { id name timeZone sponsor { id } }',
    { program: { id: P, name: 'ITSM', timeZone, sponsor: { id: 'lin' } } },
    { id: P, name: 'Again', sponsorId: 'lin', startsOn: today, endsOn: inDays(9) },
    'PROGRAM_ALREADY_CHARTERED',
  ],
  [
    'renameProgram',
    { programId: P, name: 'ITSM 2' },
    'program { name revision }',
    { program: { name: 'ITSM 2', revision: 2 } },
    { programId: nowhere, name: 'x' },
    'PROGRAM_NOT_FOUND',
  ],
  [
    'reviseObjective',
    { programId: P, objective: 'Calm', reason: 'clearer' },
    'program { objective }',
    { program: { objective: 'Calm' } },
    { programId: P, objective: 'Calmer', reason: ' ' },
    'TEXT_EMPTY',
  ],
  [
    'revisePhasePlan',
    { programId: P, phases: [phases[0], { ...phases[1], endsOn: inDays(250) }], reason: 'later' },
    'program { endsOn }',
    { program: { endsOn: inDays(250) } },
    { programId: P, phases: [phases[1], phases[0]], reason: 'x' },
    'PHASE_ENDS_NOT_INCREASING',
  ],
  [
    'enterPhase',
    { programId: P, phase: 'TWO', on: inDays(-1), approvedBy: 'lin' },
    'program { currentPhase { key enteredOn approvedBy { id } } }',
    { program: { currentPhase: { key: 'TWO', enteredOn: inDays(-1), approvedBy: { id: 'lin' } } } },
    { programId: P, phase: 'ONE', on: today },
    'PHASE_ALREADY_ENTERED',
  ],
  [
    'correctPhaseEntry',
    { programId: P, phase: 'TWO', on: inDays(-3), reason: 'the board met earlier' },
    'program { currentPhase { key enteredOn approvedBy { id } } }',
    { program: { currentPhase: { key: 'TWO', enteredOn: inDays(-3), approvedBy: { id: 'lin' } } } },
    { programId: P, phase: 'ONE', on: today, reason: 'x' },
    'PHASE_OF_CHARTER',
  ],
  [
    'reviseDriftPolicy',
    { programId: P, reason: 'try', lambda: 0.5 },
    'program { driftPolicy { lambda consecutive } }',
    { program: { driftPolicy: { lambda: 0.5, consecutive: 2 } } },
    { programId: P, reason: 'x', lambda: 2 },
    'DRIFT_POLICY_INVALID',
  ],
  [
    'assignPillarLead',
    { programId: P, pillar: 'CULTURE', personId: 'wang', effectiveOn: inDays(-2) },
    'program { pillarLeads { pillar person { id } } }',
    { program: { pillarLeads: [{ pillar: 'CULTURE', person: { id: 'wang' } }] } },
    { programId: nowhere, pillar: 'CULTURE', personId: 'wang' },
    'PROGRAM_NOT_FOUND',
  ],
  [
    'grantRole',
    { programId: P, personId: 'wang', role: 'PMO' },
    'program { members { role until } }',
    // Who charters is the first PMO.
    {
      program: {
        members: [
          { role: 'PMO', until: null },
          { role: 'PMO', until: null },
        ],
      },
    },
    { programId: nowhere, personId: 'wang', role: 'PMO' },
    'PROGRAM_NOT_FOUND',
  ],
  [
    'revokeRole',
    { programId: P, personId: 'wang', role: 'PMO' },
    'program { members { role } }',
    { program: { members: [{ role: 'PMO' }, { role: 'PMO' }] } },
    { programId: nowhere, personId: 'wang', role: 'PMO' },
    'PROGRAM_NOT_FOUND',
  ],
  [
    'launchInitiative',
    { id: I, programId: P, pillar: 'PROCESS', title: 'Changes', ownerId: 'zhao', milestones: [{ id: M, title: 'Board', due: inDays(10) }] },
    'initiative { id owner { id } milestones { id title state weight } }',
    { initiative: { id: I, owner: { id: 'zhao' }, milestones: [{ id: M, title: 'Board', state: 'PLANNED', weight: 1 }] } },
    { id: newUuid(), programId: P, pillar: 'PROCESS', title: 'x', weight: 0 },
    'WEIGHT_INVALID',
  ],
  [
    'retitleInitiative',
    { initiativeId: I, title: 'Change' },
    'initiative { title }',
    { initiative: { title: 'Change' } },
    { initiativeId: nowhere, title: 'x' },
    'INITIATIVE_NOT_FOUND',
  ],
  [
    'moveInitiative',
    { initiativeId: I, pillar: 'CULTURE', unit: 'NOC', reason: 'better' },
    'initiative { pillar unit element { key } }',
    { initiative: { pillar: 'CULTURE', unit: 'NOC', element: null } },
    { initiativeId: I, pillar: 'CULTURE', element: 'no-such', reason: 'x' },
    'ELEMENT_UNKNOWN',
  ],
  [
    'reweighInitiative',
    { initiativeId: I, weight: 2, reason: 'more' },
    'initiative { weight }',
    { initiative: { weight: 2 } },
    { initiativeId: I, weight: 1e308, reason: 'x' },
    'WEIGHT_INVALID',
  ],
  [
    'assignOwner',
    { initiativeId: I, ownerId: null, effectiveOn: today },
    'initiative { owners { person { id } } }',
    { initiative: { owners: expect.any(Array) } },
    { initiativeId: nowhere, effectiveOn: today },
    'INITIATIVE_NOT_FOUND',
  ],
  [
    'pauseInitiative',
    { initiativeId: I, reason: 'freeze' },
    'initiative { status }',
    { initiative: { status: 'PAUSED' } },
    { initiativeId: I, reason: '' },
    'TEXT_EMPTY',
  ],
  [
    'resumeInitiative',
    { initiativeId: I },
    'initiative { status }',
    { initiative: { status: 'ACTIVE' } },
    { initiativeId: nowhere },
    'INITIATIVE_NOT_FOUND',
  ],
  [
    'planMilestone',
    { initiativeId: I, id: N, title: 'Tool', due: inDays(20), weight: 3 },
    'milestone { id weight originalBaseline initiative { id } }',
    { milestone: { id: N, weight: 3, originalBaseline: inDays(20), initiative: { id: I } } },
    { initiativeId: I, id: N, title: 'x', due: today },
    'MILESTONE_ALREADY_PLANNED',
  ],
  [
    'retitleMilestone',
    { initiativeId: I, milestoneId: N, title: 'Tools' },
    'milestone { title }',
    { milestone: { title: 'Tools' } },
    { initiativeId: I, milestoneId: nowhere, title: 'x' },
    'MILESTONE_NOT_FOUND',
  ],
  [
    'reweighMilestone',
    { initiativeId: I, milestoneId: N, weight: 4, reason: 'more' },
    'milestone { weight }',
    { milestone: { weight: 4 } },
    { initiativeId: I, milestoneId: N, weight: -1, reason: 'x' },
    'WEIGHT_INVALID',
  ],
  [
    'rescheduleMilestone',
    {
      initiativeId: I,
      milestoneId: N,
      forecast: inDays(40),
      reasonCode: 'VENDOR',
      reason: 'late',
      blockedBy: { initiativeId: I, milestoneId: M },
    },
    'milestone { forecast blockedBy { id } reschedules { reasonCode blockedBy { title } } slipDays }',
    {
      milestone: {
        forecast: inDays(40),
        blockedBy: { id: M },
        reschedules: [{ reasonCode: 'VENDOR', blockedBy: { title: 'Board' } }],
        slipDays: 20,
      },
    },
    { initiativeId: I, milestoneId: N, forecast: today, reasonCode: 'VENDOR', reason: 'x', blockedBy: { initiativeId: I, milestoneId: N } },
    'BLOCKED_BY_ITSELF',
  ],
  [
    'confirmForecast',
    { initiativeId: I, milestoneId: N },
    'milestone { forecastConfirmedAt }',
    { milestone: { forecastConfirmedAt: expect.any(String) } },
    { initiativeId: I, milestoneId: nowhere },
    'MILESTONE_NOT_FOUND',
  ],
  [
    'proposeRebaseline',
    { initiativeId: I, id: R, reason: 'real' },
    'rebaseline { id state changes { milestone { id } from to } initiative { id } }',
    {
      rebaseline: { id: R, state: 'PENDING', changes: [{ milestone: { id: N }, from: inDays(20), to: inDays(40) }], initiative: { id: I } },
    },
    { initiativeId: nowhere, reason: 'x' },
    'INITIATIVE_NOT_FOUND',
  ],
  [
    'rejectRebaseline',
    { initiativeId: I, rebaselineId: R, reason: 'no' },
    'rebaseline { state note }',
    { rebaseline: { state: 'REJECTED', note: 'no' } },
    { initiativeId: I, rebaselineId: R, reason: 'no' },
    'REBASELINE_ALREADY_DECIDED',
  ],
  [
    'achieveMilestone',
    { initiativeId: I, milestoneId: M, achievedOn: today, evidence: 'minutes' },
    'milestone { state achievedOn evidence achievements { by { id } } }',
    { milestone: { state: 'ACHIEVED', achievedOn: today, evidence: 'minutes', achievements: [{ by: { id: 'administrator' } }] } },
    { initiativeId: I, milestoneId: N, achievedOn: inDays(5) },
    'DATE_IN_FUTURE',
  ],
  [
    'reopenMilestone',
    { initiativeId: I, milestoneId: M, reason: 'not so' },
    'milestone { state achievements { reopenReason } }',
    { milestone: { state: 'PLANNED', achievements: [{ reopenReason: 'not so' }] } },
    { initiativeId: I, milestoneId: nowhere, reason: 'x' },
    'MILESTONE_NOT_FOUND',
  ],
  [
    'descopeMilestone',
    { initiativeId: I, milestoneId: M, reason: 'gone' },
    'milestone { state }',
    { milestone: { state: 'DESCOPED' } },
    { initiativeId: I, milestoneId: nowhere, reason: 'x' },
    'MILESTONE_NOT_FOUND',
  ],
  [
    'restoreMilestone',
    { initiativeId: I, milestoneId: M, reason: 'back' },
    'milestone { state baseline }',
    { milestone: { state: 'PLANNED', baseline: inDays(10) } },
    { initiativeId: I, milestoneId: nowhere, reason: 'x' },
    'MILESTONE_NOT_FOUND',
  ],
  [
    'updateMilestones',
    {
      initiativeId: I,
      plan: [{ id: S, title: 'Third', due: inDays(-1) }],
      achieve: [{ milestoneId: M, achievedOn: today }],
      confirm: [{ milestoneId: N }],
    },
    'milestones { id state }',
    {
      milestones: [
        { id: S, state: 'OVERDUE' },
        { id: N, state: 'PLANNED' },
        { id: M, state: 'ACHIEVED' },
      ],
    },
    { initiativeId: I, confirm: [{ milestoneId: N }, { milestoneId: N }] },
    'MILESTONE_TWICE_IN_LIST',
  ],
  [
    'evaluateBalance',
    { programId: P, on: today },
    'evaluation { on balance { t } signals { kind } } program { id lastEvaluation { on } }',
    {
      evaluation: { on: today, balance: { t: expect.any(Number) }, signals: expect.any(Array) },
      program: { id: P, lastEvaluation: { on: today } },
    },
    { programId: P, on: inDays(3) },
    'DATE_IN_FUTURE',
  ],
  [
    'cancelInitiative',
    { initiativeId: I, reason: 'stop' },
    'initiative { status milestones { state } }',
    { initiative: { status: 'CANCELLED', milestones: [{ state: 'DESCOPED' }, { state: 'ACHIEVED' }, { state: 'DESCOPED' }] } },
    { initiativeId: nowhere, reason: 'x' },
    'INITIATIVE_NOT_FOUND',
  ],
  [
    'reopenInitiative',
    { initiativeId: I, reason: 'go' },
    'initiative { status }',
    { initiative: { status: 'ACTIVE' } },
    { initiativeId: nowhere, reason: 'x' },
    'INITIATIVE_NOT_FOUND',
  ],
  [
    'closeProgram',
    { programId: P, reason: 'over' },
    'program { status }',
    { program: { status: 'CLOSED' } },
    { programId: nowhere, reason: 'x' },
    'PROGRAM_NOT_FOUND',
  ],
  [
    'reopenProgram',
    { programId: P, reason: 'go on' },
    'program { status }',
    { program: { status: 'ACTIVE' } },
    { programId: nowhere, reason: 'x' },
    'PROGRAM_NOT_FOUND',
  ],
];

/** Mutations that need a second person or an open episode have tests of their own; here only their refusal is tested. */
const refusedOnly: readonly [name: string, input: object, code: string][] = [
  ['approveRebaseline', { initiativeId: I, rebaselineId: newUuid() }, 'REBASELINE_NOT_FOUND'],
  ['completeInitiative', { initiativeId: I }, 'OPEN_MILESTONES'],
  ['acknowledgeDrift', { programId: P, episodeId: newUuid(), note: 'seen' }, 'EPISODE_NOT_FOUND'],
];

describe('each mutation', () => {
  it('does what it says, shows it at once, and refuses with its code', async () => {
    for (const [name, input, shows, expected, wrong, code] of steps) {
      const done = await api.mutate(name, input, shows);
      expect([name, done]).toEqual([name, expect.objectContaining({ userErrors: [], ...expected })]);
      expect([name, done.receipt?.events]).toEqual([name, expect.any(Number)]);
      expect(done.receipt!.events).toBeGreaterThan(0);
      const refused = await api.mutate(name, wrong);
      expect([name, refused.receipt, refused.userErrors.map((error) => error.code)]).toEqual([name, null, [code]]);
    }
    for (const [name, input, code] of refusedOnly) {
      const refused = await api.mutate(name, input);
      expect([name, refused.receipt, refused.userErrors.map((error) => error.code)]).toEqual([name, null, [code]]);
    }
  });

  it('does the same command once, and refuses its id for another', async () => {
    const commandId = newUuid();
    const first = await api.mutate('renameProgram', { programId: P, name: 'Once', commandId });
    const again = await api.mutate('renameProgram', { programId: P, name: 'Once', commandId });
    expect(again.receipt).toEqual(first.receipt);
    const other = await api.mutate('renameProgram', { programId: P, name: 'Twice', commandId });
    expect(other.userErrors.map((error) => error.code)).toEqual(['COMMAND_ID_REUSED']);
  });

  it('takes null for left out, also where that has a default', async () => {
    const launch = { programId: P, pillar: 'CULTURE', title: 'Once', commandId: newUuid() };
    const first = await api.mutate('launchInitiative', { ...launch, milestones: [{ title: 'm', due: inDays(5) }] });
    const milestones = [{ title: 'm', due: inDays(5), weight: null, id: null }];
    const again = await api.mutate('launchInitiative', { ...launch, weight: null, unit: null, milestones });
    expect([again.userErrors, again.receipt]).toEqual([[], first.receipt]);
  });

  it('shows a stale client what someone else did first', async () => {
    const { receipt } = await api.mutate('renameProgram', { programId: P, name: 'Mine' });
    await api.mutate('renameProgram', { programId: P, name: 'Theirs' });
    const stale = await api.mutate('renameProgram', { programId: P, name: 'Late', expectedRevision: receipt!.revision });
    expect(stale.userErrors).toEqual([
      expect.objectContaining({ code: 'CONFLICT', retryable: false, conflict: expect.objectContaining({ type: 'ProgramRenamed' }) }),
    ]);
  });

  it('shows the revision to expect also after an event of a type that this version does not know', async () => {
    const { metadata } = (await lastOf(`program-${P}`))!;
    const later = { id: newUuid(), type: 'ProgramBlessed', data: {}, metadata: { ...metadata, commandId: newUuid() } };
    await api.app.nest.get<EventStore>(EVENT_STORE).append(`program-${P}`, [later], { expectedRevision: 'any' });
    const { revision } = (await lastOf(`program-${P}`))!;
    await eventually('the views have passed it', async () => {
      const { program } = await api.data<{ program: { revision: number } }>(`{ program(id: "${P}") { revision } }`);
      return program.revision === revision || undefined;
    });
    const { userErrors, receipt } = await api.mutate('renameProgram', { programId: P, name: 'After', expectedRevision: revision });
    expect([userErrors, receipt?.revision]).toEqual([[], revision + 1]);
  });

  it('is done with a warning where its date is seldom meant, in the language asked for', async () => {
    const query = `mutation ($input: PlanMilestoneInput!) { planMilestone(input: $input) { receipt { events } userErrors { code } warnings { code field message } } }`;
    const plan = (id: string) => ({ input: { initiativeId: I, id, title: 'Far', due: inDays(650) } });
    const warned = async (id: string, language: string) => (await api.ask(query, plan(id), { language })).data!['planMilestone'];
    const done = { receipt: { events: 1 }, userErrors: [] };
    const odd = { code: 'DUE_LONG_AFTER_END', field: ['due'] };
    expect(await warned(newUuid(), 'en')).toEqual({
      ...done,
      warnings: [{ ...odd, message: expect.stringContaining('more than a year') }],
    });
    expect(await warned(newUuid(), 'zh-CN')).toEqual({ ...done, warnings: [{ ...odd, message: expect.stringContaining('晚一年以上') }] });
    expect(await api.mutate('retitleInitiative', { initiativeId: I, title: 'Plain' }, 'warnings { code }')).toMatchObject({ warnings: [] });
  });

  it('changes nothing and stores nothing where nothing differs', async () => {
    await api.mutate('renameProgram', { programId: P, name: 'Same' });
    expect((await api.mutate('renameProgram', { programId: P, name: 'Same' })).receipt?.events).toBe(0);
  });

  it('names the default phases in the language asked for, and is the same command in another', async () => {
    const input = { id: newUuid(), name: 'Default', sponsorId: 'lin', startsOn: today, endsOn: inDays(400), commandId: newUuid() };
    const query = `mutation ($input: CharterProgramInput!) { charterProgram(input: $input) { receipt { revision } userErrors { code } program { phases { name } } } }`;
    const first = await api.ask(query, { input }, { language: 'zh-CN' });
    const phases = ['启动', '设计', '建设', '固化'].map((name) => ({ name }));
    expect(first.data).toEqual({ charterProgram: { receipt: { revision: 1 }, userErrors: [], program: { phases } } });
    expect((await api.ask(query, { input }, { language: 'en' })).data).toEqual(first.data);
  });

  it('speaks the language asked for', async () => {
    const query = `mutation { renameProgram(input: { programId: "${nowhere}", name: "x" }) { userErrors { message } } }`;
    expect((await api.ask(query, {}, { language: 'zh-CN,zh;q=0.9,en;q=0.8' })).data).toEqual({
      renameProgram: { userErrors: [{ message: '没有该项目群。' }] },
    });
    expect((await api.ask(query, {}, { language: 'en-GB' })).data).toEqual({
      renameProgram: { userErrors: [{ message: 'There is no such program.' }] },
    });
  });
});

describe('an answer that is too much', () => {
  const programId = newUuid();
  const titles = (length: number): readonly { readonly id: string; readonly title: string; readonly due: string }[] =>
    Array.from({ length: 500 }, () => ({ id: newUuid(), title: '文'.repeat(length), due: inDays(50) }));
  const repeated = (count: number, field: string): string => Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');
  const codesIn = ({ errors = [] }: Answer): ReadonlySet<string> => new Set(errors.map(({ extensions }) => extensions.code));

  beforeAll(() => api.mutate('charterProgram', { id: programId, name: 'Large', sponsorId: 'lin', startsOn: inDays(-30), phases }));

  it('to a mutation tells what it has recorded: it is over 8 MB', async () => {
    const input = { programId, pillar: 'CULTURE', title: 'Large', milestones: titles(200), commandId: newUuid() };
    const query = `mutation ($input: LaunchInitiativeInput!) { launchInitiative(input: $input) { initiative { ${repeated(30, 'milestones { title }')} } } }`;
    const answer = await api.ask(query, { input });
    expect([answer.data, codesIn(answer)]).toEqual([null, new Set(['ANSWER_TOO_LARGE'])]);
    const { receipt } = await api.mutate<{ receipt: object }>('launchInitiative', input);
    expect(answer.extensions).toEqual({ recorded: [{ commandId: input.commandId, ...receipt, position: expect.any(String) }] });
  });

  it('to an import tells what was imported: its lists are too long', async () => {
    const input = { programId, importedFrom: 'f', firstLine: 1, lines: Array.from({ length: 2_000 }, () => ({})) };
    const query = `mutation ($input: ImportStatusLinesInput!) { importStatusLines(input: $input) { ${repeated(30, 'rejected { line }')} } }`;
    const answer = await api.ask(query, { input });
    expect([answer.data, codesIn(answer)]).toEqual([null, new Set(['QUERY_TOO_COMPLEX'])]);
    expect(answer.extensions).toEqual({ recorded: [{ importedFrom: 'f', accepted: 0, unchanged: 0, rejected: 2_000 }] });
  });

  it('to a query for large events again and again is refused before all is read, however little of it is shown', async () => {
    const milestones = titles(1);
    const id = newUuid();
    await api.mutate('launchInitiative', { id, programId, pillar: 'CULTURE', title: 'Long', milestones });
    const achieve = milestones
      .slice(0, 200)
      .map((milestone) => ({ milestoneId: milestone.id, achievedOn: today, evidence: 'e'.repeat(4_000) }));
    await api.mutate('updateMilestones', { initiativeId: id, achieve });
    const history = (count: number): string =>
      `{ program(id: "${programId}") { ${repeated(count, 'history(last: 100) { nodes { id } }')} } }`;
    expect(codesIn(await api.ask(history(20)))).toEqual(new Set());
    const answer = await api.ask(history(60));
    expect([answer.data, codesIn(answer)]).toEqual([null, new Set(['ANSWER_TOO_LARGE'])]);
  });
});

describe('the installation', () => {
  it('keeps names in the directory', async () => {
    expect(
      await api.data('mutation { setPersonName(input: { personId: "zhao", name: "赵敏" }) { person { id name } userErrors { code } } }'),
    ).toEqual({
      setPersonName: { person: { id: 'zhao', name: '赵敏' }, userErrors: [] },
    });
    const empty = await api.data<{ setPersonName: object }>(
      'mutation { setPersonName(input: { personId: "zhao", name: "" }) { person { id } userErrors { code field } } }',
    );
    expect(empty.setPersonName).toEqual({ person: null, userErrors: [{ code: 'TEXT_EMPTY', field: ['name'] }] });
  });

  it('rebuilds a projection, and refuses one that does not exist', async () => {
    const rebuild = (name: string) =>
      api.data(`mutation { rebuildProjection(input: { name: "${name}" }) { projection { name } userErrors { code } } }`);
    expect(await rebuild('nothing')).toEqual({ rebuildProjection: { projection: null, userErrors: [{ code: 'PROJECTION_UNKNOWN' }] } });
    expect(await api.data('{ projections { name state behind error } }')).toEqual({
      projections: expect.arrayContaining([expect.objectContaining({ name: 'programs', state: 'LIVE', error: null })]),
    });
  });

  it('shows what was imported as soon as the import is answered', async () => {
    const programId = newUuid();
    const charter = {
      at: '2020-01-01T00:00:00Z',
      kind: 'charter',
      name: 'History',
      sponsorId: 'ann',
      startsOn: '2020-01-01',
      endsOn: '2021-01-01',
    };
    const status = (initiative: number) => ({
      at: '2020-01-02T00:00:00Z',
      initiative: `I-${initiative}`,
      title: 'T',
      pillar: 'CULTURE',
      status: 'provisional',
      milestones: Array.from({ length: 20 }, (_, key) => ({ key: `m-${key}`, due: '2020-06-01' })),
    });
    const lines = [charter, ...Array.from({ length: 150 }, (_, i) => status(i))];
    await api.data('mutation ($input: ImportStatusLinesInput!) { importStatusLines(input: $input) { accepted } }', {
      input: { programId, importedFrom: 'x.ndjson', firstLine: 1, lines },
    });
    expect(await api.data(`{ program(id: "${programId}") { initiatives { totalCount } milestones { totalCount } } }`)).toEqual({
      program: { initiatives: { totalCount: 150 }, milestones: { totalCount: 3_000 } },
    });
  });

  it('keeps a release that is written as a number as it was written', async () => {
    const id = newUuid();
    await api.mutate('charterProgram', { id, name: 'R', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
    const milestones = [{ key: 'a', due: '2026-06-01', release: 'NUMBER' }];
    const line = { at: '2026-01-05T00:00:00Z', initiative: 'R', title: 'R', pillar: 'CULTURE', status: 'deferred', milestones };
    const query = 'mutation ($input: ImportStatusLinesInput!) { importStatusLines(input: $input) { accepted } }';
    const body = JSON.stringify({ query, variables: { input: { programId: id, importedFrom: 'f', firstLine: 1, lines: [line] } } });
    const response = await api.post(body.replace('"NUMBER"', '1.20'));
    expect(await response.json()).toEqual({ data: { importStatusLines: { accepted: 1 } } });
    const { program } = await api.data<{ program: object }>(
      `{ program(id: "${id}") { initiatives(first: 1) { nodes { milestones { title } } } } }`,
    );
    expect(program).toEqual({ initiatives: { nodes: [{ milestones: [{ title: 'a (1.20)' }] }] } });
  });

  it.each([
    ['mutation ($input: ImportStatusLinesInput!) { importStatusLines(input: $input) { accepted rejected { line code } } }', 'input'],
    [
      'mutation ($id: UUID!, $lines: [JSON!]!) { importStatusLines(input: { programId: $id, importedFrom: "f", firstLine: 1, lines: $lines }) { accepted rejected { line code } } }',
      'lines',
    ],
  ])('takes the lines beside one whose text cannot be stored (%#)', async (query, variable) => {
    const id = newUuid();
    await api.mutate('charterProgram', { id, name: 'R', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
    const line = { at: '2026-01-05T00:00:00Z', pillar: 'CULTURE', status: 'deferred', milestones: [] };
    const named = ['a', 'b\ud800', 'c\0', 'd'].map((initiative) => ({ ...line, initiative, title: initiative }));
    const lines = [...named, { ...named[0], more: [{ 'key\0': 1 }] }];
    const input = { programId: id, importedFrom: 'f', firstLine: 1, lines };
    const { importStatusLines } = await api.data<{ importStatusLines: object }>(query, variable === 'input' ? { input } : { id, lines });
    const rejected = [2, 3, 5].map((number) => ({ line: number, code: 'TEXT_NOT_STORABLE' }));
    expect(importStatusLines).toEqual({ accepted: 2, rejected });
  });

  it('imports lines of history and reports the bad ones by number', async () => {
    const lines = [{ at: '2020-01-01T00:00:00Z', kind: 'nonsense' }];
    const { importStatusLines } = await api.data<{ importStatusLines: object }>(
      'mutation ($input: ImportStatusLinesInput!) { importStatusLines(input: $input) { accepted unchanged rejected { line code message } warnings { line } userErrors { code } } }',
      { input: { programId: newUuid(), importedFrom: 'x.ndjson', firstLine: 7, lines } },
    );
    expect(importStatusLines).toEqual({
      accepted: 0,
      unchanged: 0,
      rejected: [{ line: 7, code: expect.any(String), message: expect.any(String) }],
      warnings: [],
      userErrors: [],
    });
  });
});
