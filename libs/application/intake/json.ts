import { allOf, type Steps } from '#domain/steps.js';
import { TEXTS_WRITTEN_AS_NUMBERS } from '#domain/history/texts-written-as-numbers.js';

/** JSON that would be read as something else than was written. */
export abstract class JsonNotKept extends Error {
  /** What a history line that holds it is refused with, and what in it was meant. */
  abstract readonly refused: 'NUMBER_NOT_KEPT' | 'MEMBER_TWICE';
  abstract readonly shown: string;
}

/** Two members of one object have one name, of which a parser would keep the last. */
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

/** A number that would become another one: JSON's numbers have any length, ours are doubles. */
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

/** JSON that takes long to parse and to look through, however few bytes it has. */
export class JsonTooComplex extends Error {
  constructor(held: string) {
    super(`The JSON holds more than ${held}; send it in parts.`);
    this.name = 'JsonTooComplex';
  }
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/**
 * A string, with a colon behind it where it names a member, a number, or where an object or a list begins or ends. A string that nobody
 * ends reaches to the end of the text: else each quotation mark in it would be searched from anew, in quadratic time.
 */
const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*(?:"(\s*:)?|\\?$)|-?\d[\d.eE+-]*|[{}[\]]/g;

/**
 * Parses JSON without changing anything in silence: a number whose value a double does not hold is refused, and one that stands where
 * a text is meant, such as a release of 1.20, becomes the text that was written; a member that is named twice in one object is refused.
 * @throws SyntaxError, NumberNotKept, MemberTwice
 */
export const parseJson = (text: string): unknown => JSON.parse(keptJson(text));

/** {@link keepingJson}, all at once. */
export const keptJson = (text: string, outside = 0): string => allOf(keepingJson(text, outside));

/** How much JSON may hold: a parser takes a microsecond for each name that it has not met before. */
export interface JsonBounds {
  readonly values: number;
  /** Different ones, of members. */
  readonly names: number;
}

/** Tokens that are looked at in one step. */
const STEP = 2_000;

/**
 * Makes JSON that can be parsed as it is.
 * @param outside how many objects and lists from the outside hold no member of a history line, whatever its name: variables of a query
 * @throws NumberNotKept, MemberTwice, JsonTooComplex
 */
export function* keepingJson(text: string, outside = 0, most: JsonBounds = { values: Infinity, names: Infinity }): Steps<string> {
  let kept = '';
  let done = 0;
  let tokens = 0;
  let values = 0;
  const names = new Set<string>();
  /** The names in each object around here, from the outside; a list has none. */
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

/** As JSON writes a number (RFC 8259): 01 is none. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** @param asText also how it is written: 1.20 is 1.2 as a number, but another release */
export function isKept(number: string, asText: boolean): boolean {
  const again = String(Number(number));
  // What is no number at all JSON.parse complains of.
  return again === number || !NUMBER.test(number) || (!asText && decimal(again) === decimal(number));
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
