import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { arbitraryHistory } from '#domain/balance/testing/arbitrary-history.js';
import type { Definitions, definitionsOf, sweepAgainst, tellingDates } from '#domain/balance/testing/check-history.js';
import type { checkVector } from '#domain/balance/testing/check-vectors.js';
import { readVectors } from '#domain/balance/testing/vectors.js';
import { load, type Mutation } from './source-graph.js';

const folder = 'libs/domain/balance';
const checkHistory = `${folder}/testing/check-history.ts`;
const fault = (file: string, text: string, instead: string): Mutation => ({ file: `${folder}/${file}`, text, instead });

/** Plausible faults, each of which the balance tests must notice. */
const mutants: Readonly<Record<string, Mutation>> = {
  'a baseline counts as due from the day after': fault('sweep/pillar-sums.ts', 'dates.count(day)', 'dates.count(day - 1)'),
  'what is withdrawn on its baseline date is no longer owed': fault(
    'sweep/milestone-history.ts',
    'withdrawn >= this.baselineOn(day)',
    'withdrawn > this.baselineOn(day)',
  ),
  'a gate of the same day releases': fault('sweep/milestone-history.ts', 'gate.on > withdrawn', 'gate.on >= withdrawn'),
  'a gate releases by the day it became known': fault('perspective.ts', 'on: toDay(date.on)', 'on: toDay(date.known)'),
  'the phase follows the calendar instead of the entries': fault(
    'sweep/program-on-day.ts',
    'gate.from <= day && day < gate.until ? plan.findIndex(({ key }) => key === gate.phase) : -1',
    'plan.findIndex(({ endsOn }) => day <= toDay(endsOn))',
  ),
  'sums and shares are compared without tolerance': fault('tolerance.ts', 'TOLERANCE = 1e-12', 'TOLERANCE = 0'),
  'as known now, an achievement that was reopened counts': fault('sweep/milestone-history.ts', 'else if (then)', 'else'),
  'as known now, a first version does not reach back': fault(
    'sweep/milestone-history.ts',
    'this.view.then ? this.known',
    'true ? this.known',
  ),
  'as known now, a first version reaches back to the start': fault(
    'sweep/milestone-history.ts',
    'Math.min(this.known, this.baselines.first)',
    '-Infinity',
  ),
  'what is withdrawn on the day it was planned is owed': fault('sweep/milestone-history.ts', 'withdrawn === this.known', 'false'),
  'the plan has no grace': fault('sweep/program-on-day.ts', ' + policy.halfLifeDays', ''),
  'wants are taken from today instead of the day': fault('sweep/phase-demand.ts', 'aboveSince(planned)', 'aboveSince(-Infinity)'),
  'the stretch of days need not be unbroken': fault('sweep/step-history.ts', 'endedOn[below - 1]!', 'this.from'),
  'nothing late counts as late by nothing': fault('delivery.ts', 'lateDays > 0', 'lateDays >= 0'),
  'early work makes up for what is late': fault('delivery.ts', 'Math.max(lateDays, scheduleDays)', 'scheduleDays'),
  'an empty program does not fall behind': fault('sweep/phase-demand.ts', 'nothing && emphasis > 0', 'false'),
  'an entry counts from its own day whenever it became known': fault('perspective.ts', 'then && known > own', 'false'),
  'there is no balance on the closing day': fault('sweep/program-on-day.ts', 'toDay(from) < day', 'toDay(from) <= day'),
  'a re-baseline releases nothing': fault('sweep/milestone-history.ts', 'this.releases.about(day) !== Infinity', 'false'),
  'the plan fit does not say how far a pillar is behind': fault('standing.ts', 'planDays === 0', 'planDays >= 0'),
};

describe('mutants of the balance', () => {
  let definitions: Definitions[];

  beforeAll(() => {
    const generate = load<{ arbitraryHistory: typeof arbitraryHistory }>(`${folder}/testing/arbitrary-history.ts`);
    const right = load<{ definitionsOf: typeof definitionsOf; tellingDates: typeof tellingDates }>(checkHistory);
    definitions = fc
      .sample(generate.arbitraryHistory, { numRuns: 60, seed: 20_261_124 })
      .map((history) => right.definitionsOf(history, right.tellingDates(history, 4)));
  });

  const vectorsFail = (mutation?: Mutation): boolean => {
    const check = load<{ checkVector: typeof checkVector }>(`${folder}/testing/check-vectors.ts`, mutation).checkVector;
    return readVectors().cases.some((vector) => check(vector).length > 0);
  };

  const propertyFails = (mutation?: Mutation): boolean => {
    const check = load<{ sweepAgainst: typeof sweepAgainst }>(checkHistory, mutation);
    return definitions.some((defined) => check.sweepAgainst(defined).length > 0);
  };

  it('vectors and property hold without a fault', () => {
    expect([vectorsFail(), propertyFails()]).toEqual([false, false]);
  });

  it.each(Object.entries(mutants))('vectors and property notice that %s', (_, mutation) => {
    expect([vectorsFail(mutation), propertyFails(mutation)]).toEqual([true, true]);
  });

  it('notices when a mutation no longer finds its text, or its file is not in play', () => {
    expect(() => vectorsFail(fault('tolerance.ts', 'no such text', ''))).toThrow('exactly once');
    expect(() => vectorsFail({ ...mutants['a gate of the same day releases']!, file: 'libs/domain/elements.ts' })).toThrow(
      'does not import',
    );
  });
});
