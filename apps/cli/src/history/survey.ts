import { LineFields } from '#domain/history/line-fields.js';
import { fileLines } from './file-lines.js';

/** What one look through a history file tells. */
export interface Survey {
  /** The instants of its first and last line by time, RFC 3339 in UTC; undefined: no line has one. */
  readonly first?: string;
  readonly last?: string;
  /** Lines that are not blank. */
  readonly lines: number;
}

/**
 * Reads a history file once for its extent. Lines without a usable instant, and those of the future, do not count for it:
 * they are going to be reported when they are imported.
 */
export async function survey(path: string, now: string): Promise<Survey> {
  let first: string | undefined;
  let last: string | undefined;
  let lines = 0;
  for await (const { text } of fileLines(path)) {
    lines++;
    const at = text === undefined ? undefined : instantOf(text);
    if (at === undefined || at > now) continue;
    if (first === undefined || at < first) first = at;
    if (last === undefined || at > last) last = at;
  }
  return { ...(first === undefined || last === undefined ? {} : { first, last }), lines };
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
