import { closeSync, existsSync, fdatasync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { LoggedEvent } from './logged-event.js';

type Line = [string, number, string, string, string, string, string, number, number][];

const lineOf = (write: readonly LoggedEvent[]): string => {
  const line: Line = write.map((event) => [
    event.stream,
    event.revision,
    event.id,
    event.type,
    event.contentType,
    event.data.toString('base64'),
    event.metadata.toString('base64'),
    event.created,
    event.position,
  ]);
  return JSON.stringify(line) + '\n';
};

const writeOf = (line: string): LoggedEvent[] =>
  (JSON.parse(line) as Line).map(([stream, revision, id, type, contentType, data, metadata, created, position]) => ({
    stream,
    revision,
    id,
    type,
    contentType,
    data: Buffer.from(data, 'base64'),
    metadata: Buffer.from(metadata, 'base64'),
    created,
    position,
  }));

const onDisk = promisify(fdatasync);

/**
 * An append-only file with one write per line: stored writes are on the disk, and a line torn by a crash is dropped at the next opening.
 */
export class LogFile {
  readonly #file: number;
  #closed = false;
  /** The writes that the file contained when it was opened. */
  readonly found: readonly LoggedEvent[][];

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.found = LogFile.#read(path);
    this.#file = openSync(path, 'a');
  }

  /** Stores writes. They survive a kill at once, and a power failure when the promise resolves. */
  async store(writes: readonly (readonly LoggedEvent[])[]): Promise<void> {
    writeSync(this.#file, writes.map(lineOf).join(''));
    try {
      await onDisk(this.#file);
    } catch (error) {
      if (!this.#closed) throw error;
    }
  }

  close(): void {
    this.#closed = true;
    closeSync(this.#file);
  }

  static #read(path: string): LoggedEvent[][] {
    if (!existsSync(path)) return [];
    const bytes = readFileSync(path);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole < bytes.length) truncateSync(path, whole);
    return bytes.subarray(0, whole).toString('utf8').split('\n').filter(Boolean).map(writeOf);
  }
}
