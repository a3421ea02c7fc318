import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#event-sourcing/event.js';
import type { ProgramEvent } from '#domain/program/events.js';
import { evolve, noProgram, type Program, type ProgramState } from '#domain/program/state.js';
import { WrittenHistory } from '../testing/written-history.js';
import { currentPhase, phaseOverdueDays, phasesOf, pillarLeads } from './program-view.js';

/** A program that starts on 1 January; the planned ends of its phases are 30 April, 28 August and 26 December. */
function given(...facts: readonly ProgramEvent[]): ProgramState {
  const history = new WrittenHistory();
  history.charter('p', { startsOn: '2024-01-01' }, { at: '2023-12-01T00:00:00.000Z' });
  for (const fact of facts) history.program('p', fact, { at: '2024-06-01T00:00:00.000Z' });
  return history.events.reduce<Program>((state, event) => evolve(state, event as StoredEvent<ProgramEvent>), noProgram) as ProgramState;
}

const entered: ProgramEvent = { type: 'PhaseEntered', data: { phase: 'build', on: '2024-05-10', approvedBy: 'ana', note: 'go' } };

describe('the phases of a program', () => {
  it('are entered by the charter on the start date, then by their gates', () => {
    const program = given(entered);
    const on = (today: string): unknown =>
      phasesOf(program, today).map(({ phase, enteredOn, entry }) => [phase.key, enteredOn, entry?.approvedBy]);
    expect(on('2023-12-31')).toEqual([
      ['plan', null, undefined],
      ['build', null, undefined],
      ['embed', null, undefined],
    ]);
    expect(on('2024-05-10')).toEqual([
      ['plan', '2024-01-01', undefined],
      ['build', '2024-05-10', 'ana'],
      ['embed', null, undefined],
    ]);
  });

  it('have a current one: before the start the first, then the last entered', () => {
    const program = given(entered);
    expect(['2023-12-31', '2024-05-09', '2024-05-10', '2024-12-31'].map((today) => currentPhase(program, today).key)).toEqual([
      'plan',
      'plan',
      'build',
      'build',
    ]);
  });

  it('are overdue from the day after the planned end of the current one', () => {
    const program = given();
    expect(['2024-04-29', '2024-04-30', '2024-05-01', '2024-05-31'].map((today) => phaseOverdueDays(program, today))).toEqual([
      0, 0, 1, 31,
    ]);
  });
});

describe('the leads of the pillars', () => {
  it('are the latest recorded ones that are effective, in the order of the pillars', () => {
    const assigned = (pillar: 'TECHNOLOGY' | 'LEADERSHIP', person: string, effectiveOn: string): ProgramEvent => ({
      type: 'PillarLeadAssigned',
      data: { pillar, person, effectiveOn },
    });
    const program = given(
      assigned('TECHNOLOGY', 'bo', '2024-02-01'),
      assigned('LEADERSHIP', 'ana', '2024-01-01'),
      assigned('TECHNOLOGY', 'chen', '2024-03-01'),
    );
    expect(pillarLeads(program, '2024-02-29').map(({ pillar, person }) => [pillar, person])).toEqual([
      ['LEADERSHIP', 'ana'],
      ['TECHNOLOGY', 'bo'],
    ]);
    expect(pillarLeads(program, '2024-03-01').map(({ person }) => person)).toEqual(['ana', 'chen']);
  });
});
