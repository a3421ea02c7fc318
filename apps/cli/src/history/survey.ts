import { dateAt } from '#domain/calendar.js';
import { achievementsCheck } from '#domain/initiative/status-line.js';
import { readHistoryLine } from '#domain/history/history-line.js';
import { LineFields } from '#domain/history/line-fields.js';
import { isRefusal } from '#event-sourcing/decider.js';
import type { Say } from '#application/starting/language.js';
import { fileLines } from './file-lines.js';
import type { Reporting } from './report.js';
import { sendableLine, worded, type Unfit } from './sendable-line.js';

/** What one look through a history file tells. */
export interface Survey {
  /** The instants of its first and last line by time, RFC 3339 in UTC; undefined: no line has one. */
  readonly first?: string;
  readonly last?: string;
  /** Lines that are not blank. */
  readonly lines: number;
  /** Those of them that an import would not reject for what they say themselves. */
  readonly usable: number;
}

/** How a file is looked through: whose days it is held to, and what is heard of its lines. */
export interface Surveying {
  /** The present instant, and the IANA name of the zone that the days of the history are of. */
  readonly now: string;
  readonly timeZone: string;
  readonly say: Say;
  /** Hears of each line that is rejected or odd. */
  readonly problem?: Reporting['problem'];
}

/**
 * Reads a history file once for its extent. Lines without a usable instant, and those of the future, do not count for it:
 * they are going to be reported when they are imported. What depends on other lines, or on what is recorded, only an import can tell.
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

/** What is wrong with a line by itself. */
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
    // Its numbers do not matter here: a line that is refused for one tells its instant all the same.
    const fields = new LineFields(JSON.parse(text) as Record<string, unknown>);
    const instant = fields.instant('at');
    return fields.problem ? undefined : instant;
  } catch {
    return undefined;
  }
}
