const FROM_BYTE_ORDER_MARK: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe, 0, 0], 'UTF-32LE'],
  [[0, 0, 0xfe, 0xff], 'UTF-32BE'],
  [[0xff, 0xfe], 'UTF-16LE'],
  [[0xfe, 0xff], 'UTF-16BE'],
];

/** Half of a surrogate pair in UTF-8, as careless programs write it: damaged text, not another encoding. */
const HALF_OF_A_PAIR = /\xed[\xa0-\xbf][\x80-\xbf]/g;

/** A non-ASCII byte and one that may follow it in two-byte Chinese and Japanese encodings. */
const PAIR = /([\x81-\xfe])([\x40-\x7e\x80-\xfe])/g;

/**
 * Guesses the encoding of bytes that are not UTF-8. In Western text a non-ASCII byte is mostly followed by an ASCII letter. In GB2312 it is
 * always followed by another such byte, in Big5 in about two of three characters, and Shift_JIS begins kana with 0x82 and 0x83. In UTF-16
 * every second byte of ASCII text is NUL.
 * @param line the line with the first bad byte, from its start
 * @param start the first bytes of the whole text
 * @returns undefined if the line is mostly UTF-8, so that it is probably damaged
 */
export function probableEncoding(line: Buffer, start: Buffer): string | undefined {
  const marked = FROM_BYTE_ORDER_MARK.find(([bytes]) => bytes.every((byte, i) => start[i] === byte));
  if (marked) return marked[1];
  if (line.includes(0)) return withNul(line);
  const text = line.toString('latin1').replace(HALF_OF_A_PAIR, '');
  if (!/[\x80-\xff]/.test(text) || isMostlyUtf8(Buffer.from(text, 'latin1'))) return undefined;
  const pairs = [...text.matchAll(PAIR)];
  const share = (isSuch: (pair: RegExpMatchArray) => boolean): number => pairs.filter(isSuch).length / pairs.length;
  const beyondAsciiBehind = share(([, , second]) => second! >= '\x80');
  if (beyondAsciiBehind < 0.4 || pairs.length === 0) return /[\x80-\x9f]/.test(text) ? 'Windows-1252' : 'ISO-8859-1 (Latin-1)';
  if (share(([, first]) => first === '\x82' || first === '\x83') > 0.5) return 'Shift_JIS';
  return beyondAsciiBehind < 0.9 ? 'Big5' : 'GB18030 (GBK)';
}

/**
 * Whether a line is mostly UTF-8. Two bytes of another encoding are often a character of UTF-8 by chance, as 转 in GBK is; three seldom are.
 */
function isMostlyUtf8(line: Buffer): boolean {
  const text = line.toString();
  const count = (characters: RegExp): number => text.match(characters)?.length ?? 0;
  return count(/[\u0080-\u07ff]/g) + 3 * count(/[\u0800-\ufffc\ufffe\uffff]/g) > count(/\ufffd/g);
}

function withNul(line: Buffer): string | undefined {
  const places = [...line.keys()].filter((i) => line[i] === 0);
  const odd = places.filter((i) => i % 2 === 1).length;
  if (places.length < 2) return undefined;
  return odd > places.length / 2 ? 'UTF-16LE' : 'UTF-16BE';
}
