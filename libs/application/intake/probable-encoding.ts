const FROM_BYTE_ORDER_MARK: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xff, 0xfe, 0, 0], 'UTF-32LE'],
  [[0, 0, 0xfe, 0xff], 'UTF-32BE'],
  [[0xff, 0xfe], 'UTF-16LE'],
  [[0xfe, 0xff], 'UTF-16BE'],
];

/** GB2312 writes a common Chinese character as two bytes from these ranges; GBK and GB18030 add rarer ones. */
const COMMON_CHINESE = /[\xa1-\xf7][\xa1-\xfe]/g;

/**
 * The encoding that bytes which are no UTF-8 are probably in. Western text has single bytes beyond ASCII between its letters, Chinese
 * has pairs; in UTF-16 every second byte of ASCII is NUL.
 * @param line the line, from its start, that holds the first bad byte
 * @param bad where in the line that byte is
 * @param start the first bytes of the whole text
 * @returns undefined where the text is UTF-8 up to there, so that it is rather damaged
 */
export function probableEncoding(line: Buffer, bad: number, start: Buffer): string | undefined {
  const marked = FROM_BYTE_ORDER_MARK.find(([bytes]) => bytes.every((byte, i) => start[i] === byte));
  if (marked) return marked[1];
  if (line.includes(0)) return withNul(line);
  if (line.subarray(0, bad).some((byte) => byte >= 0x80)) return undefined;
  const text = line.subarray(bad).toString('latin1');
  const beyondAscii = text.match(/[\x80-\xff]/g)?.length ?? 0;
  const inPairs = 2 * (text.match(COMMON_CHINESE)?.length ?? 0);
  if (inPairs >= beyondAscii / 2) return 'GB18030 (GBK)';
  return /[\x80-\x9f]/.test(text) ? 'Windows-1252' : 'ISO-8859-1 (Latin-1)';
}

function withNul(line: Buffer): string | undefined {
  const places = [...line.keys()].filter((i) => line[i] === 0);
  const odd = places.filter((i) => i % 2 === 1).length;
  if (places.length < 2) return undefined;
  return odd > places.length / 2 ? 'UTF-16LE' : 'UTF-16BE';
}
