import { describe, expect, it } from '@jest/globals';
import { evolve } from '#domain/initiative/evolve.js';
import { noInitiative, type InitiativeState } from '#domain/initiative/state.js';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import { evolve as evolveProgram, noProgram, type ProgramState } from '#domain/program/state.js';
import type { ProgramEvent } from '#domain/program/events.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { WrittenHistory } from '../testing/written-history.js';
import { milestonesByBaseline, milestoneState, slipDays } from './milestone-view.js';

type Dated = readonly [string, InitiativeEvent];
const of = { milestoneId: 'm' };
const said = { ...of, reason: 'so' };

/** An initiative whose milestone m is due on 1 March, followed by further events; the gate to `build` was on 1 April. */
function given(...after: readonly Dated[]): { program: ProgramState; initiative: InitiativeState } {
  const history = new WrittenHistory();
  const at = (date: string): { at: string } => ({ at: `${date}T08:00:00.000Z` });
  history.charter('p', {}, at('2024-01-01'));
  history.program('p', { type: 'PhaseEntered', data: { phase: 'build', on: '2024-04-01' } }, at('2024-04-01'));
  const start: readonly Dated[] = [
    ['2024-01-02', { type: 'InitiativeLaunched', data: { title: 'i', pillar: 'CULTURE', weight: 1 } }],
    ['2024-01-02', { type: 'MilestonePlanned', data: { ...of, title: 'm', due: '2024-03-01', weight: 1 } }],
  ];
  for (const [date, fact] of [...start, ...after]) history.initiative('i', 'p', fact, at(date));
  const [programs, initiatives] = [history.events.slice(0, 2), history.events.slice(2)];
  return {
    program: programs.reduce((state, event) => evolveProgram(state, event as StoredEvent<ProgramEvent>), noProgram) as ProgramState,
    initiative: initiatives.reduce((state, event) => evolve(state, event as StoredEvent<InitiativeEvent>), noInitiative) as InitiativeState,
  };
}

const slip = (today: string, ...after: readonly Dated[]): number => {
  const { program, initiative } = given(...after);
  return slipDays(program, initiative, initiative.milestones[0]!, today);
};
const state = (today: string, ...after: readonly Dated[]): string => {
  const { initiative } = given(...after);
  return milestoneState(initiative, initiative.milestones[0]!, today);
};

const moved: Dated = [
  '2024-02-01',
  { type: 'MilestoneRescheduled', data: { ...said, from: '2024-03-01', forecast: '2024-03-11', reasonCode: 'VENDOR' } },
];
const achieved = (on: string): Dated => ['2024-05-01', { type: 'MilestoneAchieved', data: { ...of, on } }];
const descoped = (on: string): Dated => [on, { type: 'MilestoneDescoped', data: said }];
const cancelled: Dated = ['2024-05-01', { type: 'InitiativeCancelled', data: { reason: 'so' } }];

describe('the slip of a milestone', () => {
  it('is that of its forecast, and grows once that has passed', () => {
    expect(slip('2024-02-01')).toBe(0);
    expect(slip('2024-02-01', moved)).toBe(10);
    expect(slip('2024-03-21', moved)).toBe(20);
  });

  it('ends with the achievement', () => {
    expect(slip('2024-06-01', moved, achieved('2024-03-05'))).toBe(4);
    expect(slip('2024-06-01', achieved('2024-02-28'))).toBe(-2);
  });

  it('ends on the day of a withdrawal before the baseline date', () => {
    expect(slip('2024-06-01', descoped('2024-02-20'))).toBe(-10);
  });

  it('goes on after a later withdrawal until a gate or a re-baseline releases it', () => {
    expect(slip('2024-03-25', descoped('2024-03-21'))).toBe(24);
    expect(slip('2024-06-01', descoped('2024-03-21'))).toBe(31);
    const approved: Dated = [
      '2024-03-25',
      { type: 'RebaselineApproved', data: { rebaselineId: 'r', changes: [{ ...of, from: '2024-03-01', to: null }] } },
    ];
    expect(slip('2024-06-01', descoped('2024-03-21'), approved)).toBe(24);
  });
});

describe('the state of a milestone', () => {
  it.each([
    ['PLANNED', state('2024-03-01')],
    ['OVERDUE', state('2024-03-02')],
    ['ACHIEVED', state('2024-06-01', achieved('2024-03-05'))],
    ['OVERDUE', state('2024-06-01', achieved('2024-03-05'), ['2024-05-02', { type: 'MilestoneReopened', data: said }])],
    ['DESCOPED', state('2024-06-01', descoped('2024-02-20'))],
    ['PLANNED', state('2024-02-25', descoped('2024-02-20'), ['2024-02-21', { type: 'MilestoneRestored', data: said }])],
    ['DESCOPED', state('2024-06-01', cancelled)],
    ['ACHIEVED', state('2024-06-01', achieved('2024-03-05'), cancelled)],
  ])('is %s', (expected, is) => {
    expect(is).toBe(expected);
  });
});

describe('the milestones of an initiative', () => {
  it('are listed by baseline, then by id', () => {
    const plan = (milestoneId: string, due: string): Dated => [
      '2024-01-03',
      { type: 'MilestonePlanned', data: { milestoneId, title: '', due, weight: 1 } },
    ];
    const { initiative } = given(plan('z', '2024-02-01'), plan('b', '2024-03-01'), moved);
    expect(milestonesByBaseline(initiative).map(({ id }) => id)).toEqual(['z', 'b', 'm']);
  });
});
