import { TEXTS_WRITTEN_AS_NUMBERS } from '#domain/history/texts-written-as-numbers.js';

/** A number that would become another one: JSON's numbers have any length, ours are doubles. */
export class NumberNotKept extends Error {
  constructor(readonly number: string) {
    const shown = number.length > 40 ? `${number.slice(0, 40)}…` : number;
    super(`The number ${shown} would be kept as ${Number(number)}; write it as a text, or with at most 15 digits.`);
    this.name = 'NumberNotKept';
  }
}

/**
 * A string, with a colon behind it where it names a member, a number, or where an object or a list begins or ends. A string that nobody
 * ends reaches to the end of the text: else each quotation mark in it would be searched from anew, in quadratic time.
 */
const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*(?:"(\s*:)?|\\?$)|-?\d[\d.eE+-]*|[{}[\]]/g;

/**
 * Parses JSON without changing a number in silence: one whose value a double does not hold is refused, and one that stands where a
 * text is meant, such as a release of 1.20, becomes the text that was written.
 * @throws SyntaxError, NumberNotKept
 */
export const parseJson = (text: string): unknown => JSON.parse(keptJson(text));

/**
 * Makes JSON that can be parsed as it is.
 * @param outside how many objects and lists from the outside hold no member of a history line, whatever its name: variables of a query
 * @throws NumberNotKept
 */
export function keptJson(text: string, outside = 0): string {
  let kept = '';
  let done = 0;
  let depth = 0;
  let member: string | undefined;
  for (const { 0: token, 1: colon, index } of text.matchAll(TOKEN)) {
    if (token.startsWith('"')) {
      member = colon === undefined ? undefined : token.slice(0, -colon.length);
      continue;
    }
    if (!/[\d-]/.test(token[0]!)) {
      depth += token === '{' || token === '[' ? 1 : -1;
      member = undefined;
      continue;
    }
    const meansText = depth > outside && member !== undefined && TEXTS_WRITTEN_AS_NUMBERS.has(nameOf(member));
    member = undefined;
    if (isKept(token, meansText)) continue;
    if (!meansText) throw new NumberNotKept(token);
    kept += `${text.slice(done, index)}"${token}"`;
    done = index + token.length;
  }
  return done === 0 ? text : kept + text.slice(done);
}

function nameOf(member: string): string {
  try {
    return JSON.parse(member) as string;
  } catch {
    return member;
  }
}

/** @param asText also how it is written: 1.20 is 1.2 as a number, but another release */
export function isKept(number: string, asText: boolean): boolean {
  const again = String(Number(number));
  // What is no number at all JSON.parse complains of.
  return again === number || again === 'NaN' || (!asText && decimal(again) === decimal(number));
}

/** One spelling of all that are the same decimal number: its digits without zeros at either end, and the power of ten behind them. */
function decimal(number: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number);
  if (!parts) return number;
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  const significant = digits.slice(0, end);
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
