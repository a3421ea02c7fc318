import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Recorded } from '#event-sourcing/event.js';
import { isRefusal } from '#event-sourcing/commands/decider.js';
import { activeProgram, PROGRAM_ID } from '../testing/program-history.js';
import { evaluationDecider } from './decide.js';
import type { EvaluationEvent } from './events.js';
import { balanceOf } from './recorded-balance.js';
import { evaluate } from './testing/evaluations.js';

const golden = (file: string): Recorded<EvaluationEvent> =>
  JSON.parse(readFileSync(`test/golden/events/${file}.json`, 'utf8')) as Recorded<EvaluationEvent>;

it('shows what was recorded under rule 1 as it was: late by the schedule alone', () => {
  const { data } = golden('BalanceEvaluated');
  expect(data.rule).toBe(1);
  const balance = balanceOf(data.balance);
  expect(balance).toMatchObject({ ...data.balance, rule: 1, weakestPillars: ['LEADERSHIP'] });
  expect(balance.pillars.map(({ scheduleDays, lateDays }) => [scheduleDays, lateDays])).toEqual([
    [28, 0],
    [28, 0],
    [0, 0],
    [28, 0],
  ]);
});

it('leaves what was recorded under rule 2 alone', () => {
  const { data } = golden('BalanceEvaluated.rule2');
  expect(balanceOf(data.balance)).toEqual(data.balance);
});

it('goes on with the smoothed signals of rule 1', () => {
  const first = golden('BalanceEvaluated');
  const state = evaluationDecider.evolve(evaluationDecider.initialState, first);
  const on = '2026-03-08';
  const at = { actor: 'pmo', commandId: 'c', occurredAt: `${on}T12:00:00.000Z`, today: on };
  const program = { ...activeProgram, id: PROGRAM_ID };
  const decision = evaluationDecider.decide(evaluate(on, { lag: { LEADERSHIP: 0.1 } }), state, program, at);
  if (isRefusal(decision)) throw new Error(decision.refused);
  const { rule, signals, policy } = decision[0]!.data;
  const before = first.data.signals[0]!.smoothed;
  expect(rule).toBe(2);
  expect(signals[0]!.smoothed).toBeCloseTo(before + policy.lambda * (0.1 - before), 12);
});
