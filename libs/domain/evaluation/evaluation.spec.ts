import { describe, expect, it } from '@jest/globals';
import { on } from '#testing/event-sourcing/given-when-then.js';
import { isRefusal } from '#event-sourcing/commands/decider.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { noProgram } from '../program/state.js';
import { activeProgram, closedProgram, PROGRAM_ID } from '../testing/program-history.js';
import type { EvaluationEvent, SignalReading } from './events.js';
import { balanceWith, evaluate, evaluationSpec, NO_MILESTONES, type Signals } from './testing/evaluations.js';

const commandId = '00000000-0000-7000-8000-0000000000aa';
const id = uuidFrom(`evaluation-${PROGRAM_ID}`, commandId, 0);

/** The facts of evaluations on these dates, each decided after the earlier ones. */
function after(evaluations: readonly (readonly [on: string, signals: Signals])[]): EvaluationEvent[] {
  return evaluations.reduce<EvaluationEvent[]>((history, [date, signals]) => {
    const { decision } = evaluationSpec.given(history).when(evaluate(date, signals));
    if (isRefusal(decision)) throw new Error(decision.refused);
    return [...history, ...decision];
  }, []);
}

const readingOf = (event: EvaluationEvent, kind: string, pillar: string | null): SignalReading =>
  event.data.signals.find((reading) => reading.kind === kind && reading.pillar === pillar)!;

describe('EvaluateBalance', () => {
  it('records the balance, nine signals, the counts, the policy and the rule', () => {
    const command = evaluate('2026-07-05', { lag: { CULTURE: 0.12 }, lead: { TECHNOLOGY: 0.4 }, t: 0.9 });
    const { decision } = evaluationSpec.given([]).when(command);
    const [event] = decision as EvaluationEvent[];
    expect(event!.data).toMatchObject({
      on: '2026-07-05',
      balance: balanceWith('2026-07-05', { lag: { CULTURE: 0.12 }, lead: { TECHNOLOGY: 0.4 }, t: 0.9 }),
      milestones: NO_MILESTONES,
      policy: activeProgram.policies[0]!.value,
      rule: 2,
    });
    expect(event!.data.signals.map(({ kind, pillar }) => [kind, pillar])).toEqual([
      ['BEHIND', 'LEADERSHIP'],
      ['BEHIND', 'CULTURE'],
      ['BEHIND', 'PROCESS'],
      ['BEHIND', 'TECHNOLOGY'],
      ['AHEAD', 'LEADERSHIP'],
      ['AHEAD', 'CULTURE'],
      ['AHEAD', 'PROCESS'],
      ['AHEAD', 'TECHNOLOGY'],
      ['LATE', null],
    ]);
    expect(readingOf(event!, 'BEHIND', 'CULTURE')).toEqual({
      kind: 'BEHIND',
      pillar: 'CULTURE',
      value: 0.12,
      smoothed: 0.12,
      count: 0,
      bound: 0.2,
      decision: null,
    });
    expect(readingOf(event!, 'LATE', null).value).toBeCloseTo(0.1, 12);
  });

  it('opens at the second counted evaluation beyond the bound, and closes likewise', () => {
    const bad = { lag: { CULTURE: 0.5 } };
    const events = after([
      ['2026-07-05', bad],
      ['2026-07-07', bad],
      ['2026-07-12', bad],
      ['2026-09-13', {}],
      ['2026-11-15', {}],
      ['2026-11-22', {}],
    ]);
    const culture = events.map((event) => readingOf(event, 'BEHIND', 'CULTURE'));
    expect(culture.map(({ decision }) => decision)).toEqual([null, null, 'OPEN', null, 'CLOSE', null]);
    expect(culture.map(({ count }) => count)).toEqual([1, 1, 2, 1, 2, 0]);
    expect(culture.map(({ bound }) => bound)).toEqual([0.2, 0.2, 0.2, 0.1, 0.1, 0.2]);
    expect(events.map((event) => readingOf(event, 'BEHIND', 'PROCESS').decision)).toEqual([null, null, null, null, null, null]);
  });

  it('names itself as the last of the evidence', () => {
    const bad = { lead: { TECHNOLOGY: 2 } };
    const { decision } = evaluationSpec.given(after([['2026-07-05', bad]])).when(evaluate('2026-07-12', bad), { commandId });
    expect(readingOf((decision as EvaluationEvent[])[0]!, 'AHEAD', 'TECHNOLOGY').evidence).toEqual([
      '00000000-0000-7000-8000-000000000000',
      id,
    ]);
  });

  it('judges by the policy in force on its date', () => {
    const strict = { ...activeProgram.policies[0]!.value, behind: { opensAt: 0.05, closesAt: 0.01 } };
    const program = { ...activeProgram, policies: [...activeProgram.policies, { since: '2026-08-01', value: strict }] };
    const bound = (date: string): number => {
      const { decision } = evaluationSpec.given([]).when(evaluate(date), { program });
      return readingOf((decision as EvaluationEvent[])[0]!, 'BEHIND', 'CULTURE').bound;
    };
    expect([bound('2026-07-31'), bound('2026-08-01')]).toEqual([0.2, 0.05]);
  });

  it('refuses an earlier date, and records nothing for the same date again', () => {
    const given = evaluationSpec.given(after([['2026-07-05', {}]]));
    given.when(evaluate('2026-07-04')).refused('EVALUATION_NOT_LATER', 'on');
    given.when(evaluate('2026-07-05', { t: 0.1 })).then([]);
  });

  it('refuses dates on which there is nothing to evaluate', () => {
    const given = evaluationSpec.given([]);
    given.when(evaluate('2027-01-01')).refused('DATE_IN_FUTURE', 'on');
    given.when(evaluate('2025-12-31')).refused('EVALUATION_BEFORE_START', 'on');
    given.when(evaluate('2026-02-30')).refused('DATE_INVALID', 'on');
    const none = evaluate('2026-07-05');
    given.when({ ...none, data: { ...none.data, balance: null } }).refused('NO_BALANCE_THEN', 'on');
  });

  it('refuses a program that is closed or not there', () => {
    const given = evaluationSpec.given([on('2026-07-05', after([['2026-07-05', {}]])[0]!)]);
    given.when(evaluate('2026-07-12'), { program: closedProgram }).refused('PROGRAM_CLOSED', 'programId');
    given.when(evaluate('2026-07-12'), { program: noProgram }).refused('PROGRAM_NOT_FOUND', 'programId');
  });
});
