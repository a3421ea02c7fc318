import { describe, expect, it } from '@jest/globals';
import { wordsAsked, wordsOf } from './words.js';

/** Whether a search finds a text, as the rows of words do. */
const finds = (search: string, text: string): boolean =>
  wordsAsked(search).every((asked) => wordsOf(text).some((word) => word.startsWith(asked)));

describe('words', () => {
  it.each([
    ['Café  CRÈME, Straße!', ['cafe', 'creme', 'strasse']],
    ['Smørrebrød & Łódź', ['smorrebrod', 'lodz']],
    ['Ｆｕｌｌ ｗｉｄｔｈ ２０２６', ['full', 'width', '2026']],
    ['ΟΔΟΣ οδός', ['οδοσ']],
    ['数字化转型', ['数字', '字化', '化转', '转型', '型']],
    ['ERP上线2期', ['erp', '上线', '线', '2', '期']],
    ['平', ['平']],
    ['データ移行', ['デー', 'ータ', 'タ移', '移行', '行']],
    ['e-mail v2.1', ['e', 'mail', 'v2', '1']],
    ['— …', []],
    ['x'.repeat(40), ['x'.repeat(32)]],
  ])('of %s are %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    ['cré', 'Crème'],
    ['CAFE', 'café'],
    ['化', '数字化转型'],
    ['型', '数字化转型'],
    ['转型 数字', '数字化转型'],
    ['上线', 'ERP上线二期'],
    ['erp 二', 'ERP上线二期'],
    ['가격', '가격표'],
  ])('%s finds %s', (search, text) => {
    expect(finds(search, text)).toBe(true);
  });

  it.each([
    ['rème', 'Crème'],
    ['数化', '数字化转型'],
    ['转型数字', '数字化转型'],
    ['erp 三', 'ERP上线二期'],
  ])('%s does not find %s', (search, text) => {
    expect(finds(search, text)).toBe(false);
  });

  it('of an id are its digits, also of its beginning', () => {
    const id = '018f3c2a-7b1c-7def-8123-0123456789ab';
    expect(wordsAsked(id.toUpperCase())).toEqual(['018f3c2a7b1c7def81230123456789ab']);
    expect(wordsAsked(' 018f3c2a-7b')).toEqual(['018f3c2a7b']);
  });

  it('that are asked for are at most 16', () => {
    expect(wordsAsked(Array.from({ length: 50 }, (_, i) => `w${i}`).join(' '))).toHaveLength(16);
  });
});
