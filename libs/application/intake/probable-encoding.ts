const FROM_BYTE_ORDER_MARK: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe, 0, 0], 'UTF-32LE'],
  [[0, 0, 0xfe, 0xff], 'UTF-32BE'],
  [[0xff, 0xfe], 'UTF-16LE'],
  [[0xfe, 0xff], 'UTF-16BE'],
];

/** Half of a surrogate pair as careless programs write it: damage, and no other encoding. */
const HALF_OF_A_PAIR = /\xed[\xa0-\xbf][\x80-\xbf]/g;

/** A byte beyond ASCII and one that can stand behind it in Chinese and Japanese encodings of two bytes a character. */
const PAIR = /([\x81-\xfe])([\x40-\x7e\x80-\xfe])/g;

/**
 * The encoding that bytes which are no UTF-8 are probably in. In Western text a letter of ASCII mostly follows a byte beyond ASCII. In
 * GB2312 another such byte always does, in Big5 in about two of three characters, and Shift_JIS begins kana with 0x82 and 0x83. In
 * UTF-16 every second byte of ASCII is NUL.
 * @param line the line, from its start, that holds the first bad byte
 * @param start the first bytes of the whole text
 * @returns undefined where the line is mostly UTF-8, so that it is rather damaged
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

/** Two bytes of another encoding are often one character of UTF-8 by chance, as 转 in GBK is; three seldom are. */
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
