import { createHash } from 'node:crypto';

/** How many hexadecimal digits of a digest each line has: enough to find the line that a disk, a transfer or an editor has changed. */
const CHECK_LENGTH = 16;

/** A running SHA-256 over texts, each followed by a line feed, with their number. */
export class Seal {
  readonly #hash = createHash('sha256');
  #count = 0;

  add(text: string): void {
    this.#hash.update(text).update('\n');
    this.#count++;
  }

  get count(): number {
    return this.#count;
  }

  /** The digest of all texts so far, in hexadecimal. */
  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** The first digits of the digest so far. */
  get check(): string {
    return this.sha256.slice(0, CHECK_LENGTH);
  }
}
