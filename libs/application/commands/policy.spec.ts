import { describe, expect, it } from '@jest/globals';
import type { DriftState } from '#domain/drift/state.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';
import { aProgram } from '#testing/domain/a-program.js';
import type { Principal } from './command.js';
import { judge, maySee, type AnyCommand, type Judgement, type Setting } from './policy.js';

const today = '2026-06-01';
const since = '2026-01-01';

const program: ProgramState = aProgram({
  sponsor: 'sponsor',
  grants: [
    { person: 'pmo', role: 'PMO', since },
    { person: 'contributor', role: 'CONTRIBUTOR', initiativeId: 'own', since },
    { person: 'auditor', role: 'AUDITOR', since },
    { person: 'ended', role: 'PMO', since, endsOn: '2026-05-31' },
    { person: 'last-day', role: 'PMO', since, endsOn: today },
    { person: 'revoked', role: 'PMO', since, until: '2026-05-31' },
  ],
  leads: [
    { pillar: 'CULTURE', person: 'former-lead', effectiveOn: since },
    { pillar: 'CULTURE', person: 'lead', effectiveOn: '2026-03-01' },
    { pillar: 'CULTURE', person: 'next-lead', effectiveOn: '2026-06-02' },
  ],
});

const initiative = (id: string): InitiativeState =>
  ({
    id,
    programId: program.id,
    pillars: [{ since, value: id === 'own' ? 'CULTURE' : 'PROCESS' }],
    owners:
      id === 'own'
        ? [
            { owner: 'former-owner', effectiveOn: since, known: since },
            { owner: 'owner', effectiveOn: '2026-03-01', known: since },
            { owner: 'next-owner', effectiveOn: '2026-06-02', known: since },
          ]
        : [],
    rebaselines: [{ id: 'r', state: 'PENDING', proposedBy: 'proposer' }],
  }) as unknown as InitiativeState;

const drift: DriftState = {
  episodes: { culture: { open: true, pillar: 'CULTURE' }, process: { open: true, pillar: 'PROCESS' }, late: { open: true, pillar: null } },
  decisions: {},
};

/*
 * The table of who may do what, written by hand. For each command what it is about: the program (P), an own initiative and one of others
 * (I), or drift (D). Then who may: p PMO, l pillar lead, o owner, c contributor, s sponsor.
 */
const TABLE: Readonly<Record<Exclude<AnyCommand['type'], 'CharterProgram'>, readonly ['P' | 'I' | 'D', string]>> = {
  RenameProgram: ['P', 'p'],
  ReviseObjective: ['P', 'p'],
  RevisePhasePlan: ['P', 'p'],
  EnterPhase: ['P', 'ps'],
  CorrectPhaseEntry: ['P', 'ps'],
  ReviseDriftPolicy: ['P', 'p'],
  AssignPillarLead: ['P', 'p'],
  GrantRole: ['P', 'p'],
  RevokeRole: ['P', 'p'],
  CloseProgram: ['P', 'p'],
  ReopenProgram: ['P', 'p'],
  EvaluateBalance: ['P', 'p'],
  LaunchInitiative: ['I', 'pl'],
  RetitleInitiative: ['I', 'plo'],
  MoveInitiative: ['I', 'pl'],
  ReweighInitiative: ['I', 'pl'],
  AssignOwner: ['I', 'pl'],
  PauseInitiative: ['I', 'plo'],
  ResumeInitiative: ['I', 'plo'],
  CompleteInitiative: ['I', 'plo'],
  CancelInitiative: ['I', 'pl'],
  ReopenInitiative: ['I', 'pl'],
  ProposeRebaseline: ['I', 'plo'],
  ApproveRebaseline: ['I', 'ps'],
  RejectRebaseline: ['I', 'ps'],
  PlanMilestone: ['I', 'ploc'],
  RetitleMilestone: ['I', 'ploc'],
  ReweighMilestone: ['I', 'pl'],
  RescheduleMilestone: ['I', 'plo'],
  ConfirmForecast: ['I', 'ploc'],
  AchieveMilestone: ['I', 'ploc'],
  ReopenMilestone: ['I', 'ploc'],
  DescopeMilestone: ['I', 'plo'],
  RestoreMilestone: ['I', 'plo'],
  UpdateMilestones: ['I', 'ploc'],
  AcknowledgeDrift: ['D', 'pls'],
  RecordStatusLine: ['I', ''],
  FlagDrift: ['D', ''],
  ClearDrift: ['D', ''],
};

