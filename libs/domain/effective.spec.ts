import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './calendar.js';
import { effectiveOn, holdsFrom } from './effective.js';

const day = (offset: number) => addDays('2026-01-01', offset);
const assignment = fc.record({ who: fc.constantFrom('a', 'b'), effectiveOn: fc.integer({ min: 0, max: 12 }).map(day) });
const whoOn = (assignments: readonly { who: string; effectiveOn: string }[], on: string) => effectiveOn(assignments, on)?.who;

describe('an assignment from a date on', () => {
  it('holds nothing new exactly where recording it would change no day', () => {
    fc.assert(
      fc.property(fc.array(assignment, { maxLength: 6 }), assignment, (assignments, next) => {
        const days = Array.from({ length: 14 }, (_, offset) => day(offset));
        const unchanged = days.every((on) => whoOn(assignments, on) === whoOn([...assignments, next], on));
        expect(holdsFrom(assignments, next.effectiveOn, (holder) => holder?.who === next.who)).toBe(unchanged);
      }),
    );
  });
});
