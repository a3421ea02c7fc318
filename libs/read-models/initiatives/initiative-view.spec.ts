import { describe, expect, it } from '@jest/globals';
import { ownerOn, type InitiativeState } from '#domain/initiative/state.js';
import { ownershipsOf } from './initiative-view.js';

const ownedBy = (...owners: readonly (readonly [string | null, string])[]): InitiativeState =>
  ({ owners: owners.map(([owner, effectiveOn]) => ({ owner, effectiveOn, known: effectiveOn })) }) as unknown as InitiativeState;

describe('ownerships', () => {
  it('follow each other by date', () => {
    expect(ownershipsOf(ownedBy(['ana', '2024-01-01'], ['bo', '2024-02-01']))).toEqual([
      { person: 'ana', effectiveOn: '2024-01-01', until: '2024-02-01' },
      { person: 'bo', effectiveOn: '2024-02-01', until: null },
    ]);
  });

  it('leave out what a later assignment overrides from its first day on', () => {
    expect(ownershipsOf(ownedBy(['ana', '2024-01-01'], ['bo', '2024-03-01'], [null, '2024-02-01']))).toEqual([
      { person: 'ana', effectiveOn: '2024-01-01', until: '2024-02-01' },
      { person: null, effectiveOn: '2024-02-01', until: null },
    ]);
  });

  it('agree with the owner of each day', () => {
    const initiative = ownedBy(['a', '2024-01-05'], ['b', '2024-01-09'], ['c', '2024-01-07'], ['d', '2024-01-08'], [null, '2024-01-20']);
    for (let day = 1; day < 29; day++) {
      const date = `2024-01-${String(day).padStart(2, '0')}`;
      const found = ownershipsOf(initiative).find(({ effectiveOn, until }) => effectiveOn <= date && (until === null || date < until));
      expect(found?.person ?? null).toBe(ownerOn(initiative, date));
    }
  });
});
