import { describe, expect, it } from '@jest/globals';
import { faultsOf, isBlank, milestoneOf } from './cells';
import { readTable } from './table';

const cells = (title: string, due: string, weight = ''): { title: string; due: string; weight: string } => ({ title, due, weight });

describe('a pasted table', () => {
  it('is read from a spreadsheet, by its headings in any order', () => {
    expect(readTable('Weight\tDue date (plan)\tMilestone\r\n2\t2026/3/5\tPilot runs\r\n\t5.4.2026\tAll run\r\n')).toEqual({
      rows: [cells('Pilot runs', '2026-03-05', '2'), cells('All run', '2026-04-05')],
      missing: [],
      ignored: [],
    });
  });

  it('is read by Chinese headings', () => {
    expect(readTable('里程碑名称\t基线日期\t权重\n试点上线\t2026年3月5日\t1.5').rows).toEqual([cells('试点上线', '2026-03-05', '1.5')]);
  });

  it('is read from CSV, with commas, quotes and line breaks in cells', () => {
    expect(readTable('title,date\n"Pilot, the ""first""",2026-03-05\n"Two\nlines",2026-03-06').rows).toEqual([
      cells('Pilot, the "first"', '2026-03-05'),
      cells('Two lines', '2026-03-06'),
    ]);
    expect(readTable('Name;Date;Weight\nPilot;5.3.2026;1,5').rows).toEqual([cells('Pilot', '2026-03-05', '1,5')]);
  });

  it('has title, date and weight in its columns without headings', () => {
    expect(readTable('Pilot\t2026-03-05\t2\nRest\t2026-04-05').rows).toEqual([
      cells('Pilot', '2026-03-05', '2'),
      cells('Rest', '2026-04-05'),
    ]);
  });

  it('keeps a wrong cell as it is, for the person to mend', () => {
    expect(readTable('Pilot\t3/5/2026\theavy').rows).toEqual([cells('Pilot', '3/5/2026', 'heavy')]);
  });

  it('tells which headings are missing and which columns it leaves out, also a second one of the same meaning', () => {
    expect(readTable('Milestone\tWho\nPilot\tAnna')).toEqual({ rows: [], missing: ['due'], ignored: [] });
    expect(readTable('Milestone\tWho\tDate\tFinish\nPilot\tAnna\t2026-03-05\t2026-09-05')).toEqual({
      rows: [cells('Pilot', '2026-03-05')],
      missing: [],
      ignored: ['Who', 'Finish'],
    });
  });

  it('has no rows where nothing but blanks was pasted', () => {
    expect(readTable('').rows).toEqual([]);
    expect(readTable('\t\t\n\n \t').rows).toEqual([]);
    expect(readTable('title\tdue\n').rows).toEqual([]);
  });
});

describe('the cells of a milestone', () => {
  it.each([
    [cells('Pilot', '2026-03-05'), 1],
    [cells('Pilot', '2026-03-05', '1,5'), 1.5],
    [cells('Pilot', '2026-03-05', '.5'), 0.5],
    [cells('Pilot', '2026-03-05', '20 %'), 20],
    [cells('Pilot', '2026-03-05', '0.125'), 0.125],
  ])('%j can be sent', (row, weight) => {
    expect(faultsOf(row)).toEqual({});
    expect(milestoneOf(row)).toEqual({ title: 'Pilot', due: '2026-03-05', weight });
  });

  it.each([
    [cells(' ', ''), { title: 'empty', due: 'empty' }],
    [cells('x'.repeat(201), '3/5/2026'), { title: 'tooLong', due: 'twoMeanings' }],
    [cells('Pilot', '2026-02-30', 'heavy'), { due: 'noSuchDay', weight: 'noNumber' }],
    [cells('Pilot', '2026-03-05', '0'), { weight: 'outOfRange' }],
    [cells('Pilot', '2026-03-05', '-1'), { weight: 'noNumber' }],
    [cells('Pilot', '2026-03-05', '1,000'), { weight: 'thousands' }],
    [cells('Pilot', '2026-03-05', '1000001'), { weight: 'outOfRange' }],
    [cells('Pilot', '2026-03-05', ','), { weight: 'noNumber' }],
  ])('%j cannot: %j', (row, faults) => {
    expect(faultsOf(row)).toEqual(faults);
  });

  it('are never sent with a date or weight that cannot be read', () => {
    expect(() => milestoneOf(cells('Pilot', '3/5/2026'))).toThrow('faults');
    expect(() => milestoneOf(cells('Pilot', '2026-03-05', 'heavy'))).toThrow('faults');
  });

  it('are blank where none of them has anything', () => {
    expect(isBlank(cells('', ' '))).toBe(true);
    expect(isBlank(cells('', '', '1'))).toBe(false);
  });
});
