import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import * as order from './order.js';
import { COLLATION, sortKey } from './sort-key.js';

const sorted = (...texts: string[]): string[] => texts.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : sortKey(a) > sortKey(b) ? 1 : 0));
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

describe('the key that texts are sorted by', () => {
  it.each([
    ['small and capital letters beside each other', ['apple', 'Apple', 'banana', 'Zebra']],
    ['accents beside their letters', ['äpfel', 'Äpfel', 'apple', 'Åre', 'ars', 'cote', 'coté', 'côte', 'côté', 'naive', 'naïve', 'zoo']],
    [
      'letters that are spelt with two',
      ['strase', 'strasse', 'straße', 'strate', 'Cæsar', 'Ålesund', 'Øst', 'Ost'].sort(new Intl.Collator('en').compare),
    ],
    ['surnames by pinyin', ['阿', '白', '蔡', '陈', '邓', '冯', '高', '韩', '李', '刘', '孙', '王', '吴', '徐', '杨', '张', '赵', '周']],
    [
      'surnames with several readings by the usual one',
      ['查', '单', '盖', '缪', '区', '仇', '任', '解', '尉', '曾'].sort(new Intl.Collator('zh-u-co-pinyin').compare),
    ],
    ['a shorter text before a longer one', ['', 'IT', 'IT 1', 'IT1', 'ITs']],
    ['spaces and signs, then digits, then Han, then letters', [' ', '-', '(', '1', '10', '2', '数字化', 'digital', 'Ελλάδα', 'Россия']],
    ['wide signs beside narrow ones', ['平台(一期)', '平台（一期）', '平台(二期)'].sort(new Intl.Collator('zh-u-co-pinyin').compare)],
    ['what no table knows by its number', ['🚀', '1', '中', '𠀀', 'z', 'ا', 'ㄅ', '가', '𐐨']],
  ])('puts %s', (_, texts) => {
    expect(sorted(...texts.toReversed())).toEqual(texts);
  });

  it('does not see what nobody sees', () => {
    expect(sortKey('a\u200bb\u00ad\ufe0fc\0')).toBe(sortKey('abc'));
    expect(sortKey('e\u0301')).toBe(sortKey('é'));
    expect(sortKey('\u200b')).toBe('');
  });

  it('is the same from one version to the next, unless its version is another', () => {
    const { HAN, LETTERS, MARKS, SPELT, SYMBOLS, WORDS } = order;
    const digest = createHash('sha256').update([HAN, LETTERS, MARKS, SPELT, SYMBOLS, WORDS].join('\n')).digest('hex');
    expect([COLLATION, digest.slice(0, 16), sortKey('Äb 转型(1)')]).toEqual([
      1,
      '7adc5fc75a198718',
      'f0000f000ea0000d0fywd0d4xa0029c0001a002a 0m000a 2',
    ]);
  });

  const latin = 'abcdefgxyzABCDEFGXYZåäöÅÄÖéèêçñüÜßæøœłđİıžșțáạếữ';
  const signs = ' -_.,:;!?()[]{}“”‘’"\'/&@#%+·、。《》（）：，—…0123456789';
  const others = 'αβγΑΒΓάέήабвёйАБВЁЙі';
  const han =
    '王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗单曾查区仇解任盖尉缪重庆长安行业银平衡数字化转型领导力文化流程技术项目一二三四五六七八九十期年度计划平台';
  const text = (alphabet: string): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((characters) => characters.join('').normalize('NFC'));
  const sample = { numRuns: 20_000, seed: Number(process.env['SEED'] ?? Date.now() % 1_000_000) };

  it.each([
    ['en', latin + signs + others],
    ['zh-u-co-pinyin', han + signs + 'abcxyzABCXYZäöüßñç'],
  ])(`orders as ICU does for %s (SEED=${sample.seed})`, (locale, alphabet) => {
    const { compare } = new Intl.Collator(locale);
    // Pairs of similar texts that differ in one place: random texts seldom do.
    const pair = fc.oneof(
      fc.tuple(text(alphabet), text(alphabet)),
      fc
        .tuple(text(alphabet), text(alphabet), fc.constantFrom(...alphabet), fc.constantFrom(...alphabet))
        .map(([head, tail, a, b]) => [head + a + tail, head + b + tail] as const),
    );
    fc.assert(
      fc.property(pair, ([a, b]) => byCode(sortKey(a), sortKey(b)) === compare(a, b)),
      sample,
    );
  });
});