const PEOPLE: Readonly<Record<string, string>> = { pmo: 'p', lead: 'l', owner: 'o', contributor: 'c', sponsor: 's', auditor: 'a' };
/** Only these hold for the whole program; the others only for their own pillar or initiative. */
const EVERYWHERE = 'ps';

const is = (id: string, more: Partial<Principal> = {}): Principal => ({ id, administrator: false, ...more });

function asked(type: AnyCommand['type'], own: boolean): [AnyCommand, Setting] {
  const about = type in TABLE ? TABLE[type as keyof typeof TABLE][0] : 'P';
  const pillar = own ? 'CULTURE' : 'PROCESS';
  const data = { pillar, episodeId: own ? 'culture' : 'process', rebaselineId: 'r' };
  const setting = {
    program,
    today,
    ...(about === 'I' && type !== 'LaunchInitiative' ? { initiative: initiative(own ? 'own' : 'other') } : {}),
    ...(about === 'D' ? { drift } : {}),
  };
  return [{ type, data } as unknown as AnyCommand, setting];
}

const judged = (principal: Principal, type: AnyCommand['type'], own = true): Judgement => judge(principal, ...asked(type, own));

describe.each(Object.entries(TABLE))('%s', (name, [about, permitted]) => {
  const type = name as keyof typeof TABLE;
  it.each(Object.entries(PEOPLE))('by the %s', (person, letter) => {
    const may = permitted.includes(letter);
    // That an owner of an initiative may see the rest of its program is not said by the streams of the rest.
    const elsewhere = letter === 'o' ? 'UNSEEN' : 'FORBIDDEN';
    const isOwned = about === 'I' && type !== 'LaunchInitiative';
    expect(judged(is(person), type)).toBe(may ? 'ALLOWED' : isOwned ? 'FORBIDDEN' : elsewhere);
    if (about === 'P') return;
    expect(judged(is(person), type, false)).toBe(may && EVERYWHERE.includes(letter) ? 'ALLOWED' : elsewhere);
  });

  it('by an administrator, marked unless a role permits it', () => {
    expect(judged(is('root', { administrator: true }), type)).toBe('AS_ADMINISTRATOR');
    expect(judged(is('pmo', { administrator: true }), type)).toBe(permitted.includes('p') ? 'ALLOWED' : 'AS_ADMINISTRATOR');
  });

  it.each(['stranger', 'former-lead', 'next-lead', 'former-owner', 'next-owner', 'ended', 'revoked'])('not by %s', (person) => {
    for (const own of [true, false]) expect(judged(is(person), type, own)).not.toBe('ALLOWED');
    expect(judged(is('stranger'), type)).toBe('UNSEEN');
  });
});

