import { describe, expect, it } from '@jest/globals';
import { csvRows } from '#testing/csv.js';
import type { Cell } from '../feed.js';
import { csvCell, TABLES, type Format } from './format.js';

const written = (format: Format, rows: readonly (readonly Cell[])[], pages: number): string => {
  const columns = rows[0]!.map((_, i) => ({ name: `c${i}`, type: 'text' as const }));
  const size = Math.ceil(rows.length / pages);
  const parts = Array.from({ length: pages }, (_, i) => format.rows(columns, rows.slice(i * size, (i + 1) * size), i === 0));
  return format.begin(columns) + parts.join('') + format.end;
};

describe('a cell in CSV', () => {
  it.each<[string, Cell, string]>([
    ['plain text', 'Kick-off', 'Kick-off'],
    ['nothing', null, ''],
    ['a number below zero', -3, '-3'],
    ['a truth', true, 'true'],
    ['quotes', 'the "new" desk', '"the ""new"" desk"'],
    ['a comma', 'a,b', '"a,b"'],
    ['a line end', 'a\nb', '"a\nb"'],
    ['a semicolon', 'a;=1', '"a;=1"'],
    ['Chinese', '上线，验收', '上线，验收'],
  ])('of %s is itself', (_, cell, text) => {
    expect(csvCell(cell)).toBe(text);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠A'])(
    'that would be run as a formula is text: %j',
    (text) => {
      expect(csvRows(`${csvCell(text)}\r\n`)).toEqual([[`'${text}`]]);
    },
  );
});

const rows: readonly (readonly Cell[])[] = [
  ['a "b", c', 1.5, null],
  ['=x', -1, '里程碑'],
  ['', 0, 'line\r\nline'],
];

it('CSV begins with a byte order mark and is the same however it is divided into pages', () => {
  const [csv] = TABLES as readonly [Format, Format];
  expect(written(csv, rows, 1).slice(0, 1)).toBe('\ufeff');
  expect(csvRows(written(csv, rows, 1).slice(1))).toEqual([
    ['c0', 'c1', 'c2'],
    ['a "b", c', '1.5', ''],
    ["'=x", '-1', '里程碑'],
    ['', '0', 'line\r\nline'],
  ]);
  expect(written(csv, rows, 3)).toBe(written(csv, rows, 1));
});

it('JSON is one array, however it is divided into pages, even without rows', () => {
  const [, json] = TABLES as readonly [Format, Format];
  expect(JSON.parse(written(json, rows, 1))).toEqual(rows.map(([c0, c1, c2]) => ({ c0, c1, c2 })));
  expect(written(json, rows, 3)).toBe(written(json, rows, 1));
  expect(JSON.parse(json.begin([]) + json.end)).toEqual([]);
});
