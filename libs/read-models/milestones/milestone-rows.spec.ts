import { describe, expect, it } from '@jest/globals';
import type { InitiativeState, Milestone } from '#domain/initiative/state.js';
import { milestoneRows } from './milestone-rows.js';

const milestone = (id: string): Milestone => ({ id, forecast: '2024-01-01', achievements: [], descopings: [] }) as unknown as Milestone;
const initiative = (milestones: readonly Milestone[], cancelled = false): InitiativeState =>
  ({ id: 'i', programId: 'p', milestones, cancellations: cancelled ? [{ from: '2024-01-01' }] : [] }) as unknown as InitiativeState;

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
    expect(milestoneRows(initiative([a], true))[0]).toMatchObject({ state: 'DESCOPED' });
  });
});
