import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '#event-sourcing/commands/decider.js';
import { addDays, LAST_DATE, type LocalDate } from '../calendar.js';
import { evaluationDecider } from '../evaluation/decide.js';
import type { EvaluationEvent } from '../evaluation/events.js';
import { NO_MILESTONES } from '../evaluation/testing/evaluations.js';
import type { ProgramEvent } from '../program/events.js';
import { foldedBy, recorded, type History } from '../testing/histories.js';
import { sweep } from './sweep/sweep.js';
import { arbitraryHistory } from './testing/arbitrary-history.js';
import { arbitraryPolicy, arbitrarySetHistory } from './testing/arbitrary-settings.js';

const perspectives = ['AS_KNOWN_THEN', 'AS_KNOWN_NOW'] as const;
const LATER = [1, 30, 400];

/** The paths in a value at which a number is not finite. */
function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} = ${value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => notFinite(member, `${path}.${name}`));
}

/** Balances under both perspectives and the evaluations' results, on these days, on later ones and on the last possible day. */
function computed(history: History, days: readonly LocalDate[]): unknown {
  const { program, initiatives } = foldedBy(history)!;
  const dates = [...days, ...LATER.map((later) => addDays(days.at(-1)!, later)), LAST_DATE];
  const balances = perspectives.map((perspective) => sweep(program, initiatives, dates, perspective));
  let state = evaluationDecider.initialState;
  const evaluations: EvaluationEvent[] = [];
  for (const [i, on] of dates.entries()) {
    const data = { programId: history.programId, on, balance: balances[0]![i]!, milestones: NO_MILESTONES };
    const at = { actor: 'pmo', commandId: on, occurredAt: `${on}T12:00:00.000Z`, today: LAST_DATE };
    const decided = evaluationDecider.decide({ type: 'EvaluateBalance', data }, state, program, at);
    if (isRefusal(decided)) continue;
    evaluations.push(...decided);
    const known = evaluations.map((fact) => ({ on, fact }));
    state = recorded(`evaluation-${history.programId}`, history.programId, known).reduce(
      (before, event) => evaluationDecider.evolve(before, event),
      evaluationDecider.initialState,
    );
  }
  return { balances, evaluations };
}

describe('balances and evaluations are finite', () => {
  it('under any policy, phase plan and weights that the commands accept', () => {
    let accepted = 0;
    fc.assert(
      fc.property(arbitrarySetHistory, ({ history, setOn, accepted: some }) => {
        accepted += some;
        expect(notFinite(computed(history, setOn))).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(accepted).toBeGreaterThan(200);
  });

  it('under any policy that was recorded, also before the ranges were drawn', () => {
    fc.assert(
      fc.property(arbitraryHistory, arbitraryPolicy, (history, policy) => {
        // Recorded values have passed through JSON, which cannot hold NaN or Infinity.
        const stored = JSON.parse(JSON.stringify(policy)) as typeof policy;
        const fact: ProgramEvent = { type: 'DriftPolicyRevised', data: { policy: stored, reason: 'because' } };
        const on = '2027-01-01';
        expect(notFinite(computed({ ...history, program: [...history.program, { on, fact }] }, [on]))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('with weights that were recorded before their range was drawn', () => {
    const weight = fc.constantFrom(5e-324, 1e-300, 1e-12, 1, 1e300, Number.MAX_VALUE);
    fc.assert(
      fc.property(arbitraryHistory, fc.array(weight, { minLength: 3, maxLength: 3 }), (history, weights) => {
        let next = 0;
        const changed = JSON.parse(
          JSON.stringify([...history.initiatives], (name, value: unknown) => (name === 'weight' ? weights[next++ % 3] : value)),
        ) as [string, never][];
        expect(notFinite(computed({ ...history, initiatives: new Map(changed) }, ['2026-06-01']))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