describe('a judgement', () => {
  it('lets a PMO of another program charter, and nobody else but an administrator', () => {
    const charter = { type: 'CharterProgram', data: {} } as unknown as AnyCommand;
    const judgedBy = (principal: Principal, isPmoElsewhere?: boolean) =>
      judge(principal, charter, { program: undefined, today, isPmoElsewhere });
    expect(judgedBy(is('pmo'), true)).toBe('ALLOWED');
    expect(judgedBy(is('pmo'))).toBe('FORBIDDEN');
    expect(judgedBy(is('pmo', { scope: { write: true, programs: ['p'] } }), true)).toBe('FORBIDDEN');
    expect(judgedBy(is('root', { administrator: true }))).toBe('ALLOWED');
  });

  it('holds on the last day of a role', () => {
    expect(judged(is('last-day'), 'RenameProgram')).toBe('ALLOWED');
    expect(judged(is('ended'), 'RenameProgram')).toBe('UNSEEN');
  });

  it('needs the lead of both pillars for a move between them', () => {
    const move = (to: string): Judgement =>
      judge(is('lead'), { type: 'MoveInitiative', data: { pillar: to } } as unknown as AnyCommand, asked('MoveInitiative', true)[1]);
    expect(move('CULTURE')).toBe('ALLOWED');
    expect(move('PROCESS')).toBe('FORBIDDEN');
  });

  it('lets no contributor reschedule among many changes, and who proposed withdraw a re-baseline', () => {
    const update = { type: 'UpdateMilestones', data: { reschedule: [{}] } } as unknown as AnyCommand;
    expect(judge(is('contributor'), update, asked('UpdateMilestones', true)[1])).toBe('FORBIDDEN');
    expect(judge(is('owner'), update, asked('UpdateMilestones', true)[1])).toBe('ALLOWED');
    expect(judged(is('auditor'), 'RejectRebaseline')).toBe('FORBIDDEN');
    const [reject, setting] = asked('RejectRebaseline', true);
    const proposed = (person: string): Setting => ({
      ...setting,
      initiative: { ...setting.initiative!, rebaselines: setting.initiative!.rebaselines.map((one) => ({ ...one, proposedBy: person })) },
    });
    for (const person of ['auditor', 'owner']) expect(judge(is(person), reject, proposed(person))).toBe('ALLOWED');
    // Whoever has no part in the program any longer does not see the proposal.
    for (const person of ['revoked', 'former-owner']) expect(judge(is(person), reject, proposed(person))).toBe('UNSEEN');
    expect(judged(is('proposer'), 'ApproveRebaseline')).toBe('UNSEEN');
  });

  it('leaves a drift of the whole program to the PMO and the sponsor', () => {
    const acknowledge = { type: 'AcknowledgeDrift', data: { episodeId: 'late' } } as unknown as AnyCommand;
    const by = (person: string) => judge(is(person), acknowledge, { program, today, drift });
    expect([by('pmo'), by('sponsor'), by('lead')]).toEqual(['ALLOWED', 'ALLOWED', 'FORBIDDEN']);
  });

  it('goes no further than the access token reaches', () => {
    const pmo = (scope: Principal['scope']) => judged(is('pmo', { scope: scope! }), 'RenameProgram');
    expect(pmo({ write: true })).toBe('ALLOWED');
    expect(pmo({ write: false })).toBe('FORBIDDEN');
    expect(pmo({ write: true, programs: ['another'] })).toBe('UNSEEN');
    expect(pmo({ write: true, programs: [program.id] })).toBe('ALLOWED');
    const root = (scope: Principal['scope']) => judged(is('root', { administrator: true, scope: scope! }), 'RenameProgram');
    expect([root({ write: false }), root({ write: true, programs: [] })]).toEqual(['FORBIDDEN', 'UNSEEN']);
  });

  it('lets everyone with a part read, auditors of all too, and nobody else', () => {
    for (const person of ['pmo', 'lead', 'contributor', 'sponsor', 'auditor', 'last-day'])
      expect([person, maySee(is(person), program, today)]).toEqual([person, true]);
    for (const person of ['stranger', 'former-lead', 'next-lead', 'ended', 'revoked'])
      expect([person, maySee(is(person), program, today)]).toEqual([person, false]);
    expect(maySee(is('someone', { auditor: true }), program, today)).toBe(true);
    expect(maySee(is('someone', { auditor: true, scope: { write: false, programs: [] } }), program, today)).toBe(false);
    expect(judged(is('someone', { auditor: true }), 'RenameProgram')).toBe('FORBIDDEN');
  });
});
