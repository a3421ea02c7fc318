import { beforeEach, describe, expect, it } from '@jest/globals';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import { WrittenHistory } from '../testing/written-history.js';
import { evolveDocument, type ChangedInitiative, type InitiativeDocument } from './last-change.js';

let history: WrittenHistory;
let document: InitiativeDocument | undefined;
const at = (day: number): string => `2024-01-0${day}T00:00:00.000Z`;
const apply = (fact: InitiativeEvent, day: number): void => {
  document = evolveDocument(document, history.initiative('i', 'p', fact, { at: at(day) }));
};
const plan = (milestoneId: string): void =>
  apply({ type: 'MilestonePlanned', data: { milestoneId, title: milestoneId, due: '2024-03-01', weight: 1 } }, 2);
/** The days of the last changes: of the initiative, then of each milestone. */
const days = (): readonly number[] => {
  const { changedAt, milestones } = document as ChangedInitiative;
  return [changedAt, ...milestones.map((milestone) => milestone.changedAt)].map((instant) => Number(instant[9]));
};

beforeEach(() => {
  history = new WrittenHistory();
  document = undefined;
  apply({ type: 'InitiativeLaunched', data: { title: 'i', pillar: 'CULTURE', weight: 1 } }, 1);
  plan('a');
  plan('b');
});

describe('the last change', () => {
  it('of a milestone is the event that is about it', () => {
    apply({ type: 'MilestoneAchieved', data: { milestoneId: 'a', on: '2024-01-03' } }, 3);
    expect(days()).toEqual([3, 3, 2]);
    apply({ type: 'InitiativeRetitled', data: { title: 'j' } }, 4);
    expect(days()).toEqual([4, 3, 2]);
  });

  it('is a cancellation or its end too, except for an achieved milestone', () => {
    apply({ type: 'MilestoneAchieved', data: { milestoneId: 'a', on: '2024-01-03' } }, 3);
    apply({ type: 'InitiativeCancelled', data: { reason: 'x' } }, 4);
    expect(days()).toEqual([4, 3, 4]);
    apply({ type: 'InitiativeReopened', data: { reason: 'x' } }, 5);
    expect(days()).toEqual([5, 3, 5]);
  });
});
