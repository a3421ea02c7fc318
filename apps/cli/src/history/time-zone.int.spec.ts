import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { evenkeel } from '../events/testing/in-process.js';

describe('a history of another time zone', () => {
  let folder: string;
  let remove: () => void;

  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
    const milestones = [{ key: 'alpha', due: '2024-03-05', achieved: '2024-03-05' }];
    const line = { at: '2024-03-05T07:30:00+08:00', actor: 'p-1', initiative: 'A', title: 'A', pillar: 'CULTURE', status: 'implementable' };
    writeFileSync(join(folder, 'history.ndjson'), JSON.stringify({ ...line, milestones }));
  });
  afterEach(() => remove());

  const importing = (data: string, ...more: string[]) =>
    evenkeel(['import', 'history', join(folder, 'history.ndjson'), '--program', 'P', ...more], { EVENKEEL_DATA: join(folder, data) });

  it('is told of where an achievement of that day lies in the future of UTC, and nothing keeps its zone from being named then', async () => {
    for (const more of [['--dry-run'], []]) {
      const { code, stderr } = await importing('utc', ...more);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^line 1: rejected DATE_IN_FUTURE/m);
      expect(stderr).toContain('--time-zone');
      expect(stderr).not.toContain('\\u{');
    }
    expect(await importing('utc', '--time-zone', 'Asia/Shanghai')).toMatchObject({ code: 0 });
  });

  it('names a status that is not known', async () => {
    const line = { at: '2024-03-05T07:30:00Z', actor: 'p-1', initiative: 'A', title: 'A', pillar: 'CULTURE', milestones: [] };
    writeFileSync(join(folder, 'history.ndjson'), JSON.stringify({ ...line, status: 'nearly there' }));
    const { stderr } = await importing('odd');
    expect(stderr).toMatch(/^line 1: warning STATUS_UNKNOWN: .*nearly there/m);
  });

  it('is taken with its zone, and without it when it comes again, but not with another', async () => {
    expect(await importing('data', '--time-zone', 'Asia/Shanghai')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^rejected\t0$/m),
    });
    const again = await importing('data');
    expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^accepted\t0$/m) });
    expect(await importing('data', '--time-zone', 'Europe/Berlin')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Asia/Shanghai'),
    });
  });
});
