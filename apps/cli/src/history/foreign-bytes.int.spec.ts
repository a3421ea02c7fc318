import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { evenkeel } from '../events/testing/in-process.js';
import { readExample } from '../example/example-file.js';

const FU_WU = Buffer.from([0xb7, 0xfe, 0xce, 0xf1]); // 服务 in GBK

describe('a file in another encoding', () => {
  let folder: string;
  let remove: () => void;

  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
  });
  afterEach(() => remove());

  const file = (name: string, ...parts: readonly (string | Buffer)[]): string => {
    const path = join(folder, name);
    writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part as string))));
    return path;
  };
  const line = (initiative: string): [string, string] => [
    `{"at":"2024-03-05T00:00:00Z","actor":"p","initiative":"${initiative}`,
    '","title":"T","pillar":"CULTURE","status":"implementable","milestones":[]}\n',
  ];
  const importing = (path: string, ...more: string[]) =>
    evenkeel(['import', 'history', path, '--program', 'P', ...more], { EVENKEEL_DATA: join(folder, 'data') });

  it('is no history: nothing of it is imported', async () => {
    const [before, after] = line('K');
    const path = file('h.ndjson', before, '1', after, before, FU_WU, after);
    const { code, stdout, stderr } = await importing(path);
    expect([code, stdout]).toEqual([1, '']);
    const offset = Buffer.byteLength(before + '1' + after + before);
    expect(stderr).toBe(`${path}: line 2, byte offset ${offset}: not UTF-8, but probably GB18030 (GBK): convert it to UTF-8.\n`);
  });

  it('is no history in UTF-16, and is called by its name', async () => {
    const { code, stderr } = await importing(file('h.ndjson', Buffer.from(`\ufeff${line('K').join('')}`, 'utf16le')));
    expect([code, stderr]).toEqual([1, expect.stringContaining('byte offset 0: not UTF-8, but probably UTF-16LE')]);
  });

  it('holds no phases', async () => {
    const phases = file('phases.json', '[{"key":"A","name":"', FU_WU, '"}]');
    const { code, stderr } = await importing(file('h.ndjson', line('K').join('')), '--phases', phases);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/phases\.json: line 1, byte offset 20: .*GB18030/)]);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('holds no events, and no names', async () => {
    const events = (...more: string[]) =>
      evenkeel(['import', 'events', join(folder, 'e.ndjson'), ...more], { EVENKEEL_DATA: join(folder, 'data') });
    file('e.ndjson', '{"format":"evenkeel-events","version":1}\n', FU_WU);
    expect(await events('--no-vault')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/e\.ndjson: line 2, byte offset 41: .*GB18030/),
    });
    file('e.vault.ndjson', FU_WU);
    expect(await events()).toMatchObject({ code: 1, stderr: expect.stringMatching(/e\.vault\.ndjson: line 1, byte offset 0: .*GB18030/) });
  });

  it('is no example', async () => {
    mkdirSync(join(folder, 'examples'));
    const path = file('examples/telecom.ndjson', '{"person":"', FU_WU, '"}');
    await expect(readExample(path, 'en')).rejects.toThrow(/line 1, byte offset 11: .*GB18030/);
  });
});

describe('a number that cannot be kept', () => {
  let folder: string;
  let remove: () => void;
  const history = (milestone: string, more = ''): Promise<{ code: number; stdout: string; stderr: string }> => {
    const path = join(folder, 'h.ndjson');
    const line = (milestones: string): string =>
      `{"at":"2024-03-05T00:00:00Z","actor":"p","initiative":"K","title":"T","pillar":"CULTURE","status":"implementable","milestones":[${milestones}]${more}}`;
    writeFileSync(path, line(milestone));
    return evenkeel(['import', 'history', path, '--program', 'P'], { EVENKEEL_DATA: join(folder, 'data') });
  };

  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
  });
  afterEach(() => remove());

  it('makes its line a bad one, and says which number it is', async () => {
    const { code, stderr } = await history('', ',"x":20241231235959999');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^line 1: rejected NUMBER_NOT_KEPT: .*20241231235959999/m)]);
  });

  it.each(['1.20', '20241231235959999'])('is the text of a release: %s', async (release) => {
    expect(await history(`{"key":"a","due":"2024-04-01","release":${release}}`)).toMatchObject({ code: 0 });
    const path = join(folder, 'out.ndjson');
    expect(await evenkeel(['export', 'events', path, '--no-vault'], { EVENKEEL_DATA: join(folder, 'data') })).toMatchObject({ code: 0 });
    expect(readFileSync(path, 'utf8')).toContain(`"title":"a (${release})"`);
  });
});
