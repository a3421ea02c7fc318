import { isUtf8 } from 'node:buffer';
import { probableEncoding } from './probable-encoding.js';

interface Place {
  /** The line number, from 1. */
  readonly line: number;
  /** The offset of the first byte that is not UTF-8, from 0, in the whole text. */
  readonly offset: number;
  /** The probable encoding of the text; undefined: damaged or truncated UTF-8. */
  readonly encoding?: string;
}

/** Thrown for bytes that are not UTF-8. They are not decoded with replacement characters: U+FFFD would make different keys equal. */
export class NotUtf8 extends Error {
  readonly zh: string;

  /** @param name the name of the text, such as the path of its file */
  constructor(
    name: string,
    readonly place: Place,
  ) {
    const { line, offset, encoding } = place;
    super(
      `${name}: line ${line}, byte offset ${offset}: not UTF-8${encoding ? `, but probably ${encoding}: convert it to UTF-8` : ': it was damaged or cut off'}.`,
    );
    this.name = 'NotUtf8';
    this.zh = `${name}：第 ${line} 行，字节偏移 ${offset}：不是 UTF-8${encoding ? `，很可能是 ${encoding}：请转换为 UTF-8` : '：已损坏或被截断'}。`;
  }
}

const LINE_FEED = 0x0a;

/** Decodes UTF-8 in pieces, strictly. Drops a byte order mark at the beginning and refuses NUL. */
export class Utf8Reader {
  #start = Buffer.alloc(0);
  /** How many bytes of the text came before `#line`. */
  #offset = 0;
  #lines = 0;
  /** The current line as far as it has arrived; `#decoded` of its bytes have been returned. */
  #line: Buffer = Buffer.alloc(0);
  #decoded = 0;

  constructor(private readonly name: string) {}

  /** Decodes a piece. @returns the text that is complete so far @throws NotUtf8 */
  write(chunk: Uint8Array): string {
    return this.#read(Buffer.concat([this.#line, chunk]), false);
  }

  /** Ends the text. @returns its rest @throws NotUtf8 if the last character is cut off */
  end(): string {
    return this.#read(this.#line, true);
  }

  #read(bytes: Buffer, isAll: boolean): string {
    if (this.#start.length < 4) this.#start = Buffer.concat([this.#start, bytes]).subarray(0, 4);
    const whole = isAll ? bytes.length : withoutLastCharacter(bytes);
    const fresh = bytes.subarray(this.#decoded, whole);
    if (!isUtf8(fresh) || fresh.includes(0)) throw this.#problem(bytes, this.#decoded + firstBad(fresh));
    const text = fresh.toString();
    const isFirst = this.#offset === 0 && this.#decoded === 0;
    this.#keepLastLine(bytes, whole);
    return isFirst ? text.replace(/^\uFEFF/, '') : text;
  }

  #keepLastLine(bytes: Buffer, whole: number): void {
    // The beginning of a very long line is no longer needed.
    const from = Math.max(bytes.subarray(0, whole).lastIndexOf(LINE_FEED) + 1, whole - MAX_KEPT);
    this.#lines += lineFeeds(bytes.subarray(this.#decoded, whole));
    this.#offset += from;
    this.#line = bytes.subarray(from);
    this.#decoded = whole - from;
  }

  #problem(bytes: Buffer, bad: number): NotUtf8 {
    const from = bytes.subarray(0, bad).lastIndexOf(LINE_FEED) + 1;
    const end = bytes.indexOf(LINE_FEED, bad);
    const encoding = probableEncoding(bytes.subarray(from, end < 0 ? undefined : end), this.#start);
    const line = this.#lines + lineFeeds(bytes.subarray(this.#decoded, bad)) + 1;
    return new NotUtf8(this.name, { line, offset: this.#offset + bad, ...(encoding ? { encoding } : {}) });
  }
}

/** How many bytes of a line are kept for error messages. */
const MAX_KEPT = 4096;

/** Decodes a whole text. @param name the name of the text, for error messages @throws NotUtf8 */
export function utf8Text(bytes: Uint8Array, name: string): string {
  const reader = new Utf8Reader(name);
  return reader.write(bytes) + reader.end();
}

/** The number of bytes without an incomplete character at the end. */
function withoutLastCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : byte >= 0x80 ? 0 : 1;
    if (needs > 0) return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The offset of the first byte that changes when the text is decoded and encoded again, at the start of its replaced character. */
function firstBad(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString());
  let place = 0;
  while (place < bytes.length && bytes[place] === again[place]) place++;
  while (place > 0 && place < again.length && (again[place]! & 0xc0) === 0x80) place--;
  const nul = bytes.indexOf(0);
  return nul < 0 ? place : Math.min(place, nul);
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}
