import type { Cell, Column } from './feed.js';

/** How rows are written. Every part is text that follows the one before. */
export interface Format {
  readonly extension: string;
  readonly type: string;
  begin(columns: readonly Pick<Column<never>, 'name'>[]): string;
  /** @param isFirst whether no row was written before */
  rows(columns: readonly Pick<Column<never>, 'name'>[], rows: readonly (readonly Cell[])[], isFirst: boolean): string;
  readonly end: string;
}

/** Spreadsheets take text after one of these for a formula; the wide forms count in Chinese and Japanese editions. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Needs quotes (RFC 4180), or would be cut where a locale separates by semicolons or tabs. */
const QUOTED = /[",;\t\r\n]/;

/** A cell in CSV. What a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers. */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvLine(cells: readonly Cell[]): string {
  let line = csvCell(cells[0]!);
  for (let i = 1; i < cells.length; i++) line += `,${csvCell(cells[i]!)}`;
  return `${line}\r\n`;
}

/** CSV as of RFC 4180, with a byte order mark: without it Excel takes UTF-8 for the code page of its machine. */
const csv: Format = {
  extension: 'csv',
  type: 'text/csv; charset=utf-8; header=present',
  begin: (columns) => `\ufeff${csvLine(columns.map(({ name }) => name))}`,
  rows: (_columns, rows) => {
    let text = '';
    for (const row of rows) text += csvLine(row);
    return text;
  },
  end: '',
};

/** One array with an object for each row. */
const json: Format = {
  extension: 'json',
  type: 'application/json; charset=utf-8',
  begin: () => '[',
  rows: (columns, rows, isFirst) => {
    let text = '';
    for (const row of rows) {
      const object: Record<string, Cell> = {};
      for (let i = 0; i < columns.length; i++) object[columns[i]!.name] = row[i]!;
      text += `${isFirst && text === '' ? '\n' : ',\n'}${JSON.stringify(object)}`;
    }
    return text;
  },
  end: '\n]\n',
};

export const FORMATS: readonly Format[] = [csv, json];
