import { writeFileSync } from 'node:fs';

// Generates order.ts from the collations of this Node's ICU. If the result differs, raise the COLLATION version.

const en = new Intl.Collator('en');
const [letterOf, accentedOf] = (['base', 'accent'] as const).map((sensitivity) => new Intl.Collator('en', { sensitivity }));
const zh = new Intl.Collator('zh-u-co-pinyin');

/** Represents in a spelling a difference that no combining mark makes; repeated for a second such difference, and so on. */
const SOME_MARK = '\u0338';

const characters = Array.from({ length: 0x3_0000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xf8ff)
  .map((code) => String.fromCodePoint(code))
  .filter((one) => /\p{Assigned}/u.test(one) && one.normalize('NFKC') === one && (/\p{M}/u.test(one) || letterOf!.compare(one, '') !== 0));
const those = (pattern: RegExp): string[] => characters.filter((one) => pattern.test(one));

const marks = those(/[\u0300-\u036f]/u)
  .filter((mark) => accentedOf!.compare(mark, '') !== 0)
  .sort((a, b) => en.compare(`a${a}`, `a${b}`));

/** Characters that sort like others except for an accent: each with the characters that it sorts like. */
const spelt: string[] = [];

/** The characters that have a place of their own in the alphabet; the spelling of the others is noted. */
function places(all: readonly string[]): string {
  const sorted = all.toSorted(en.compare);
  const own: string[] = [];
  let unmarked = '';
  for (const one of sorted) {
    const last = own.at(-1);
    const nextMark = unmarked + SOME_MARK;
    const spelling = last === undefined ? undefined : (likeOne(one, last, nextMark) ?? likeTwo(one, last, nextMark, sorted));
    if (spelling === undefined) own.push(one);
    else if (spelling.normalize('NFC') !== one) spelt.push(one + spelling);
    unmarked = spelling === undefined ? '' : spelling.includes(nextMark) ? nextMark : unmarked;
  }
  return own.join('');
}

function likeOne(one: string, last: string, someMark: string): string | undefined {
  if (letterOf!.compare(one, last) !== 0) return undefined;
  const rest = one.normalize('NFD');
  if (rest.startsWith(last) && rest !== last) return one;
  return accentedOf!.compare(one, last) === 0
    ? last
    : last + (marks.find((mark) => accentedOf!.compare(one, last + mark) === 0) ?? someMark);
}

function likeTwo(one: string, last: string, someMark: string, sorted: readonly string[]): string | undefined {
  const second = sorted.find((other) => letterOf!.compare(one, last + other) === 0);
  return second === undefined ? undefined : last + someMark + second;
}

/**
 * The characters that have a reading, in its order. Characters without a reading follow by radical, which begins again after the last
 * reading.
 */
function byReading(): string {
  const sorted = those(/\p{Unified_Ideograph}/u).sort(zh.compare);
  return sorted.slice(0, sorted.indexOf('\u{20000}')).join('');
}

/** Words in which a character has an unusual reading: all that the collation knows for the characters of GB 2312. */
const words = ['沈阳', '藏文', '重庆'];

/** Each word, preceded by the last character that sorts before it. */
const afterIn = (all: string): string => words.map((word) => [...all].findLast((one) => zh.compare(one, word) < 0)! + word).join(' ');

const symbols = places(those(/(?=[\p{Script=Common}\p{Script=Inherited}])[\0-\u218f\u2e00-\u303f](?<=[\p{P}\p{S}\p{Zs}])/u));
const letters = places(those(/(?=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{L}/u).filter((one) => one.toLowerCase() === one));

const literal = (text: string): string =>
  JSON.stringify(text).replace(/[\p{M}\p{Zs}\p{Cf}](?<! )/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

const han = byReading();

writeFileSync(
  new URL('../order.ts', import.meta.url),
  `// Written by testing/write-order.ts from ICU ${process.versions.icu}, Unicode ${process.versions.unicode}; see docs/decisions on the order of names.

/** Punctuation, symbols and currencies of many scripts, in their order. */
export const SYMBOLS = ${literal(symbols)};
/** Lower-case letters that are letters of their own: Latin, Greek, Cyrillic. */
export const LETTERS = ${literal(letters)};
/** Combining marks, from the one that makes the least difference on. */
export const MARKS = ${literal(marks.join(''))};
/** Each character that sorts as others do, followed by them. */
export const SPELT = ${literal(spelt.join(' '))};
/** Han characters by their usual reading in Mandarin, then by strokes. */
export const HAN = ${literal(han)};
/** Words that are read otherwise than their characters, each behind the character that it sorts right after. */
export const WORDS = ${literal(afterIn(han))};
`,
);
