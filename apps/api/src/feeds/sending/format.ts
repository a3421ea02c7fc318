import type { Cell, Column } from '../feed.js';

/** What a format needs to know of a column. */
export type WrittenColumn = Pick<Column<never>, 'name' | 'type'>;

/** How rows are written. Every part is text that follows the one before. */
export interface Format {
  readonly extension: string;
  readonly type: string;
  begin(columns: readonly WrittenColumn[]): string;
  /** @param isFirst whether no row was written before */
  rows(columns: readonly WrittenColumn[], rows: readonly (readonly Cell[])[], isFirst: boolean): string;
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

/** A row as a JSON object. @param keys the names of the columns as JSON, each with its colon */
function jsonObject(columns: readonly WrittenColumn[], cells: readonly Cell[], keys: readonly string[]): string {
  let text = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    text += `${i === 0 ? '' : ','}${keys[i]!}${columns[i]!.type === 'json' && cell !== null ? String(cell) : JSON.stringify(cell)}`;
  }
  return `{${text}}`;
}

const keysOf = (columns: readonly WrittenColumn[]): readonly string[] => columns.map(({ name }) => `${JSON.stringify(name)}:`);

/** One array with an object for each row. */
const json: Format = {
  extension: 'json',
  type: 'application/json; charset=utf-8',
  begin: () => '[',
  rows: (columns, rows, isFirst) => {
    const keys = keysOf(columns);
    let text = '';
    for (const row of rows) text += `${isFirst && text === '' ? '\n' : ',\n'}${jsonObject(columns, row, keys)}`;
    return text;
  },
  end: '\n]\n',
};

/** A JSON object on a line for each row. */
export const ndjson: Format = {
  extension: 'ndjson',
  type: 'application/x-ndjson; charset=utf-8',
  begin: () => '',
  rows: (columns, rows) => {
    const keys = keysOf(columns);
    let text = '';
    for (const row of rows) text += `${jsonObject(columns, row, keys)}\n`;
    return text;
  },
  end: '',
};

/** The formats of tables. */
export const TABLES: readonly Format[] = [csv, json];
