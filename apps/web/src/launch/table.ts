import { readDate } from './dates';

/** What the table of milestones has in its columns. */
export const COLUMNS = ['title', 'due', 'weight'] as const;
export type Column = (typeof COLUMNS)[number];

/** One milestone as it was typed or pasted; a date that could be read is an ISO date. */
export type Cells = Readonly<Record<Column, string>>;

export interface PastedTable {
  readonly rows: readonly Cells[];
  /** Columns without which nothing can be taken over: the table has headings, but none for these. */
  readonly missing: readonly Column[];
  /** Headings of columns that are left out. */
  readonly ignored: readonly string[];
}

/** The headings by which a column is known, in the form that `nameOf` gives them. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  title: ['title', 'milestone', 'name', 'task', 'deliverable', 'milestonetitle', 'milestonename'].concat([
    '标题',
    '名称',
    '里程碑',
    '里程碑名称',
    '任务',
    '任务名称',
    '交付物',
  ]),
  due: [
    'due',
    'date',
    'duedate',
    'dueon',
    'baseline',
    'baselinedate',
    'deadline',
    'targetdate',
    'planneddate',
    'finish',
    'end',
    'enddate',
  ].concat(['基线', '基线日期', '日期', '到期日', '到期日期', '截止日期', '计划日期', '计划完成日期', '完成日期', '目标日期']),
  weight: ['weight', 'weighting', 'share', '权重', '比重', '占比'],
};

/** A heading without case, spaces, marks and what stands in parentheses: "Due date (plan)" is "duedate". */
const nameOf = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[\s_\-:.*\uFEFF]/g, '');

/**
 * Reads a table that was copied from a spreadsheet (cells parted by tabs) or a CSV file (by commas or semicolons). Columns are found by their
 * headings in either language; without headings they are title, date, weight. Blank rows are left out.
 */
export function readTable(text: string): PastedTable {
  const table = cellsOf(text).filter((row) => row.some((cell) => cell !== ''));
  const [first = []] = table;
  const known = first.map((heading) => COLUMNS.find((column) => HEADINGS[column].includes(nameOf(heading))));
  const hasHeadings = known.some((column) => column !== undefined);
  const at = (column: Column): number => (hasHeadings ? known.indexOf(column) : COLUMNS.indexOf(column));
  const missing = hasHeadings ? (['title', 'due'] as const).filter((column) => at(column) < 0) : [];
  if (missing.length > 0) return { rows: [], missing, ignored: [] };
  const rows = table.slice(hasHeadings ? 1 : 0).map((row) => {
    const cell = (column: Column): string => row[at(column)] ?? '';
    return { title: cell('title').replace(/\s+/g, ' '), due: isoIfDate(cell('due')), weight: cell('weight') };
  });
  const ignored = hasHeadings ? first.filter((heading, i) => heading !== '' && (!known[i] || known.indexOf(known[i]) !== i)) : [];
  return { rows, missing, ignored };
}

function isoIfDate(text: string): string {
  const read = readDate(text);
  return 'date' in read ? read.date : text;
}

/** Rows of trimmed cells. A cell in quotes may hold the separator, line breaks, and quotes written twice. */
function cellsOf(text: string): string[][] {
  const separator = text.includes('\t') ? '\t' : /^[^,\n]*;/.test(text) ? ';' : ',';
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = (): void => {
    rows.at(-1)!.push(cell.trim());
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') cell += text[++i];
      else isQuoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      isQuoted = true;
      cell = '';
    } else if (sign === separator) endCell();
    else if (sign === '\n') {
      endCell();
      rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  endCell();
  return rows;
}
