import { storableText } from '#application/import/line-check.js';
import { JsonNotKept, parseJson } from '#application/intake/json.js';
import { refusals, type RefusalCode } from '#domain/refusals.js';
import type { Refusal } from '#event-sourcing/commands/decider.js';
import type { Say } from '#application/starting/language.js';
import type { LineProblem } from '../transport/evenkeel.js';
import type { ImportLine } from './program-lines.js';

export type Unfit = Omit<LineProblem, 'line'>;

/**
 * Checks that a line of a history file can be sent. The api refuses a whole request, with all its lines, for half of a surrogate pair, for
 * what JSON cannot keep, or for its size.
 * @param text undefined: the line is too long
 */
export function sendableLine(text: string | undefined, say: Say): { readonly line: ImportLine } | { readonly unfit: Unfit } {
  if (text === undefined) return malformed(say('过长', 'too long'));
  let line: unknown;
  try {
    line = parseJson(text);
  } catch (error) {
    if (error instanceof JsonNotKept) return { unfit: worded({ refused: error.refused, field: [error.shown] }, say) };
  }
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return malformed(say('不是 JSON 对象', 'not a JSON object'));
  const stored = storableText(line);
  return 'refused' in stored ? { unfit: worded(stored, say) } : { line: line as ImportLine };
}

const malformed = (message: string): { readonly unfit: Unfit } => ({ unfit: { code: 'LINE_MALFORMED', message } });

/** The message of a refusal in the language of the terminal. */
export function worded({ refused, field, given }: Refusal, say: Say): Unfit {
  const { zh, en } = refusals[refused as RefusalCode];
  const place = field ? [`(${field.join('.')}${given === undefined ? '' : `: “${given}”`})`] : [];
  return { code: refused, message: [say(zh, en), ...place].join(' ') };
}
