import { createReadStream } from 'node:fs';
import { Utf8Reader } from '#application/intake/utf8.js';

/** A line of a file with its number, from 1. `text` is undefined if the line is longer than the limit. */
export interface FileLine {
  readonly number: number;
  readonly text: string | undefined;
}

/** The longest line in UTF-16 code units. */
export const MAX_LINE_LENGTH = 1_000_000;

/**
 * The lines of a UTF-8 text file, one at a time: memory does not grow with the file, nor with a line that never ends. Blank lines are
 * counted but left out; a byte order mark and carriage returns are removed.
 * @param maxLength the longest line, in UTF-16 code units
 * @throws NotUtf8; the file system's error if the file cannot be read
 */
export async function* fileLines(path: string, maxLength = MAX_LINE_LENGTH): AsyncGenerator<FileLine> {
  const splitter = new LineSplitter(maxLength);
  const reader = new Utf8Reader(path);
  for await (const chunk of createReadStream(path)) yield* splitter.take(reader.write(chunk as Buffer));
  yield* splitter.take(reader.end());
  yield* splitter.end();
}

class LineSplitter {
  #number = 0;
  #rest = '';
  #tooLong = false;

  constructor(private readonly maxLength: number) {}

  *take(text: string): Generator<FileLine> {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#add(text.slice(from, end));
      yield* this.#line();
      from = end + 1;
    }
    this.#add(text.slice(from));
  }

  *end(): Generator<FileLine> {
    if (this.#rest !== '' || this.#tooLong) yield* this.#line();
  }

  #add(text: string): void {
    if (this.#rest.length + text.length > this.maxLength) this.#tooLong = true;
    this.#rest = this.#tooLong ? '' : this.#rest + text;
  }

  *#line(): Generator<FileLine> {
    const number = ++this.#number;
    const text = this.#rest.trim();
    const line: FileLine = { number, text: this.#tooLong ? undefined : text };
    this.#rest = '';
    this.#tooLong = false;
    if (line.text !== '') yield line;
  }
}
