import { describe, expect, it } from '@jest/globals';
import type { InitiativeEvent } from '../initiative/events.js';
import type { ProgramEvent } from '../program/events.js';
import { foldedBy, type Known } from '../testing/histories.js';
import { examplePhases, aPolicy } from '../testing/policy.js';
import type { Perspective } from './balance.js';
import { sweep } from './sweep/sweep.js';
import { definitionsOf, sweepAgainst } from './testing/check-history.js';

const START = '2024-01-01';
const [first, second] = examplePhases;

const entered = (on: string): Known<ProgramEvent> => ({ on, fact: { type: 'PhaseEntered', data: { phase: second!.key, on } } });
const corrected = (known: string, from: string, on: string): Known<ProgramEvent> => ({
  on: known,
  fact: { type: 'PhaseEntryCorrected', data: { phase: second!.key, from, on, reason: 'r' } },
});

/** One milestone due on 1 March and withdrawn on 5 March: a gate of a later day releases it. */
const withdrawn: Known<InitiativeEvent>[] = [
  { on: START, fact: { type: 'InitiativeLaunched', data: { pillar: 'CULTURE', title: 'T', weight: 1 } } },
  { on: START, fact: { type: 'MilestonePlanned', data: { milestoneId: 'due', title: 'due', due: '2024-03-01', weight: 1 } } },
  { on: START, fact: { type: 'MilestonePlanned', data: { milestoneId: 'later', title: 'later', due: '2025-03-01', weight: 1 } } },
  { on: '2024-03-05', fact: { type: 'MilestoneDescoped', data: { milestoneId: 'due', reason: 'r' } } },
];

function history(...program: Known<ProgramEvent>[]) {
  const data = { name: 'P', sponsor: 's', startsOn: START, timeZone: 'UTC', phases: examplePhases, policy: aPolicy() };
  const chartered: Known<ProgramEvent> = { on: START, fact: { type: 'ProgramChartered', data } };
  return { programId: 'p', program: [chartered, ...program], initiatives: new Map([['i', withdrawn]]) };
}

/** For each date: the phase, and whether the withdrawn milestone is still due. */
function seen(of: ReturnType<typeof history>, dates: readonly string[], perspective: Perspective) {
  const { program, initiatives } = foldedBy(of)!;
  return sweep(program, initiatives, dates, perspective).map((balance) => [balance!.phaseKey, balance!.pillars[1]!.plannedValue > 0]);
}

describe('a gate whose date is corrected', () => {
  const dates = ['2024-03-07', '2024-03-15', '2024-03-25'];
  const earlier = history(entered('2024-03-10'), corrected('2024-03-20', '2024-03-10', '2024-03-04'));
  const later = history(entered('2024-03-04'), corrected('2024-03-20', '2024-03-04', '2024-03-10'));

  it('counts from its right date as known now', () => {
    expect(seen(earlier, dates, 'AS_KNOWN_NOW')).toEqual([
      [second!.key, true],
      [second!.key, true],
      [second!.key, true],
    ]);
    expect(seen(later, dates, 'AS_KNOWN_NOW')).toEqual([
      [first!.key, true],
      [second!.key, false],
      [second!.key, false],
    ]);
  });

  it('counts as known then with its wrong date until the right one became known', () => {
    expect(seen(earlier, dates, 'AS_KNOWN_THEN')).toEqual([
      [first!.key, true],
      [second!.key, false],
      [second!.key, true],
    ]);
    expect(seen(later, dates, 'AS_KNOWN_THEN')).toEqual([
      [second!.key, true],
      [second!.key, true],
      [second!.key, false],
    ]);
  });

  it('that was corrected on the day of its entry never had another date', () => {
    const atOnce = history(entered('2024-03-10'), corrected('2024-03-10', '2024-03-10', '2024-03-04'));
    expect(seen(atOnce, dates, 'AS_KNOWN_THEN')).toEqual([
      [first!.key, true],
      [second!.key, true],
      [second!.key, true],
    ]);
  });

  it('is what the definitions say', () => {
    for (const each of [earlier, later]) expect(sweepAgainst(definitionsOf(each, [START, ...dates]))).toEqual([]);
  });
});
