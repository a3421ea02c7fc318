import { allOf, type Steps } from '#domain/steps.js';
import { TEXTS_WRITTEN_AS_NUMBERS } from '#domain/history/texts-written-as-numbers.js';

/** Thrown for JSON that JSON.parse would change silently. */
export abstract class JsonNotKept extends Error {
  /** The code with which a history line with such JSON is refused. */
  abstract readonly refused: 'NUMBER_NOT_KEPT' | 'MEMBER_TWICE';
  abstract readonly shown: string;
}

/** Two members of one object have the same name; a parser would keep only the last. */
export class MemberTwice extends JsonNotKept {
  readonly refused = 'MEMBER_TWICE';
  readonly shown: string;

  constructor(name: string) {
    const shown = cut(name);
    super(`The member ${JSON.stringify(shown)} appears twice in one object; leave one of them out.`);
    this.name = 'MemberTwice';
    this.shown = shown;
  }
}

/** A number that a double cannot hold: JSON's numbers have any length. */
export class NumberNotKept extends JsonNotKept {
  readonly refused = 'NUMBER_NOT_KEPT';
  readonly shown: string;

  constructor(number: string) {
    const shown = cut(number);
    super(`The number ${shown} would be kept as ${Number(number)}; write it as a text, or with at most 15 digits.`);
    this.name = 'NumberNotKept';
    this.shown = shown;
  }
}

/** JSON that takes long to parse and check although it may be short. */
export class JsonTooComplex extends Error {
  constructor(held: string) {
    super(`The JSON holds more than ${held}; send it in parts.`);
    this.name = 'JsonTooComplex';
  }
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/**
 * A string (followed by a colon if it is a member's name), a number, or a bracket that begins or ends an object or list. An unterminated
 * string matches up to the end of the text: otherwise the search would restart at each quotation mark and take quadratic time.
 */
const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*(?:"(\s*:)?|\\?$)|-?\d[\d.eE+-]*|[{}[\]]/g;

/**
 * Parses JSON without silent changes: refuses a number that a double cannot hold and a member that occurs twice in an object. A number
 * where a text is expected, such as a release of 1.20, becomes the text as written.
 * @throws SyntaxError, NumberNotKept, MemberTwice
 */
export const parseJson = (text: string): unknown => JSON.parse(keptJson(text));

/** Runs {@link keepingJson} to the end. */
export const keptJson = (text: string, outside = 0): string => allOf(keepingJson(text, outside));

/** How many values and different member names JSON may have: a parser takes a microsecond for each new name. */
export interface JsonBounds {
  readonly values: number;
  /** The number of different member names. */
  readonly names: number;
}

/** How many tokens one step processes. */
const STEP = 2_000;

/**
 * Rewrites JSON so that JSON.parse changes nothing in it, in steps.
 * @param outside how many outer levels of objects and lists contain no member of a history line, whatever its name (variables of a query)
 * @throws NumberNotKept, MemberTwice, JsonTooComplex
 */
export function* keepingJson(text: string, outside = 0, most: JsonBounds = { values: Infinity, names: Infinity }): Steps<string> {
  let kept = '';
  let done = 0;
  let tokens = 0;
  let values = 0;
  const names = new Set<string>();
  /** The member names of each enclosing object, outermost first; a list has none. */
  const around: Set<string>[] = [];
  let name: string | undefined;
  for (const { 0: token, 1: colon, index } of text.matchAll(TOKEN)) {
    if (++tokens % STEP === 0) yield;
    if (colon === undefined && !/[}\]]/.test(token[0]!) && ++values > most.values) throw new JsonTooComplex(`${most.values} values`);
    if (token.startsWith('"')) {
      name = colon === undefined ? undefined : nameOf(token.slice(0, -colon.length));
      if (name === undefined) continue;
      addTo(around.at(-1), name);
      if (most.names < Infinity && names.add(name).size > most.names) throw new JsonTooComplex(`${most.names} different names`);
      continue;
    }
    if (!/[\d-]/.test(token[0]!)) {
      if (token === '{' || token === '[') around.push(new Set());
      else around.pop();
      name = undefined;
      continue;
    }
    const meansText = around.length > outside && name !== undefined && TEXTS_WRITTEN_AS_NUMBERS.has(name);
    name = undefined;
    if (isKept(token, meansText)) continue;
    if (!meansText) throw new NumberNotKept(token);
    kept += `${text.slice(done, index)}"${token}"`;
    done = index + token.length;
  }
  return done === 0 ? text : kept + text.slice(done);
}

function addTo(names: Set<string> | undefined, name: string): void {
  if (names?.has(name)) throw new MemberTwice(name);
  names?.add(name);
}

function nameOf(member: string): string {
  if (!member.includes('\\')) return member.slice(1, -1);
  try {
    return JSON.parse(member) as string;
  } catch {
    return member;
  }
}

/** A number in JSON's syntax (RFC 8259); 01 is not one. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whether a number survives parsing. @param asText also its spelling: 1.20 equals 1.2 as a number but is another release */
export function isKept(number: string, asText: boolean): boolean {
  const again = String(Number(number));
  // JSON.parse reports what is not a number at all.
  return again === number || !NUMBER.test(number) || (!asText && decimal(again) === decimal(number));
}

/** One spelling for all texts of the same decimal number: its digits without zeros at either end, and its power of ten. */
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
