import { dateAt } from '#domain/calendar.js';
import { achievementsCheck } from '#domain/initiative/status-lines/status-line.js';
import { readHistoryLine } from '#domain/history/history-line.js';
import { LineFields } from '#domain/history/line-fields.js';
import { isRefusal } from '#event-sourcing/commands/decider.js';
import type { Say } from '#application/starting/language.js';
import { fileLines } from './file-lines.js';
import type { Reporting } from './report.js';
import { sendableLine, worded, type Unfit } from './sendable-line.js';

/** The results of reading a history file once. */
export interface Survey {
  /** The earliest and the latest instant of its lines, RFC 3339 in UTC; undefined: no line has one. */
  readonly first?: string;
  readonly last?: string;
  /** Lines that are not blank. */
  readonly lines: number;
  /** The lines that an import would not reject by themselves. */
  readonly usable: number;
}

/** How a file is surveyed: the time, the zone of its days, and where problems are reported. */
export interface Surveying {
  /** The current time, and the IANA name of the time zone of the history's days. */
  readonly now: string;
  readonly timeZone: string;
  readonly say: Say;
  /** Called for each rejected or odd line. */
  readonly problem?: Reporting['problem'];
}

/**
 * Reads a history file once for its extent. Lines without a usable instant, or with a future one, are not counted: the import will report
 * them. Only an import can tell what depends on other lines or on what is recorded.
 */
export async function survey(path: string, looking: Surveying): Promise<Survey> {
  const { now, say, problem } = looking;
  let first: string | undefined;
  let last: string | undefined;
  let lines = 0;
  let usable = 0;
  for await (const { number, text } of fileLines(path)) {
    lines++;
    const where = say(`第 ${number} 行`, `line ${number}`);
    const { rejected, warnings } = checked(text, looking);
    if (rejected) problem?.('rejected', where, rejected);
    else usable++;
    for (const warning of warnings) problem?.('warning', where, warning);
    const at = text === undefined ? undefined : instantOf(text);
    if (at === undefined || at > now) continue;
    if (first === undefined || at < first) first = at;
    if (last === undefined || at > last) last = at;
  }
  return { ...(first === undefined || last === undefined ? {} : { first, last }), lines, usable };
}

interface Checked {
  readonly rejected?: Unfit;
  readonly warnings: readonly Unfit[];
}

/** Checks a line by itself. */
function checked(text: string | undefined, { now, timeZone, say }: Surveying): Checked {
  const read = sendableLine(text, say);
  if ('unfit' in read) return { rejected: read.unfit, warnings: [] };
  const line = readHistoryLine({ ...read.line, actor: read.line.actor ?? 'administrator' });
  if (isRefusal(line)) return { rejected: worded(line, say), warnings: [] };
  if (line.at > now) return { rejected: worded({ refused: 'DATE_IN_FUTURE', field: ['at'] }, say), warnings: [] };
  const tooEarly = line.kind === 'status' ? achievementsCheck(line.line, dateAt(line.at, timeZone)) : undefined;
  if (tooEarly) return { rejected: worded(tooEarly, say), warnings: [] };
  return { warnings: line.warnings.map((warning) => worded(warning, say)) };
}

function instantOf(text: string): string | undefined {
  try {
    // The numbers in it do not matter here: a line that is refused for a number still has a valid instant.
    const fields = new LineFields(JSON.parse(text) as Record<string, unknown>);
    const instant = fields.instant('at');
    return fields.problem ? undefined : instant;
  } catch {
    return undefined;
  }
}
