import { describe, expect, it } from '@jest/globals';
import { cursorAfter, nearestOf } from './cursor-steps';
import { csvOf } from './export';
import { fitted, widthOf } from './fitted';
import { monthTicks } from './month-ticks';
import { lanesOf, spread } from './spread';

describe('the months of an axis', () => {
  it('are the first days of months in the range', () => {
    expect(monthTicks('2026-01-01', '2026-03-31', 12)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
    expect(monthTicks('2026-01-02', '2026-01-31', 12)).toEqual([]);
  });

  it('fall on the same months each year where there is room for few', () => {
    expect(monthTicks('2025-11-15', '2027-01-01', 5)).toEqual(['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01', '2027-01-01']);
    expect(monthTicks('2020-05-01', '2030-01-01', 4)).toEqual(['2025-01-01', '2030-01-01']);
  });
});

describe('labels that would lie on each other', () => {
  it('move apart in their order, as little as needed', () => {
    expect(spread([10, 12, 50], 10, 100)).toEqual([10, 20, 50]);
    expect(spread([12, 10], 10, 100)).toEqual([20, 10]);
  });

  it('stay above the bottom', () => {
    expect(spread([95, 96, 97], 10, 100)).toEqual([80, 90, 100]);
  });
});

describe('stretches of time', () => {
  it('share a lane where they do not overlap', () => {
    expect(
      lanesOf([
        { start: 0, end: 10 },
        { start: 5, end: 15 },
        { start: 10, end: 20 },
      ]),
    ).toEqual([0, 1, 0]);
  });
});

describe('a text in a picture', () => {
  it('keeps what has room, and says that it was cut', () => {
    expect(fitted('Benefits', 10, 100)).toBe('Benefits');
    expect(fitted('Benefits report', 10, 60)).toBe('Benefits…');
    expect(fitted('流程标准与度量', 10, 45)).toBe('流程标…');
    expect(fitted('Benefits', 10, 5)).toBe('');
  });

  it('counts a Chinese character as wide as it is high', () => {
    expect(widthOf('流程', 10)).toBe(20);
  });
});

describe('a table for a spreadsheet', () => {
  it('quotes what has the separator, quotes or line breaks', () => {
    expect(csvOf({ head: ['a', 'b'], rows: [['x, y', 'say "no"']] }, ',')).toBe('a,b\r\n"x, y","say ""no"""');
  });

  it('lets nothing run as a formula, and leaves negative numbers as they are', () => {
    expect(csvOf({ head: ['a'], rows: [['=1+1'], ['-3'], ['@x']] }, ',')).toBe("a\r\n'=1+1\r\n-3\r\n'@x");
  });
});

describe('the cursor of a chart', () => {
  it('moves by keys from point to point, not beyond the ends', () => {
    expect(cursorAfter('ArrowRight', 3, 5)).toBe(4);
    expect(cursorAfter('ArrowRight', 4, 5)).toBe(4);
    expect(cursorAfter('ArrowLeft', 0, 5)).toBe(0);
    expect(cursorAfter('PageUp', 1, 50)).toBe(11);
    expect(cursorAfter('Home', 3, 5)).toBe(0);
    expect(cursorAfter('End', 3, 5)).toBe(4);
    expect(cursorAfter('Tab', 3, 5)).toBeUndefined();
  });

  it('finds the point that is nearest to the pointer', () => {
    expect(nearestOf([0, 10, 20], 14)).toBe(1);
    expect(nearestOf([0, 10, 20], 16)).toBe(2);
    expect(nearestOf([0, 10, 20], -5)).toBe(0);
  });
});
