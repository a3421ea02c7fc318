import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldedBy } from '../testing/histories.js';
import { sweep } from './sweep.js';
import { arbitraryHistory } from './testing/arbitrary-history.js';
import { sweepAgainstDefinitions, tellingDates } from './testing/check-history.js';
import { NEARLY, differences } from './testing/differences.js';

// fast-check prints the seed and the path of what fails.
const runs = { numRuns: 100 };

describe('sweep', () => {
  it('gives on many dates what the definitions give on each, in both perspectives', () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) => expect(sweepAgainstDefinitions(history, tellingDates(history, 2))).toEqual([])),
      runs,
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

  it('as known then, gives what the events known by the end of the day give as known now', () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) => {
        const { program, initiatives } = foldedBy(history)!;
        const dates = tellingDates(history, 3);
        const then = sweep(program, initiatives, dates, 'AS_KNOWN_THEN');
        dates.forEach((date, i) => {
          const known = foldedBy(history, date);
          const asOf = known ? sweep(known.program, known.initiatives, [date], 'AS_KNOWN_NOW')[0] : null;
          expect(differences(then[i], asOf, NEARLY, date)).toEqual([]);
        });
      }),
      runs,
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
