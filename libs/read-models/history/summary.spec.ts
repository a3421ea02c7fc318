import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { Balance } from '#domain/balance/balance.js';
import type { DriftEvent } from '#domain/drift/events.js';
import type { EvaluationEvent } from '#domain/evaluation/events.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import type { ProgramEvent } from '#domain/program/events.js';
import { aPolicy } from '#testing/domain/policy.js';
import { WrittenHistory } from '../testing/written-history.js';
import { hasSummary, initiativesNamedIn, peopleIn, programsNamedIn, summaryOf } from './summary.js';
import { EVENT_TYPES } from '#domain/event-types.js';
import type { SummaryNames } from './summary-names.js';

/** One example of each event type: a new type without an example does not compile. */
type Examples<F extends { readonly type: string; readonly data: object }> = {
  readonly [T in F['type']]: Extract<F, { readonly type: T }>['data'];
};

const of = { milestoneId: 'm' };
const said = { ...of, reason: 'so' };
const program: Examples<ProgramEvent> = {
  ProgramChartered: { name: 'P', sponsor: 'sponsor', startsOn: '2024-01-01', timeZone: 'UTC', phases: [], policy: aPolicy() },
  ProgramRenamed: { name: 'Q' },
  ObjectiveRevised: { objective: 'o', reason: 'so' },
  PhasePlanRevised: { phases: [], reason: 'so' },
  PhaseEntered: { phase: 'build', on: '2024-02-01', approvedBy: 'approver' },
  PhaseEntryCorrected: { phase: 'build', from: '2024-02-01', on: '2024-01-31', reason: 'because' },
  DriftPolicyRevised: { policy: aPolicy(), reason: 'so' },
  PillarLeadAssigned: { pillar: 'CULTURE', person: 'lead', effectiveOn: '2024-01-01' },
  RoleGranted: { person: 'granted', role: 'PMO' },
  RoleRevoked: { person: 'revoked', role: 'PMO' },
  ProgramClosed: { reason: 'so' },
  ProgramReopened: { reason: 'so' },
};
const initiative: Examples<InitiativeEvent> = {
  InitiativeLaunched: { title: 'I', pillar: 'PROCESS', weight: 1, owner: 'owner' },
  InitiativeRetitled: { title: 'J' },
  InitiativeMoved: { pillar: 'CULTURE', unit: 'north', reason: 'so' },
  InitiativeReweighed: { weight: 2, reason: 'so' },
  OwnerAssigned: { owner: 'next', effectiveOn: '2024-02-01' },
  InitiativePaused: { reason: 'so', until: '2024-03-01' },
  InitiativeResumed: {},
  InitiativeCompleted: {},
  InitiativeCancelled: { reason: 'so' },
  InitiativeReopened: { reason: 'so' },
  MilestonePlanned: { ...of, title: 'M', due: '2024-03-01', weight: 1 },
  MilestoneRetitled: { ...of, title: 'N' },
  MilestoneReweighed: { ...said, weight: 2 },
  MilestoneRescheduled: { ...said, from: '2024-03-01', forecast: '2024-04-01', reasonCode: 'VENDOR' },
  ForecastConfirmed: { ...of, forecast: '2024-04-01' },
  MilestoneAchieved: { ...of, on: '2024-04-01' },
  MilestoneReopened: said,
  MilestoneDescoped: said,
  MilestoneRestored: said,
  RebaselineProposed: { rebaselineId: 'r', reason: 'so', changes: [] },
  RebaselineApproved: { rebaselineId: 'r', changes: [] },
  RebaselineRejected: { rebaselineId: 'r', reason: 'so' },
};
const evaluation: Examples<EvaluationEvent> = {
  BalanceEvaluated: {
    on: '2024-02-04',
    balance: { d: 0.4567, level: 4 } as Balance,
    signals: [],
    milestones: { planned: 0, overdue: 0, achieved: 0, descoped: 0 },
    policy: aPolicy(),
    rule: 1,
  },
};
const decided = {
  episodeId: 'e',
  kind: 'BEHIND',
  pillar: 'CULTURE',
  evaluationId: 'v',
  on: '2024-02-04',
  evidence: [],
  policy: aPolicy(),
} as const;
const drift: Examples<DriftEvent> = {
  DriftFlagged: decided,
  DriftAcknowledged: { episodeId: 'e', note: 'seen' },
  DriftCleared: { ...decided, kind: 'LATE', pillar: null },
};

const history = new WrittenHistory();
const when = { at: '2024-01-01T00:00:00.000Z' };
const facts = <F>(examples: object): readonly F[] => Object.entries(examples).map(([type, data]) => ({ type, data: data as object }) as F);
for (const fact of facts<ProgramEvent>(program)) history.program('p', fact, when);
for (const fact of facts<InitiativeEvent>(initiative)) history.initiative('i', 'p', fact, when);
for (const fact of facts<EvaluationEvent>(evaluation)) history.evaluation('p', fact, when);
for (const fact of facts<DriftEvent>(drift)) history.drift('p', fact, when);

const names: SummaryNames = {
  person: (id) => `<${id}>`,
  program: () => 'P',
  phase: () => 'Build',
  initiative: () => 'Desk',
  milestone: () => 'Catalogue',
};

it('every known type of event but those of the installation has a sentence: add what is missing to summary.ts', () => {
  expect(EVENT_TYPES.filter((type) => !hasSummary(type))).toEqual(['LossAccepted']);
});

it('every type of event with a sentence has an example: add what is missing to this file, its stream to testing/written-history.ts', () => {
  const examples = new Set(history.events.map(({ type }) => type));
  expect(EVENT_TYPES.filter((type) => hasSummary(type) && !examples.has(type))).toEqual([]);
});

