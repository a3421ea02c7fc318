import { createHash } from 'node:crypto';

/** Of a digest, in hexadecimal digits: enough to find the line that a disk, a transfer or an editor has changed. */
const CHECK_LENGTH = 16;

/** The running SHA-256 over texts in their order, each followed by a line feed, and how many they are. */
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

  /** Over all texts so far, in hexadecimal. */
  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** How the digest so far begins. */
  get check(): string {
    return this.sha256.slice(0, CHECK_LENGTH);
  }
}
