import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Balance, Perspective } from '../balance.js';
import { foldedBy } from '../../testing/histories.js';
import { sweep, sweeping } from './sweep.js';
import { arbitraryHistory } from '../testing/arbitrary-history.js';
import { definitionsOf, sweepAgainst, tellingDates } from '../testing/check-history.js';
import { NEARLY, differences } from '../testing/differences.js';

// fast-check prints the seed and the path of a failure.
const runs = { numRuns: 100 };

describe('sweep', () => {
  it('gives on many dates what the definitions give on each, in both perspectives', () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) => expect(sweepAgainst(definitionsOf(history, tellingDates(history, 2)))).toEqual([])),
      { numRuns: 50 },
    );
  });

  it('gives one date what it gives it among others', () => {
    fc.assert(
      fc.property(arbitraryHistory, fc.nat(), (history, pick) => {
        const { program, initiatives } = foldedBy(history)!;
        const dates = tellingDates(history, 5);
        const i = pick % dates.length;
        for (const perspective of ['AS_KNOWN_THEN', 'AS_KNOWN_NOW'] as const) {
          const among = sweep(program, initiatives, dates, perspective)[i];
          const [alone] = sweep(program, initiatives, [dates[i]!], perspective);
          expect(differences(among, alone, NEARLY)).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('as known then, gives what it gives of the events known by the end of the day', () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        const { program, initiatives } = foldedBy(history)!;
        const dates = tellingDates(history, 3);
        const then = sweep(program, initiatives, dates, 'AS_KNOWN_THEN');
        dates.forEach((date, i) => {
          const known = foldedBy(history, date);
          const asOf = (perspective: Perspective) => (known ? sweep(known.program, known.initiatives, [date], perspective)[0]! : null);
          expect(differences(then[i], asOf('AS_KNOWN_THEN'), NEARLY, date)).toEqual([]);
          // AS_KNOWN_NOW gives the same, except since when the phases have required more: more may be known now about earlier days.
          expect(differences(onThatDay(then[i]!), onThatDay(asOf('AS_KNOWN_NOW')), NEARLY, date)).toEqual([]);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('may be left alone after each initiative, as often as it is looked at, before the first date', () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        const { program, initiatives } = foldedBy(history)!;
        const steps = [...sweeping(program, initiatives, [program.startsOn], 'AS_KNOWN_NOW')].length;
        expect(steps).toBeGreaterThan(2 * initiatives.length);
      }),
      { numRuns: 20 },
    );
  });

  it('takes dates twice, none at all, and refuses them out of order', () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        const { program, initiatives } = foldedBy(history)!;
        const [once, again] = sweep(program, initiatives, ['2024-06-01', '2024-06-01'], 'AS_KNOWN_NOW');
        expect(again).toEqual(once);
        expect(sweep(program, initiatives, [], 'AS_KNOWN_NOW')).toEqual([]);
        expect(() => sweep(program, initiatives, ['2024-06-01', '2024-05-31'], 'AS_KNOWN_NOW')).toThrow(RangeError);
      }),
      { numRuns: 5 },
    );
  });
});

/** The parts of a balance that do not depend on earlier days. */
const onThatDay = (balance: Balance | null): unknown =>
  balance && {
    phaseKey: balance.phaseKey,
    pillars: balance.pillars.map(
      ({
        planScheduleOn: _on,
        planDays: _plan,
        behindDays: _behind,
        cause: _cause,
        standing: _standing,
        lag: _lag,
        lead: _lead,
        ...same
      }) => same,
    ),
  };
