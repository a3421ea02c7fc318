import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromDay, toDay } from '../../calendar.js';
import { foldedBy, type History } from '../../testing/histories.js';
import { arbitraryHistory } from '../testing/arbitrary-history.js';
import { tellingDates } from '../testing/check-history.js';
import { changedFrom } from './changed-from.js';
import { sweep } from './sweep.js';

/** The same history without the last events of one of its initiatives. */
function before(history: History, pick: number, missing: number): History {
  const id = [...history.initiatives.keys()][pick % history.initiatives.size]!;
  const known = history.initiatives.get(id)!;
  return { ...history, initiatives: new Map(history.initiatives).set(id, known.slice(0, Math.max(1, known.length - missing))) };
}

describe('the day from which an initiative changed', () => {
  it('has every balance before it as it was, to the last digit', () => {
    const seen = { compared: 0, all: 0 };
    const history = arbitraryHistory.filter(({ initiatives }) => initiatives.size > 0);
    fc.assert(
      fc.property(history, fc.nat(), fc.integer({ min: 1, max: 3 }), (whole, pick, missing) => {
        const [earlier, now] = [foldedBy(before(whole, pick, missing))!, foldedBy(whole)!];
        const day = earlier.initiatives.reduce((first, one, i) => Math.min(first, changedFrom(one, now.initiatives[i]!)), Infinity);
        const dates = tellingDates(whole, 2);
        const unchanged = dates.filter((date) => toDay(date) < day);
        seen.all += dates.length;
        seen.compared += unchanged.length;
        for (const perspective of ['AS_KNOWN_THEN', 'AS_KNOWN_NOW'] as const)
          expect(sweep(earlier.program, earlier.initiatives, unchanged, perspective)).toEqual(
            sweep(now.program, now.initiatives, unchanged, perspective),
          );
      }),
      { numRuns: 150 },
    );
    // Otherwise the spec would have compared almost nothing.
    expect(seen.compared).toBeGreaterThan(seen.all / 10);
  });

  it('is the day of a new forecast, and none where nothing that counts has changed', () => {
    const { initiatives } = foldedBy(
      fc.sample(
        arbitraryHistory.filter((history) => plannedIn(history) > 0),
        { numRuns: 1, seed: 1 },
      )[0]!,
    )!;
    const initiative = initiatives.find(({ milestones }) => milestones.length > 0)!;
    const [first, ...others] = initiative.milestones;
    const since = fromDay(20_000);
    const moved = { from: first!.forecast, to: since, since, reasonCode: 'VENDOR', reason: '', by: '', at: '' } as const;
    const later = { ...initiative, milestones: [{ ...first!, reschedules: [...first!.reschedules, moved] }, ...others] };
    expect(changedFrom(initiative, later)).toBe(20_000);
    expect(changedFrom(initiative, { ...initiative, title: 'Another', revision: 99 })).toBe(Infinity);
    expect(changedFrom(initiative, { ...initiative, id: 'another' })).toBe(-Infinity);
  });
});

const plannedIn = (history: History): number =>
  Math.max(0, ...(foldedBy(history)?.initiatives ?? []).map(({ milestones }) => milestones.length));
