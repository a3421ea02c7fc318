import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileLine, fileLines, MAX_LINE_LENGTH } from './file-lines.js';

describe('the lines of a file', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evenkeel-lines-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const linesOf = async (content: string): Promise<FileLine[]> => {
    const path = join(folder, 'lines.ndjson');
    writeFileSync(path, content);
    const lines: FileLine[] = [];
    for await (const line of fileLines(path)) lines.push(line);
    return lines;
  };

  it('are numbered from 1, with or without a last line break', async () => {
    const lines = [
      { number: 1, text: 'a' },
      { number: 2, text: 'b' },
    ];
    expect(await linesOf('a\nb\n')).toEqual(lines);
    expect(await linesOf('a\nb')).toEqual(lines);
  });

  it('keep their numbers where blank lines are left out', async () => {
    expect(await linesOf('\n a\r\n\r\nb')).toEqual([
      { number: 2, text: 'a' },
      { number: 4, text: 'b' },
    ]);
  });

  it('start after a byte order mark', async () => {
    expect(await linesOf('\uFEFF{}\n')).toEqual([{ number: 1, text: '{}' }]);
  });

  it('are none in an empty file', async () => {
    expect(await linesOf('')).toEqual([]);
  });

  it('hold characters that lie across two reads of the file', async () => {
    const title = '服务'.repeat(40_000);
    expect(await linesOf(`a${title}\n${title}`)).toEqual([
      { number: 1, text: `a${title}` },
      { number: 2, text: title },
    ]);
  });

  it('give up a line that is too long, and it alone', async () => {
    expect(await linesOf(`a\n${'x'.repeat(MAX_LINE_LENGTH + 1)}\nb`)).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: undefined },
      { number: 3, text: 'b' },
    ]);
  });

  it('end in the error of the file system where there is no file', async () => {
    await expect(fileLines(join(folder, 'none')).next()).rejects.toThrow('ENOENT');
  });
});
