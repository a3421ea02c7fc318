import { describe, expect, it } from '@jest/globals';
import { readDate } from './dates';

describe('a date from a spreadsheet', () => {
  it.each([
    ['2026-03-05', '2026-03-05'],
    [' 2026-3-5 ', '2026-03-05'],
    ['2026/3/5', '2026-03-05'],
    ['2026.03.05', '2026-03-05'],
    ['5.3.2026', '2026-03-05'],
    ['05.03.2026', '2026-03-05'],
    ['2026年3月5日', '2026-03-05'],
    ['2026 年 03 月 05 日', '2026-03-05'],
    ['2026年3月5号', '2026-03-05'],
    ['２０２６／３／５', '2026-03-05'],
    ['2028-02-29', '2028-02-29'],
    ['25/12/2026', '2026-12-25'],
    ['12/25/2026', '2026-12-25'],
    ['4/4/2026', '2026-04-04'],
  ])('%s is %s', (text, date) => {
    expect(readDate(text)).toEqual({ date });
  });

  it.each([
    ['3/5/2026', 'twoMeanings'],
    ['03-05-2026', 'twoMeanings'],
    ['2026-02-29', 'noSuchDay'],
    ['31.4.2026', 'noSuchDay'],
    ['2026-13-01', 'noSuchDay'],
    ['2026年0月5日', 'noSuchDay'],
    ['', 'unknownForm'],
    ['soon', 'unknownForm'],
    ['5.3.26', 'unknownForm'],
    ['46086', 'unknownForm'],
    ['2026-03', 'unknownForm'],
  ])('%s is refused: %s', (text, fault) => {
    expect(readDate(text)).toEqual({ fault });
  });
});
