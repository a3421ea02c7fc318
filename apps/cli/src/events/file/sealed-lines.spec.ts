import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { FileLine } from '../../history/file-lines.js';
import { sealedRecords, SealedWriter, type End } from './sealed-lines.js';
import { TransferProblem } from '../transfer-problem.js';

const FORMAT = { format: 'test', version: 1, record: 'event' };
const values = [{ n: 1 }, { b: 'é', a: [0.1, null] }, { n: 1 }, { text: '云\n"' }, {}];

function written(): string {
  const writer = new SealedWriter(FORMAT);
  return writer.header() + values.map((value) => writer.record(canonicalJson(value))).join('') + writer.end('0007');
}

async function* linesOf(text: string): AsyncGenerator<FileLine> {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [i, line] of lines.entries()) yield { number: i + 1, text: line };
}

async function read(text: string): Promise<{ records: unknown[]; end: End }> {
  const records: unknown[] = [];
  const reading = sealedRecords(linesOf(text), FORMAT);
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return { records, end: value };
    records.push(value.value);
  }
}

/** The fault found in a text, and its place. */
async function problem(text: string): Promise<string> {
  try {
    await read(text);
    return 'none';
  } catch (error) {
    if (!(error instanceof TransferProblem)) throw error;
    return `${error.code} ${error.line}`;
  }
}

const file = written();
const lines = file.trimEnd().split('\n');
const text = (some: readonly string[]): string => some.map((line) => `${line}\n`).join('');

describe('a sealed file', () => {
  it('gives back what was written, and what its last line says', async () => {
    const sha256 = createHash('sha256')
      .update(text(values.map(canonicalJson)))
      .digest('hex');
    expect(await read(file)).toEqual({ records: values, end: { count: 5, head: '0007', sha256 } });
  });

  it('may be empty', async () => {
    const writer = new SealedWriter(FORMAT);
    expect(await read(writer.header() + writer.end())).toMatchObject({ records: [], end: { count: 0 } });
  });

  it('is refused at the line in which any one byte was changed', async () => {
    const bytes = Buffer.from(file);
    let line = 1;
    // The last byte is the line feed after the last line and is not covered by a digest.
    for (let at = 0; at < bytes.length - 1; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect([at, await problem(changed.toString())]).toEqual([at, `${line === 1 ? 'FILE_FOREIGN' : 'FILE_DAMAGED'} ${line}`]);
      if (bytes[at] === 10) line++;
    }
  });

  it('is refused at the line where one is lost, doubled or swapped with the next', async () => {
    for (let i = 1; i < lines.length; i++) {
      const lost = text(lines.toSpliced(i, 1));
      const isLast = i === lines.length - 1;
      expect(await problem(lost)).toBe(isLast ? `FILE_INCOMPLETE ${lines.length - 1}` : `FILE_DAMAGED ${i + 1}`);
      expect(await problem(text(lines.toSpliced(i, 0, lines[i]!)))).toBe(`FILE_DAMAGED ${i + 2}`);
      if (!isLast) expect(await problem(text(lines.toSpliced(i, 2, lines[i + 1]!, lines[i]!)))).toBe(`FILE_DAMAGED ${i + 1}`);
    }
  });

  it('is refused wherever it was cut off', async () => {
    for (let end = 0; end < file.length - 1; end++) expect([end, await problem(file.slice(0, end))]).not.toEqual([end, 'none']);
    expect(await problem(text(lines.slice(0, 3)))).toBe('FILE_INCOMPLETE 3');
    expect(await problem('')).toBe('FILE_FOREIGN 1');
  });

  it('is refused when anything follows, when it is of another kind or version, or nested without end', async () => {
    expect(await problem(`${file}x\n`)).toBe(`FILE_DAMAGED ${lines.length + 1}`);
    expect(await problem(file.replace('"version":1', '"version":2'))).toBe('FILE_NEWER 1');
    for (const version of ['0', '"1"', 'null'])
      expect(await problem(file.replace('"version":1', `"version":${version}`))).toBe('FILE_FOREIGN 1');
    expect(await problem(file.replace('"format":"test"', '"format":"other"'))).toBe('FILE_FOREIGN 1');
    expect(await problem('{"at":"2024-01-01"}\n')).toBe('FILE_FOREIGN 1');
    const deep = `{"check":"0","event":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`;
    expect(await problem(text([lines[0]!, deep]))).toBe('FILE_DAMAGED 2');
  });
});
