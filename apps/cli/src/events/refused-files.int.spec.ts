import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Language } from '#domain/language.js';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { someEvents } from '#testing/event-sourcing/an-event.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { sealedFile } from './testing/a-file.js';
import { evenkeel, type Ended } from './testing/in-process.js';

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = temporaryFolder());
});
afterEach(() => remove());

const record = (stream: string, revision: number): object => ({ stream, revision, ...someEvents(1)[0]! });
const data = (): { EVENKEEL_DATA: string } => ({ EVENKEEL_DATA: join(folder, 'data') });

function given(text: string, name = 'all.ndjson'): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const importing = (text: string, language: Language = 'en'): Promise<Ended> =>
  evenkeel(['import', 'events', given(text), '--no-vault'], data(), { language });

/** A file of three events in two streams. */
const whole = (): string => sealedFile([record('program-1', 0), record('initiative-1', 0), record('program-1', 1)]);

describe('a file that is taken', () => {
  it('may have the line ends of another system, blank lines and a byte order mark', async () => {
    expect(await importing(`\uFEFF${whole().replaceAll('\n', '\r\n\r\n')}`)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('events\t3\n'),
    });
  });

  it('may be of a store that holds nothing', async () => {
    await openEmbeddedEventStore(data().EVENKEEL_DATA).close();
    const path = join(folder, 'empty.ndjson');
    expect(await evenkeel(['export', 'events', path], data())).toMatchObject({ code: 0, stdout: expect.stringContaining('events\t0\n') });
    const target = { EVENKEEL_DATA: join(folder, 'target') };
    for (const _ of ['once', 'again'])
      expect(await evenkeel(['import', 'events', path], target)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^events\t0\nthere before\t0\n(.*\n)names\t0\ntokens\t0\npeople\t0\n$/),
      });
  });
});

describe('a file that is refused', () => {
  const lines = (): string[] => whole().trimEnd().split('\n');

  it.each([
    ['with a line twice', () => lines().toSpliced(2, 0, lines()[1]!), 3, 'FILE_DAMAGED'],
    ['with a line that never ends', () => [lines()[0]!, 'x'.repeat(3_000_000)], 2, 'FILE_DAMAGED'],
    ['with bytes that are no text', () => lines().with(2, `${lines()[2]!.slice(0, -2)}\uFFFD}}`), 3, 'FILE_DAMAGED'],
    ['that another one follows', () => [...lines(), ...lines()], 6, 'FILE_DAMAGED'],
    ['without anything in it', () => [], 1, 'FILE_FOREIGN'],
    ['of another kind', () => lines().with(0, '{"format":"evenkeel-vault","version":1}'), 1, 'FILE_FOREIGN'],
    ['of a newer format', () => lines().with(0, '{"format":"evenkeel-events","version":2}'), 1, 'FILE_NEWER'],
  ] as [string, () => string[], number, string][])(
    '%s: by its line, in both languages, and nothing is stored',
    async (_, altered, line, code) => {
      const text = altered().join('\n');
      const english = await importing(text);
      expect(english).toMatchObject({ code: 1, stdout: '' });
      expect(english.stderr).toContain(`all.ndjson: line ${line}: `);
      expect(english.stderr).toContain(`(${code})`);
      expect((await importing(text, 'zh-CN')).stderr).toContain(`all.ndjson: 第 ${line} 行`);
      expect(existsSync(data().EVENKEEL_DATA)).toBe(false);
    },
  );

  it.each([
    ['without circumstances', { ...someEvents(1)[0]!, metadata: { actor: 'ann' } }],
    ['without an id', { ...someEvents(1)[0]!, id: 'one' }],
    ['whose data is a list', { ...someEvents(1)[0]!, data: [] }],
  ])('of what is no event of ours (%s): before anything is stored', async (_, event) => {
    const text = sealedFile([record('program-1', 0), { stream: 'program-1', revision: 1, ...event }]);
    expect(await importing(text)).toMatchObject({ code: 1, stderr: expect.stringContaining('line 3: ') });
    expect(existsSync(data().EVENKEEL_DATA)).toBe(false);
  });

  it('that leaves an event of a stream out, though its digest is right', async () => {
    const text = sealedFile([record('program-1', 0), record('initiative-1', 0), record('program-1', 2)]);
    const { code, stdout, stderr } = await importing(text);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('line 4: ');
    expect(stderr).toContain('[program-1 0] (FILE_GAP)');
  });
});

it('a target that another process holds is left alone, and what to do about it is said in both languages', async () => {
  const store = openEmbeddedEventStore(data().EVENKEEL_DATA);
  try {
    for (const [language, says] of [
      ['en', 'is in use by another Evenkeel process: stop it, then import (STORE_OWNED)'],
      ['zh-CN', '正被另一个 Evenkeel 进程使用：请先停止它，再导入 (STORE_OWNED)'],
    ] as const) {
      const { code, stdout, stderr } = await importing(whole(), language);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(says);
      // An import of events does not go through an api.
      expect(stderr).not.toContain('EVENKEEL_URL');
    }
  } finally {
    await store.close();
  }
});

describe('an export', () => {
  beforeEach(async () => {
    const store = openEmbeddedEventStore(data().EVENKEEL_DATA);
    await store.append('program-1', someEvents(1), { expectedRevision: 'none' });
    await store.close();
  });

  it.each([
    ['both files at the same place', () => ['x.ndjson', '--vault', 'x.ndjson'], 'two files'],
    ['a folder that is not there', () => ['none/x.ndjson'], 'there is no folder'],
    ['a vault in a folder that is not there', () => ['x.ndjson', '--vault', 'none/v.ndjson'], 'there is no folder'],
    ['a vault that is there already', () => ['x.ndjson', '--vault', given('', 'v.ndjson')], 'is not replaced'],
  ] as [string, () => string[], string][])('calls %s wrong usage, and writes nothing', async (_, args, says) => {
    const paths = args().map((arg) => (arg.endsWith('.ndjson') && !arg.startsWith('/') ? join(folder, arg) : arg));
    expect(await evenkeel(['export', 'events', ...paths], data())).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(says),
    });
    expect(existsSync(join(folder, 'x.ndjson'))).toBe(false);
    expect(existsSync(join(folder, 'x.ndjson.part'))).toBe(false);
  });

  it('throws away what an earlier one had begun, and leaves nothing beside the two files', async () => {
    given('half', 'x.ndjson.part');
    expect((await evenkeel(['export', 'events', join(folder, 'x.ndjson')], data())).code).toBe(0);
    expect(existsSync(join(folder, 'x.ndjson.part'))).toBe(false);
    expect(readFileSync(join(folder, 'x.ndjson'), 'utf8').split('\n')).toHaveLength(4);
  });
});
