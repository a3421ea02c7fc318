import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NotUtf8, Utf8Reader, utf8Text } from './utf8.js';

const bytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

const FU_WU = [0xb7, 0xfe, 0xce, 0xf1]; // 服务 in GBK
const line = '{"initiative":"K-1","title":"';

/** The problem found in a text, read at once and in pieces of every size up to 7. */
function problem(text: Buffer): NotUtf8['place'] {
  const places = Array.from({ length: 8 }, (_, size) => {
    try {
      const reader = new Utf8Reader('f');
      for (let at = 0; at < text.length; at += size || text.length) reader.write(text.subarray(at, at + (size || text.length)));
      reader.end();
    } catch (error) {
      return (error as NotUtf8).place;
    }
    throw new Error(`taken in pieces of ${size}`);
  });
  for (const { line, offset } of places) expect([line, offset]).toEqual([places[0]!.line, places[0]!.offset]);
  return places[0]!;
}

describe('a text in UTF-8', () => {
  it('is read as it was written, in pieces of any size, a byte order mark dropped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 5 }), (some, size) => {
        const text = some.replaceAll('\0', '\n').replace(/^\uFEFF/, '');
        const reader = new Utf8Reader('f');
        const encoded = Buffer.from(`\uFEFF${text}`);
        let read = '';
        for (let at = 0; at < encoded.length; at += size) read += reader.write(encoded.subarray(at, at + size));
        expect(read + reader.end()).toBe(text);
      }),
    );
  });

  it('keeps U+FFFD that was written, and a byte order mark further down', () => {
    expect(utf8Text(bytes('a\ufffd\n\ufeffb'), 'f')).toBe('a\ufffd\n\ufeffb');
  });
});

describe('a text that is no UTF-8', () => {
  it.each([
    ['GBK', bytes(line, FU_WU, '"}'), { line: 1, offset: 29, encoding: 'GB18030 (GBK)' }],
    ['GBK further down', bytes('{}\n王\n', line, FU_WU, '"}\n'), { line: 3, offset: 36, encoding: 'GB18030 (GBK)' }],
    ['Latin-1', bytes(line, 'Caf', [0xe9], '"}'), { line: 1, offset: 32, encoding: 'ISO-8859-1 (Latin-1)' }],
    ['Latin-1 before a letter', bytes(line, [0xe9], 'lan ', [0xdc], 'bung"}'), { line: 1, offset: 29, encoding: 'ISO-8859-1 (Latin-1)' }],
    ['Windows-1252', bytes(line, 'it', [0x92], 's"}'), { line: 1, offset: 31, encoding: 'Windows-1252' }],
    ['Big5', bytes(line, [0xaa, 0x41, 0xb0, 0xc8, 0xba, 0xde, 0xb2, 0x7a], '"}'), { line: 1, offset: 29, encoding: 'Big5' }],
    ['Shift_JIS', bytes(line, [0x82, 0xa0, 0x82, 0xe8, 0x82, 0xaa, 0x83, 0x65], '"}'), { line: 1, offset: 29, encoding: 'Shift_JIS' }],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${line}`, 'utf16le'), { line: 1, offset: 0, encoding: 'UTF-16LE' }],
    ['UTF-16LE without one', Buffer.from(line, 'utf16le'), { line: 1, offset: 1, encoding: 'UTF-16LE' }],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${line}`, 'utf16le').swap16(), { line: 1, offset: 0, encoding: 'UTF-16BE' }],
    ['UTF-16BE without one', Buffer.from(line, 'utf16le').swap16(), { line: 1, offset: 0, encoding: 'UTF-16BE' }],
    ['cut off within a character', bytes('{"a":"王', [0xe8, 0x8a]), { line: 1, offset: 9 }],
    ['damaged', bytes('{"a":"王芳', [0xff], '"}'), { line: 1, offset: 12 }],
    ['damaged at its first character', bytes('{"a":"', [0xe8, 0x8a], '王芳服务"}'), { line: 1, offset: 6 }],
    ['half of a surrogate pair', bytes('王', [0xed, 0xa0, 0x80]), { line: 1, offset: 3 }],
    ['an overlong form', bytes('王', [0xc0, 0x80]), { line: 1, offset: 3 }],
    ['NUL', bytes('王', [0], 'a'), { line: 1, offset: 3 }],
  ])('is refused with its probable encoding, line and byte: %s', (_, text, place) => {
    expect(problem(text)).toEqual(place);
  });

  it('says so in both languages', () => {
    const read = (): string => utf8Text(bytes('a\n', FU_WU), 'history.ndjson');
    expect(read).toThrow('history.ndjson: line 2, byte offset 2: not UTF-8, but probably GB18030 (GBK): convert it to UTF-8.');
    expect(read).toThrow(
      expect.objectContaining({ zh: 'history.ndjson：第 2 行，字节偏移 2：不是 UTF-8，很可能是 GB18030 (GBK)：请转换为 UTF-8。' }),
    );
  });

  it('is found where it is, far into a long line', () => {
    expect(problem(bytes('a\n', 'x'.repeat(100_000), FU_WU))).toEqual({ line: 2, offset: 100_002, encoding: 'GB18030 (GBK)' });
  });

  it.each(['转型', '业务', '平台', '战略', '协同', '效率', '目标', '服务', '变革'])(
    'is called GBK also where its first characters are UTF-8 by chance: %s',
    (word) => {
      const text = bytes('{}\n{"initiative":"', gbk(word), '","title":"', gbk(`${word}建设`), '"}');
      expect(problem(text)).toMatchObject({ line: 2, encoding: 'GB18030 (GBK)' });
    },
  );

  it.each(['转型', 'Übergang', '服务管理'])('is called damaged where it is UTF-8 but for a byte: %s', (word) => {
    expect(problem(bytes(`{"title":"${word}${word}`, [0xff], '"}'))?.encoding).toBeUndefined();
  });
});

/** The two bytes of each character of GBK. */
const inGbk = new Map<string, readonly number[]>();
const decoder = new TextDecoder('gb18030');
for (let first = 0x81; first <= 0xfe; first++)
  for (let second = 0x40; second <= 0xfe; second++) inGbk.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);

function gbk(text: string): number[] {
  return [...text].flatMap((character) => [...inGbk.get(character)!]);
}
