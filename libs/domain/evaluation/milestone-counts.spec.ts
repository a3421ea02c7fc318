import { expect, it } from '@jest/globals';
import { readVectors, historyOf } from '../balance/testing/vectors.js';
import { foldedBy } from '../testing/histories.js';
import type { MilestoneCounts } from './events.js';
import { milestoneCounts } from './milestone-counts.js';

const all = ({ planned, overdue, achieved, descoped }: MilestoneCounts): number => planned + overdue + achieved + descoped;

it('counts milestones by their state at the end of a day, as known then', () => {
  const vector = readVectors().cases.find(({ name }) => name.startsWith('an initiative is cancelled'))!;
  const { program, initiatives } = foldedBy(historyOf(vector.changes))!;
  expect(milestoneCounts(program, initiatives, '2023-12-31')).toEqual({ planned: 0, overdue: 0, achieved: 0, descoped: 0 });
  const before = milestoneCounts(program, initiatives, '2024-10-26');
  const after = milestoneCounts(program, initiatives, '2024-10-27');
  expect(before.descoped).toBe(0);
  expect(after.descoped).toBeGreaterThan(0);
  expect(after.achieved).toBe(before.achieved);
  expect(all(after)).toBe(all(before));
});