describe('a summary', () => {
  it.each(history.events.map((event) => [event.type, event] as const))('says what %s means, in both languages', (type, event) => {
    const [zh, en] = [summaryOf(event, 'zh-CN', names), summaryOf(event, 'en', names)];
    expect(zh).toMatch(/^[^a-z]*.*[\u4e00-\u9fff].*。$/u);
    expect(en).toMatch(/^[A-Z<].*[^.]\.$/);
    for (const text of [zh, en]) {
      expect(text).not.toContain(type);
      expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  it.each([
    ['It was paid.', 'The program was closed: It was paid.', '项目群已关闭：It was paid。'],
    ['付款已完成。', 'The program was closed: 付款已完成.', '项目群已关闭：付款已完成。'],
    ['Why not?', 'The program was closed: Why not?', '项目群已关闭：Why not?'],
    ['等等…', 'The program was closed: 等等…', '项目群已关闭：等等…'],
  ])('ends with one full stop where what was written ends with one: %s', (reason, en, zh) => {
    const event = new WrittenHistory().program('p', { type: 'ProgramClosed', data: { reason } }, when);
    expect([summaryOf(event, 'en', names), summaryOf(event, 'zh-CN', names)]).toEqual([en, zh]);
  });

  it.each<[InitiativeEvent, string, string]>([
    [
      {
        type: 'MilestoneRescheduled',
        data: { ...initiative.MilestoneRescheduled, reasonCode: 'UNKNOWN', reason: 'imported: status done?' },
      },
      'Milestone “Catalogue” of “Desk” was rescheduled from 2024-03-01 to 2024-04-01 (no cause given): the imported status is “done?”.',
      '举措“Desk”的里程碑“Catalogue”的预测日期由 2024-03-01 改为 2024-04-01（原因未说明）：导入的状态为“done?”。',
    ],
    [
      { type: 'InitiativeCancelled', data: { reason: 'imported: status none' } },
      'Initiative “Desk” was cancelled: the imported record gives no status.',
      '举措“Desk”已取消：导入的记录未注明状态。',
    ],
  ])('says in both languages what an import had to make up: %s', (fact, en, zh) => {
    const event = new WrittenHistory().initiative('i', 'p', fact, { ...when, importedFrom: 'history.ndjson' });
    expect([summaryOf(event, 'en', names), summaryOf(event, 'zh-CN', names)]).toEqual([en, zh]);
    const typed = new WrittenHistory().initiative('i', 'p', fact, when);
    expect(summaryOf(typed, 'en', names)).toContain('imported: status');
  });

  it('names an element as the catalogue does, and gives no grade where nothing was due', () => {
    const moved = {
      type: 'InitiativeMoved',
      data: { pillar: 'LEADERSHIP', element: 'leadership.direction', unit: 'north', reason: 'so' },
    } as const;
    const event = new WrittenHistory().initiative('i', 'p', moved, when);
    expect(summaryOf(event, 'en', names)).toBe('Initiative “Desk” was moved to leadership (Giving direction, north): so.');
    expect(summaryOf(event, 'zh-CN', names)).toBe('举措“Desk”已移至“领导力”支柱（方向指引，north）：so。');
    const data = { ...evaluation.BalanceEvaluated, balance: { d: 1, level: 10, nothingDueYet: true } as Balance };
    const early = new WrittenHistory().evaluation('p', { type: 'BalanceEvaluated', data }, when);
    expect(summaryOf(early, 'en', names)).toBe('The balance on 2024-02-04 was evaluated: nothing is due yet, so there is no grade.');
    expect(summaryOf(early, 'zh-CN', names)).toBe('2024-02-04 的平衡度评估：尚无到期的里程碑，暂不评级。');
  });

  it('of a role names its initiative, its last day and the reason, and says if only an administrator’s right permitted it', () => {
    const of = { person: 'granted', role: 'CONTRIBUTOR', initiativeId: 'i' } as const;
    const granted = new WrittenHistory().program(
      'p',
      { type: 'RoleGranted', data: { ...of, endsOn: '2026-12-31', reason: 'knows it' } },
      when,
    );
    const event = { ...granted, metadata: { ...granted.metadata, asAdministrator: true as const } };
    expect(summaryOf(event, 'en', names)).toBe(
      '<granted> was granted the role contributor of initiative “Desk” until 2026-12-31: knows it. (Done as an administrator.)',
    );
    expect(summaryOf(event, 'zh-CN', names)).toBe(
      '授予 <granted> 在举措“Desk”中的参与者角色，截至 2026-12-31：knows it。（以系统管理员身份操作）',
    );
    const revoked = new WrittenHistory().program('p', { type: 'RoleRevoked', data: of }, when);
    expect(summaryOf(revoked, 'zh-CN', names)).toBe('撤销 <granted> 在举措“Desk”中的参与者角色。');
    expect(initiativesNamedIn([granted])).toEqual(['i']);
  });

  it('of a type from the future is its name', () => {
    const unknown: StoredEvent = { ...history.events[11]!, type: 'InitiativeSplit', data: {} };
    expect(summaryOf(unknown, 'en', names)).toBe('InitiativeSplit.');
    expect(summaryOf({ ...unknown, stream: 'other-1' }, 'zh-CN', names)).toBe('InitiativeSplit。');
  });

  it('names the people and initiatives that are to be looked up', () => {
    expect(peopleIn(history.events)).toEqual(['sponsor', 'approver', 'lead', 'granted', 'revoked', 'owner', 'next']);
    expect(initiativesNamedIn(history.events)).toEqual(['i']);
    expect(programsNamedIn(history.events)).toEqual(['p']);
  });
});
