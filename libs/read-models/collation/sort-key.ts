import { HAN, LETTERS, MARKS, SPELT, SYMBOLS, WORDS } from './order.js';

/** The version of the sort keys. Raise it when the order changes, together with the version of every projection that stores keys. */
export const COLLATION = 1;

/** The regions of the alphabet in their order. Characters that are in no table come after those of their region, by code point. */
const REGIONS = { symbol: 'a', otherSymbol: 'b', digit: 'c', han: 'd', otherHan: 'e', letter: 'f', other: 'g' } as const;
type Region = keyof typeof REGIONS;

const fixed = (number: number): string => number.toString(36).padStart(4, '0');
const weightIn = (region: Region, place: number): string => REGIONS[region] + fixed(place);

interface Tables {
  readonly weights: ReadonlyMap<string, string>;
  readonly spelt: ReadonlyMap<string, string>;
  /** Splits a text into what has a weight: words of the tables, otherwise characters. */
  readonly units: RegExp;
}

function read(): Tables {
  const words = WORDS.split(' ').map(([before, ...word]) => [before!, word.join('')] as const);
  const han = new Map([...HAN].map((one, place) => [one, weightIn('han', place)]));
  const weights = new Map([
    ...[...SYMBOLS].map((one, place) => [one, weightIn('symbol', place)] as const),
    ...[...'0123456789'].map((one, place) => [one, weightIn('digit', place)] as const),
    ...han,
    // Sorts after everything that begins with the previous character: no region has the letter z.
    ...words.map(([before, word]) => [word, `${han.get(before)!}z`] as const),
    ...[...LETTERS].map((one, place) => [one, weightIn('letter', place)] as const),
    // Greater than 0, the weight for "no mark".
    ...[...MARKS].map((one, place) => [one, `m${fixed(place)}`] as const),
  ]);
  const spelt = new Map(SPELT.split(' ').map((entry) => [entry[0]!, entry.slice(1)]));
  return { weights, spelt, units: new RegExp([...words.map(([, word]) => word), '[^]'].join('|'), 'gu') };
}

/** The tables of 22,000 characters, loaded for the first key, because most processes need none. */
let tables: Tables | undefined;

/**
 * Makes a sort key of a text: compared by code units it gives the order that readers expect, on every database, machine and version of
 * Node: first by letters, then by accents, then small before capital. Symbols come before digits, digits before Han characters in pinyin
 * order, and those before other letters. Texts that differ in none of these have the same key.
 */
export function sortKey(text: string): string {
  tables ??= read();
  let [letters, accents, cases] = ['', '', ''];
  for (const unit of text.normalize('NFC').match(tables.units) ?? []) {
    const part = partOf(unit, tables);
    letters += part.letters;
    accents += part.accents;
    cases += part.cases;
  }
  return [letters, withoutLeast(accents), withoutLeast(cases)].join(' ').trimEnd();
}

/** What a unit adds to each level of a key. */
interface KeyPart {
  readonly letters: string;
  readonly accents: string;
  readonly cases: string;
}

/** The parts of the first few thousand units: titles are made of the same characters again and again. */
const parts = new Map<string, KeyPart>();
const mostParts = 5_000;

function partOf(unit: string, known: Tables): KeyPart {
  let part = parts.get(unit);
  if (part === undefined) {
    part = made(unit, known);
    if (parts.size < mostParts) parts.set(unit, part);
  }
  return part;
}

function made(unit: string, known: Tables): KeyPart {
  let [letters, accents, cases] = ['', '', ''];
  const plain = unit.normalize('NFKC');
  for (const one of known.weights.has(plain) ? [plain] : plain) {
    const small = one.toLowerCase();
    const elements = known.weights.has(small) ? [small] : [...small].flatMap((element) => elementsOf(element, known));
    for (const weight of elements.map((element) => weightOf(element, known))) {
      accents += isMark(weight) ? weight : '0';
      if (isMark(weight)) continue;
      letters += weight;
      cases += String((small === one ? 0 : 2) + (plain === unit ? 0 : 1));
    }
  }
  return { letters, accents, cases };
}

/** Drops the trailing least weights of a level. */
const withoutLeast = (weights: string): string => weights.replace(/0+$/, '');

const isMark = (weight: string): boolean => weight.startsWith('m');

/** The characters of the tables that a character sorts like; none for an invisible character. */
function elementsOf(one: string, { weights, spelt }: Tables): readonly string[] {
  if (weights.has(one)) return [one];
  const spelling = spelt.get(one);
  if (spelling !== undefined) return [...spelling];
  if (/[\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(one)) return [];
  const [base, ...marks] = one.normalize('NFD');
  return marks.length > 0 && (weights.has(base!) || spelt.has(base!)) ? [...(spelt.get(base!) ?? base!), ...marks] : [one];
}

function weightOf(one: string, { weights }: Tables): string {
  const known = weights.get(one);
  if (known !== undefined) return known;
  const code = one.codePointAt(0)!;
  if (/\p{Unified_Ideograph}/u.test(one)) return weightIn('otherHan', code);
  return weightIn(/[\p{P}\p{S}\p{Z}]/u.test(one) ? 'otherSymbol' : 'other', code);
}
