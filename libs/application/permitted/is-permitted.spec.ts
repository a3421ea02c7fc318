import { beforeEach, describe, expect, it } from '@jest/globals';
import { driftDecider, episodeIdOf } from '#domain/drift/decide.js';
import type { DriftState } from '#domain/drift/state.js';
import { initiativeDecider } from '#domain/initiative/decide.js';
import { noInitiative, type Initiative, type InitiativeState } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import { defaultPolicy } from '#domain/program/policy.js';
import { programDecider } from '#domain/program/decide.js';
import type { Program, ProgramState } from '#domain/program/state.js';
import { newUuid, uuidFrom } from '#event-sourcing/uuid.js';
import { GatewayInMemory } from '../testing/gateway-in-memory.js';
import type { CommandOutcome, Principal } from '../commands/command.js';
import type { AnyCommand } from '../commands/policy.js';
import { driftExamples, initiativeExamples, launchUnder, milestoneExamples, programExamples, rebaselineExamples } from './examples.js';
import { isPermitted } from './is-permitted.js';

const programId = uuidFrom('a program');
const initiativeId = uuidFrom('an initiative');
const milestoneId = uuidFrom('a milestone');
const today = '2026-03-02';

const person = (id: string): Principal => ({ id, administrator: false });
const PEOPLE = ['pmo', 'lead', 'owner', 'contributor', 'sponsor', 'auditor', 'stranger'].map(person);

let gateway: GatewayInMemory;
const send = (type: string, input: object, principal = person('pmo')): Promise<CommandOutcome> => gateway.send(type, input, { principal });

beforeEach(async () => {
  gateway = new GatewayInMemory();
  await gateway.send(
    'CharterProgram',
    { id: programId, name: 'Program', sponsorId: 'sponsor', startsOn: '2026-01-01', endsOn: '2027-12-31', timeZone: 'UTC' },
    { principal: { id: 'pmo', administrator: true } },
  );
  await send('LaunchInitiative', {
    id: initiativeId,
    programId,
    pillar: 'CULTURE',
    title: 'Coaching',
    ownerId: 'owner',
    milestones: [
      { id: milestoneId, title: 'First', due: '2026-06-01' },
      { title: 'Second', due: '2026-07-01' },
    ],
  });
  await send('AssignPillarLead', { programId, pillar: 'CULTURE', personId: 'lead' });
  await send('GrantRole', { programId, personId: 'contributor', role: 'CONTRIBUTOR', initiativeId });
  await send('GrantRole', { programId, personId: 'auditor', role: 'AUDITOR' });
});

async function stateNow(): Promise<{ program: ProgramState; initiative: InitiativeState; drift: DriftState }> {
  let program: Program = programDecider.initialState;
  for (const event of await gateway.events(`program-${programId}`)) program = programDecider.evolve(program, event as never);
  let initiative: Initiative = noInitiative;
  for (const event of await gateway.events(`initiative-${initiativeId}`)) initiative = initiativeDecider.evolve(initiative, event as never);
  let drift = driftDecider.initialState;
  for (const event of await gateway.events(`drift-${programId}`)) drift = driftDecider.evolve(drift, event as never);
  return { program, initiative, drift } as { program: ProgramState; initiative: InitiativeState; drift: DriftState };
}

/** Every kind of command with its examples in the state as it is. */
async function kinds(): Promise<readonly (readonly [string, readonly AnyCommand[]])[]> {
  const { program, initiative, drift } = await stateNow();
  const milestone = initiative.milestones[0]!;
  const of = <T>(examples: Readonly<Record<string, (thing: T, day: string) => readonly AnyCommand[]>>, thing: T) =>
    Object.entries(examples).map(([name, make]) => [name, make(thing, today)] as const);
  return [
    ...of(programExamples, program),
    ['launch', [launchUnder(program, 'CULTURE')]] as const,
    ...of(initiativeExamples, initiative),
    ...of(milestoneExamples, { initiative, milestone }),
    ...Object.keys(drift.episodes).flatMap((episodeId) => of(driftExamples, { programId, episodeId })),
    ...initiative.rebaselines.flatMap((rebaseline) => of(rebaselineExamples, { initiative, rebaseline })),
  ];
}

