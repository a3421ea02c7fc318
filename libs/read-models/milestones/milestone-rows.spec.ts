import { describe, expect, it } from '@jest/globals';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { ChangedInitiative, ChangedMilestone } from '../initiatives/last-change.js';
import { milestoneRows } from './milestone-rows.js';

const milestone = (id: string): ChangedMilestone => ({
  id,
  title: id,
  plannedOn: '2023-12-01',
  weights: [{ since: '2023-12-01', value: 1 }],
  baselines: [{ date: '2024-01-01', since: '2023-12-01', at: '2023-12-01T00:00:00.000Z' }],
  forecast: '2024-01-01',
  achievements: [],
  reschedules: [],
  descopings: [],
  releases: [],
  changedAt: '2023-12-01T00:00:00.000Z',
});
const counting: InitiativeState['cancellations'] = [];
const initiative = (milestones: readonly ChangedMilestone[], cancellations = counting): ChangedInitiative =>
  ({ id: 'i', programId: 'p', milestones, cancellations }) as unknown as ChangedInitiative;

describe('the rows of milestones', () => {
  it('are the same objects for milestones that are the same', () => {
    const [a, b] = [milestone('a'), milestone('b')];
    const before = milestoneRows(initiative([a, b]));
    const after = milestoneRows(initiative([a, { ...b, forecast: '2024-02-01' }]));
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toMatchObject({ id: 'b', forecast: '2024-02-01' });
  });

  it('change with their initiative', () => {
    const a = milestone('a');
    expect(milestoneRows(initiative([a]))[0]).toMatchObject({ state: 'PLANNED' });
    expect(milestoneRows(initiative([a], [{ from: '2024-01-01' }]))[0]).toMatchObject({ state: 'DESCOPED' });
  });
});
