import { beforeEach, describe, expect, it } from '@jest/globals';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { CommandOutcome } from './command.js';
import { administrator, GatewayInMemory } from '../testing/gateway-in-memory.js';

const programId = uuidFrom('a program');
const initiativeId = uuidFrom('an initiative');
const milestoneId = uuidFrom('a milestone');
const commandId = uuidFrom('a command');
const charter = { name: 'Program', sponsorId: 'ann', startsOn: '2026-01-01', endsOn: '2027-12-31', timeZone: 'Asia/Shanghai' };
const launch = { programId, pillar: 'CULTURE', title: 'Coaching' };

const codeOf = (outcome: CommandOutcome): string => ('refusal' in outcome ? outcome.refusal.code : 'done');

describe('the gateway', () => {
  let gateway: GatewayInMemory;

  beforeEach(async () => {
    gateway = new GatewayInMemory();
    await gateway.send('CharterProgram', { ...charter, id: programId });
    await gateway.send('LaunchInitiative', {
      ...launch,
      id: initiativeId,
      milestones: [{ id: milestoneId, title: 'First', due: '2026-06-01' }],
    });
  });

  it('leads each command to the stream of its aggregate, with the program on every event', async () => {
    await gateway.send('EvaluateBalance', { programId, on: '2026-03-02' });
    for (const stream of [`program-${programId}`, `initiative-${initiativeId}`, `evaluation-${programId}`])
      for (const { metadata } of await gateway.events(stream))
        expect(metadata).toMatchObject({ programId, actor: 'administrator', occurredOn: '2026-03-02', occurredAt: gateway.now });
    expect(await gateway.events(`evaluation-${programId}`)).toMatchObject([
      { type: 'BalanceEvaluated', data: { on: '2026-03-02', milestones: { planned: 1 } } },
    ]);
  });

  it('takes the time zone that a chartering asks for as the program’s', async () => {
    gateway.now = '2026-03-02T17:00:00.000Z';
    await gateway.send('CharterProgram', { ...charter, id: uuidFrom('another') });
    expect((await gateway.events(`program-${uuidFrom('another')}`))[0]!.metadata.occurredOn).toBe('2026-03-03');
    expect(codeOf(await gateway.send('CharterProgram', { ...charter, timeZone: 'Mars/Olympus' }))).toBe('UNKNOWN_TIME_ZONE');
  });

  it('makes the ids that were left out, the same ones for the same command', async () => {
    const sent = {
      ...launch,
      milestones: [
        { title: 'First', due: '2026-06-01' },
        { title: 'Second', due: '2026-07-01' },
      ],
    };
    const first = await gateway.send('LaunchInitiative', sent, { commandId });
    expect(await gateway.send('LaunchInitiative', sent, { commandId })).toEqual({ ...first, repeated: true });
    expect(first).toMatchObject({
      receipt: { events: 3 },
      input: {
        id: uuidFrom('administrator', commandId, 'initiative'),
        milestones: [
          { id: uuidFrom('administrator', commandId, 'milestone.0') },
          { id: uuidFrom('administrator', commandId, 'milestone.1') },
        ],
      },
    });
    expect(codeOf(await gateway.send('LaunchInitiative', { ...sent, title: 'Other' }, { commandId }))).toBe('COMMAND_ID_REUSED');
  });

  it.each(['PlanMilestone', 'UpdateMilestones'])('makes the ids of milestones in %s', async (type) => {
    const milestone = { title: 'Next', due: '2026-06-01' };
    const outcome = await gateway.send(
      type,
      type === 'PlanMilestone' ? { initiativeId, ...milestone } : { initiativeId, plan: [milestone] },
      {
        commandId,
      },
    );
    const id = uuidFrom('administrator', commandId, 'milestone.0');
    expect(outcome).toMatchObject({ receipt: { events: 1 }, input: type === 'PlanMilestone' ? { id } : { plan: [{ id }] } });
  });

  it('refuses to begin what is there already', async () => {
    expect(codeOf(await gateway.send('LaunchInitiative', { ...launch, id: initiativeId }))).toBe('INITIATIVE_ALREADY_LAUNCHED');
    expect(codeOf(await gateway.send('CharterProgram', { ...charter, id: programId }))).toBe('PROGRAM_ALREADY_CHARTERED');
  });

  it.each([
    ['RenameProgram', { programId: milestoneId, name: 'New' }, 'PROGRAM_NOT_FOUND'],
    ['LaunchInitiative', { ...launch, programId: milestoneId }, 'PROGRAM_NOT_FOUND'],
    ['EvaluateBalance', { programId: milestoneId, on: '2026-03-01' }, 'PROGRAM_NOT_FOUND'],
    ['AcknowledgeDrift', { programId: milestoneId, episodeId: milestoneId, note: 'Seen' }, 'PROGRAM_NOT_FOUND'],
    ['RetitleInitiative', { initiativeId: milestoneId, title: 'New' }, 'INITIATIVE_NOT_FOUND'],
  ])('%s of what does not exist', async (type, input, code) => {
    expect(codeOf(await gateway.send(type, input))).toBe(code);
  });

  it('answers a stranger as if nothing existed, and FORBIDDEN where the program may be seen', async () => {
    const retitle = async (id: string, person: string, sees?: boolean): Promise<string> =>
      codeOf(
        await gateway.send(
          'RetitleInitiative',
          { initiativeId: id, title: 'New' },
          { principal: { id: person, administrator: false }, ...(sees === undefined ? {} : { sees: () => Promise.resolve(sees) }) },
        ),
      );
    expect(await retitle(initiativeId, 'stranger')).toBe('INITIATIVE_NOT_FOUND');
    expect(await retitle(milestoneId, 'stranger')).toBe('INITIATIVE_NOT_FOUND');
    expect(await retitle(initiativeId, 'stranger', false)).toBe('INITIATIVE_NOT_FOUND');
    // Ann is the sponsor; the owner of another initiative is known only to the views.
    expect(await retitle(initiativeId, 'ann')).toBe('FORBIDDEN');
    expect(await retitle(initiativeId, 'owner-of-another', true)).toBe('FORBIDDEN');
    expect(codeOf(await gateway.send('CharterProgram', charter, { principal: { id: 'ann', administrator: false } }))).toBe('FORBIDDEN');
  });

  it('marks what only an administrator’s right permits, and nothing else', async () => {
    const marks = async (stream: string) => (await gateway.events(stream)).at(-1)!.metadata.asAdministrator;
    const principal = { id: 'root', administrator: true };
    await gateway.send('RetitleInitiative', { initiativeId, title: 'By its PMO' });
    expect(await marks(`initiative-${initiativeId}`)).toBeUndefined();
    await gateway.send('RetitleInitiative', { initiativeId, title: 'By another' }, { principal });
    expect(await marks(`initiative-${initiativeId}`)).toBe(true);
    const id = uuidFrom('chartered by root');
    await gateway.send('CharterProgram', { ...charter, id }, { principal });
    expect(await marks(`program-${id}`)).toBeUndefined();
  });

  it('names as a contributor only on an initiative of the program', async () => {
    const other = uuidFrom('another program');
    await gateway.send('CharterProgram', { ...charter, id: other });
    const grant = (id: string, to: string): Promise<CommandOutcome> =>
      gateway.send('GrantRole', { programId: to, personId: 'bob', role: 'CONTRIBUTOR', initiativeId: id });
    expect(await grant(milestoneId, programId)).toEqual({ refusal: { code: 'INITIATIVE_NOT_FOUND', field: ['initiativeId'] } });
    expect(codeOf(await grant(initiativeId, other))).toBe('INITIATIVE_OF_OTHER_PROGRAM');
    expect(codeOf(await grant(initiativeId, programId))).toBe('done');
  });

  it('asks whether a blocking milestone of another initiative exists', async () => {
    const other = uuidFrom('another initiative');
    const reschedule = (blockedBy: object): Promise<CommandOutcome> =>
      gateway.send('RescheduleMilestone', {
        initiativeId,
        milestoneId,
        forecast: '2026-08-01',
        reasonCode: 'VENDOR',
        reason: 'Late',
        blockedBy,
      });
    const update = (blockedBy: object): Promise<CommandOutcome> =>
      gateway.send('UpdateMilestones', {
        initiativeId,
        reschedule: [{ milestoneId, forecast: '2026-09-01', reasonCode: 'VENDOR', reason: 'Late', blockedBy }],
      });
    expect(await reschedule({ initiativeId: other, milestoneId })).toEqual({
      refusal: { code: 'INITIATIVE_NOT_FOUND', field: ['blockedBy', 'initiativeId'] },
    });
    await gateway.send('LaunchInitiative', { ...launch, id: other, milestones: [{ id: milestoneId, title: 'Blocks', due: '2026-06-01' }] });
    expect(await update({ initiativeId: other, milestoneId: uuidFrom('none') })).toEqual({
      refusal: { code: 'MILESTONE_NOT_FOUND', field: ['reschedule', '0', 'blockedBy', 'milestoneId'] },
    });
    for (const ask of [reschedule, update]) expect(codeOf(await ask({ initiativeId: other, milestoneId }))).toBe('done');
  });

  it('answers VIEWS_BEHIND where the views do not catch up, and the receipt of an evaluation that was done', async () => {
    const first = await gateway.send('EvaluateBalance', { programId, on: '2026-03-02' }, { commandId });
    gateway.views.live = false;
    expect(await gateway.send('EvaluateBalance', { programId, on: '2026-03-02' }, { commandId })).toEqual({ ...first, repeated: true });
    expect(codeOf(await gateway.send('EvaluateBalance', { programId, on: '2026-03-02' }))).toBe('VIEWS_BEHIND');
    expect(codeOf(await gateway.send('EvaluateBalance', { programId, on: 'tomorrow' }))).toBe('DATE_INVALID');
  });

  it('carries what the request says of cause and import to the events', async () => {
    await gateway.send(
      'RetitleInitiative',
      { initiativeId, title: 'New' },
      {
        correlationId: 'c',
        causationId: 'e',
        following: { occurredAt: '2026-03-01T00:00:00.000Z', importedFrom: 'file', importedBy: 'bob' },
      },
    );
    expect((await gateway.events(`initiative-${initiativeId}`)).at(-1)!.metadata).toMatchObject({
      correlationId: 'c',
      causationId: 'e',
      importedFrom: 'file',
      importedBy: 'bob',
      // The stream already had a later event.
      occurredAt: '2026-03-02T08:00:00.000Z',
    });
  });

  it('imports under the name of whoever acted', async () => {
    const imported = { from: 'file', actor: 'p-1', occurredAt: '2020-03-01T00:00:00.000Z' };
    await gateway.send('LaunchInitiative', { ...launch, id: milestoneId }, { imported });
    expect((await gateway.events(`initiative-${milestoneId}`))[0]!.metadata).toMatchObject({
      actor: 'p-1',
      occurredAt: '2020-03-01T00:00:00.000Z',
      occurredOn: '2020-03-01',
      recordedAt: gateway.now,
      importedFrom: 'file',
      importedBy: 'administrator',
    });
  });

  it('throws for a command that no aggregate has', async () => {
    await expect(gateway.execute({ type: 'DropTable', input: {}, principal: administrator })).rejects.toThrow('DropTable');
    await expect(gateway.execute({ type: 'constructor', input: {}, principal: administrator })).rejects.toThrow('constructor');
  });
});