/** Whether the gateway does one of the commands, tried on a copy of everything that was recorded. */
async function isDone(commands: readonly AnyCommand[], principal: Principal): Promise<boolean> {
  for (const { type, data } of commands) {
    const copy = new GatewayInMemory();
    copy.now = gateway.now;
    for (const stream of [`program-${programId}`, `initiative-${initiativeId}`, `drift-${programId}`]) {
      const events = await gateway.events(stream);
      if (events.length > 0) await copy.store.append(stream, events, { expectedRevision: 'none' });
    }
    const outcome = await copy.send(type, data, { principal, commandId: newUuid() });
    if ('receipt' in outcome && outcome.receipt.events > 0) return true;
  }
  return false;
}

const SAGA = 'saga';
const evaluationId = uuidFrom('an evaluation');
const policy = defaultPolicy('2026-01-01', '2027-12-31');
const drifted = (pillar: Pillar | null) => ({
  ...{ programId, evaluationId, on: '2026-02-22', evidence: [evaluationId], policy },
  ...{ kind: pillar ? 'BEHIND' : 'LATE', pillar },
});

const STEPS: readonly (readonly [string, ...(readonly [string, object, string?])[]])[] = [
  ['launched'],
  ['achieved', ['AchieveMilestone', { initiativeId, milestoneId, achievedOn: today }]],
  ['descoped', ['DescopeMilestone', { initiativeId, milestoneId, reason: 'so' }]],
  [
    'with a re-baseline that its owner proposed',
    ['RescheduleMilestone', { initiativeId, milestoneId, forecast: '2026-08-01', reasonCode: 'SCOPE', reason: 'so' }],
    ['ProposeRebaseline', { initiativeId, reason: 'so' }, 'owner'],
  ],
  [
    'with a re-baseline that its PMO proposed',
    ['RescheduleMilestone', { initiativeId, milestoneId, forecast: '2026-08-01', reasonCode: 'SCOPE', reason: 'so' }],
    ['ProposeRebaseline', { initiativeId, reason: 'so' }],
  ],
  ['with drift of a pillar', ['FlagDrift', drifted('CULTURE'), SAGA]],
  ['with drift of another pillar', ['FlagDrift', drifted('PROCESS'), SAGA]],
  ['that is late as a whole', ['FlagDrift', drifted(null), SAGA]],
  [
    'with drift that was acknowledged',
    ['FlagDrift', drifted('CULTURE'), SAGA],
    ['AcknowledgeDrift', { programId, episodeId: episodeIdOf(evaluationId, 'CULTURE', 'BEHIND'), note: 'so' }],
  ],
  ['with drift that is over', ['FlagDrift', drifted('CULTURE'), SAGA], ['ClearDrift', { ...drifted('CULTURE'), on: '2026-03-01' }, SAGA]],
  ['closed with drift', ['FlagDrift', drifted('CULTURE'), SAGA], ['CloseProgram', { programId, reason: 'so' }]],
  ['paused', ['PauseInitiative', { initiativeId, reason: 'so' }]],
  ['cancelled', ['CancelInitiative', { initiativeId, reason: 'so' }]],
  ['closed', ['CloseProgram', { programId, reason: 'so' }]],
];

describe.each(STEPS)('in a program %s', (_name, ...before) => {
  it('tells each person exactly what the gateway would do for them', async () => {
    for (const [type, input, by = 'pmo'] of before)
      expect(await send(type, input, by === SAGA ? { id: SAGA, administrator: true } : person(by))).toMatchObject({ receipt: {} });
    const at = { ...(await stateNow()), today };
    const differing: string[] = [];
    let permitted = 0;
    for (const [kind, commands] of await kinds())
      for (const principal of PEOPLE) {
        const told = isPermitted(principal, commands, kind === 'launch' ? { program: at.program, today } : at);
        if (told) permitted += 1;
        if (told !== (await isDone(commands, principal))) differing.push(`${kind} by ${principal.id}: told ${told}`);
      }
    expect(differing).toEqual([]);
    expect(permitted).toBeGreaterThan(0);
  });
});

it('knows what an owner sees on the day after the launch', async () => {
  const { program, initiative } = await stateNow();
  const milestone = initiative.milestones[0]!;
  const can = Object.entries(milestoneExamples).filter(([, make]) =>
    isPermitted(person('owner'), make({ initiative, milestone }, today), { program, initiative, today }),
  );
  expect(can.map(([name]) => name)).toEqual(['retitle', 'reschedule', 'confirmForecast', 'achieve', 'descope']);
});
