import { describe, expect, it } from '@jest/globals';
import { floorOf, geometryOf, ticksOf } from './balance-geometry';

const wanted = { width: 1000, from: '2026-01-01', to: '2026-12-31', least: 0.8, lanes: 2 };

describe('the layout of the balance chart', () => {
  it('has the first date at the left, the last at the right, and on plan at the top', () => {
    const { x, y, right, top, bottom } = geometryOf(wanted);
    expect([x('2026-01-01'), x('2026-12-31')]).toEqual([1, right]);
    expect([y(1), y(0.5)]).toEqual([top, bottom]);
  });

  it('has room for names on a wide screen and for initials on a narrow one', () => {
    expect(geometryOf(wanted)).toMatchObject({ isNarrow: false, right: 868 });
    expect(geometryOf({ ...wanted, width: 336 })).toMatchObject({ isNarrow: true, right: 308 });
  });

  it('stands a single date, too', () => {
    expect(Number.isFinite(geometryOf({ ...wanted, to: wanted.from }).x(wanted.from))).toBe(true);
  });

  it.each([
    [1, 0.5],
    [0.5, 0.5],
    [0.49, 0.25],
    [0.1, 0],
  ])('shows down from %d to %d', (least, floor) => expect(floorOf(least)).toBe(floor));

  it('says how many days behind each line stands for', () => {
    expect(ticksOf(0.25, 90)).toEqual([
      { standing: 1, days: 0 },
      { standing: 0.5, days: 90 },
      { standing: 0.25, days: 180 },
    ]);
    expect(ticksOf(0, 90).at(-1)).toEqual({ standing: 0, days: null });
  });
});
