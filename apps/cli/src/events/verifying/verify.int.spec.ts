import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Language } from '#domain/language.js';
import Database from 'better-sqlite3';
import { defineTextSum } from '#projection-engine/writers/text-sum.js';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedEventStore } from '#event-store/embedded/embedded-event-store.js';
import { edit, eventFileOf, patch, putFirstLayout } from '#event-store/embedded/testing/changed.js';
import { openVault } from '#identity/vault/vault.js';
import { randomFrom } from '#testing/random.js';
import { fill } from '../testing/a-log.js';
import { evenkeel } from '../testing/in-process.js';

const seed = Number(process.env['FLIP_SEED'] ?? Date.now() % 1_000_000);

let folder: string;
let data: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-verify-'));
  data = join(folder, 'data');
  const store = openEmbeddedEventStore(data);
  await fill(store);
  const vault = await openVault(data);
  await vault.directory.set('p-1', '王芳');
  await vault.close();
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const verify = (language: Language = 'en') => evenkeel(['verify'], { EVENKEEL_DATA: data }, { language });
const exported = (...options: readonly string[]) =>
  evenkeel(['export', 'events', join(folder, 'out.ndjson'), ...options], { EVENKEEL_DATA: data });
const problems = (stdout: string): string[] => stdout.split('\n').filter((line) => /^(problem|问题)\t/.test(line));

describe('evenkeel verify', () => {
  it('reads a sound store, says what an export says of it, and leaves everything as it was', async () => {
    const before = readFileSync(eventFileOf(data));
    const { code, stdout, stderr } = await verify();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^events\t\d+\nstreams\t\d+\nsha256\t[0-9a-f]{64}\nsound\n$/);
    expect((await verify('zh-CN')).stdout).toMatch(/\n完好\n$/);
    expect(readFileSync(eventFileOf(data)).equals(before)).toBe(true);
    expect((await exported()).stdout).toContain(/sha256\t\w+/.exec(stdout)![0]);
  });

  it.each([
    [
      'a changed value',
      `update events set data = replace(data, ':', ': ') where position = 40`,
      /checksum does not fit\): position 0*40, stream/,
    ],
    ['an event that is gone', 'delete from events where position = 40', /an event is missing: position 0*40$/],
    [
      'a revision that is none',
      'update events set revision = revision + 500 where position = 200',
      /an event is missing: stream \S+, revision \d+/,
    ],
  ])('names the place of %s, goes on behind it, and an export ends with 1', async (_, sql, said) => {
    edit(data, sql);
    const { code, stdout, stderr } = await verify();
    expect([code, stderr]).toEqual([1, expect.stringMatching(/put a backup of the whole data folder back/)]);
    expect(problems(stdout).some((line) => said.test(line))).toBe(true);
    expect(Number(/^events\t(\d+)/.exec(stdout)![1])).toBeGreaterThan(200);
    expect(problems((await verify('zh-CN')).stdout)[0]).toMatch(/校验和不符|缺少事件/);

    const written = await exported();
    expect([written.code, written.stdout]).toEqual([1, '']);
    expect(written.stderr).toMatch(/EVENT_DAMAGED/);
    expect(readdirSync(folder)).toEqual(['data']);
  });

  it('says what SQLite finds wrong with the file, where every event can be read', async () => {
    const pageSize = 4096;
    const leafOfAnIndex = 0x0a;
    // The changed index page claims to be empty: looking up a stream there finds nothing.
    patch(eventFileOf(data), (bytes) => {
      for (let page = pageSize; ; page += pageSize) if (bytes[page] === leafOfAnIndex) return void bytes.fill(0, page + 3, page + 5);
    });
    const { code, stdout } = await verify();
    expect([code, problems(stdout)]).toEqual([1, expect.arrayContaining([expect.stringMatching(/file structure/)])]);
  });

  it.each([
    ['is a copy of the events', '', undefined],
    ['has not passed all of them yet', `delete from journal where position > '0000000000000200'`, undefined],
    ['knows another type', `update journal set type = 'Other' where position = '0000000000000040'`, '0000000000000040'],
    ['knows other texts', `update journal set text_sum = text_sum + 1 where position = '0000000000000040'`, '0000000000000040'],
    ['lacks an event', `delete from journal where position = '0000000000000040'`, '0000000000000040'],
    [
      'has an event too many',
      `insert into journal select '0000000000009999', stream, 99, id, type, text_sum from journal limit 1`,
      '0000000000009999',
    ],
  ])('compares the journal of the views with the events: it %s', async (_, sql, differs) => {
    const views = new Database(join(data, 'views.sqlite'));
    defineTextSum(views);
    views.exec(`attach '${eventFileOf(data)}' as store`);
    views.exec(
      `create table journal as select printf('%016d', position) as position, stream, revision, id, type, text_sum(data, metadata) as text_sum from store.events`,
    );
    views.exec(sql);
    views.close();
    const { code, stdout } = await verify();
    if (differs === undefined) expect([code, problems(stdout)]).toEqual([0, []]);
    else
      expect([code, problems(stdout)]).toEqual([
        1,
        [expect.stringMatching(new RegExp(`journal .* differs .*position ${differs}: keep views\\.sqlite`))],
      ]);
  });

  it('a command that opens or exports a store beside which nothing remembers how far it had come says so', async () => {
    const forgotten = /^there is no high-water\.json: whether the last events are gone/m;
    const mark = join(data, 'high-water.json');
    expect((await exported('--no-vault')).stderr).not.toMatch(forgotten);
    rmSync(join(folder, 'out.ndjson'));
    rmSync(mark);
    expect((await exported('--no-vault')).stderr).toMatch(forgotten);
    rmSync(join(folder, 'out.ndjson'));
    renameSync(join(data, 'vault.sqlite'), join(folder, 'vault.sqlite'));
    expect((await exported()).stderr).toMatch(/no vault\.sqlite .*VAULT_MISSING/s);
    renameSync(join(folder, 'vault.sqlite'), join(data, 'vault.sqlite'));
    expect((await evenkeel(['people', 'set', 'p-1', '王芳'], { EVENKEEL_DATA: data })).stderr).toMatch(forgotten);
    expect(existsSync(mark)).toBe(true);
    expect((await evenkeel(['people', 'set', 'p-1', '王芳'], { EVENKEEL_DATA: data })).stderr).toBe('');
  });

  it('says what is missing beside the events', async () => {
    rmSync(join(data, 'vault.sqlite'));
    edit(data, 'delete from events where position > 100');
    const { code, stdout } = await verify();
    expect(code).toBe(1);
    expect(problems(stdout).join('\n')).toMatch(/ends before what was acknowledged \(0{13}\d{3}\)[\s\S]*vault\.sqlite/);
  });

  it('is wrong usage with an api, and incomplete where there is no store', async () => {
    expect((await evenkeel(['verify'], { EVENKEEL_URL: 'http://127.0.0.1:1' })).code).toBe(2);
    expect((await evenkeel(['verify', 'more'], { EVENKEEL_DATA: data })).code).toBe(2);
    const { code, stderr } = await evenkeel(['verify'], { EVENKEEL_DATA: join(folder, 'none') });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/no event store in/)]);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('reads a store of before, and says that it has no checksums yet', async () => {
    const old = mkdtempSync(join(folder, 'old-'));
    putFirstLayout(old);
    const { code, stdout } = await evenkeel(['verify'], { EVENKEEL_DATA: old });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^events\t20[\s\S]*checksums\tnone/)]);
  });
});

it(`no changed byte of a value passes in silence (FLIP_SEED=${seed})`, async () => {
  const random = randomFrom(seed);
  const whole = readFileSync(eventFileOf(data));
  const text = whole.toString('latin1');
  const values = [...text.matchAll(/"(?:n|occurredAt|commandId|actor)":"?[^",}]+/g)].map(({ index }) => index + 8);
  // SQLite leaves old copies of moved data in the file; changing those has no effect, so only values that occur once are changed.
  const isOnce = (place: number): boolean =>
    text.indexOf(text.slice(place - 60, place + 60)) === text.lastIndexOf(text.slice(place - 60, place + 60));
  const places = values.filter(isOnce);
  expect(places.length).toBeGreaterThan(100);
  const silent: number[] = [];
  for (let flip = 0; flip < 24; flip++) {
    const place = places[Math.floor(random() * places.length)]!;
    const bit = 1 << Math.floor(random() * 8);
    writeFileSync(eventFileOf(data), whole);
    patch(eventFileOf(data), (bytes) => void (bytes[place]! ^= bit));
    const codes = [(await verify()).code, (await exported('--no-vault')).code];
    rmSync(join(folder, 'out.ndjson'), { force: true });
    if (codes.some((code) => code !== 1)) silent.push(place);
  }
  expect(silent).toEqual([]);
});

describe('a copy that may only be read', () => {
  /** Root may read everything: then another user reads the file. */
  const asNobody = process.getuid?.() === 0;
  const readOnly = (): void => {
    for (const name of readdirSync(data)) {
      if (asNobody) chownSync(join(data, name), 65_534, 65_534);
      chmodSync(join(data, name), 0o400);
    }
    if (asNobody) for (const path of [folder, data]) chownSync(path, 65_534, 65_534);
    chmodSync(data, 0o500);
  };
  const run = (...args: readonly string[]): string => {
    const program = [
      '--conditions=source',
      '--import',
      join(process.cwd(), 'test/support/typescript.mjs'),
      join(process.cwd(), 'apps/cli/src/main.ts'),
    ];
    return execFileSync(process.execPath, [...program, ...args], {
      env: { PATH: process.env['PATH'], EVENKEEL_DATA: data, LANG: 'en', TMPDIR: folder },
      encoding: 'utf8',
      ...(asNobody ? { uid: 65_534, gid: 65_534 } : {}),
    });
  };

  it('is verified and exported, and stays as it was', () => {
    readOnly();
    const before = readdirSync(data);
    expect(run('verify')).toMatch(/sound/);
    expect(run('export', 'events', join(folder, 'out.ndjson'))).toMatch(/^events\t\d+\nsha256/);
    expect(readdirSync(data)).toEqual(before);
    expect(readdirSync(folder).filter((name) => !name.startsWith('swc-'))).toEqual(['data', 'out.ndjson', 'out.vault.ndjson']);
    chmodSync(data, 0o700);
  });
});

it('an export without a vault says so, and makes none', async () => {
  rmSync(join(data, 'vault.sqlite'));
  const { code, stderr } = await exported();
  expect([code, stderr]).toEqual([1, expect.stringMatching(/no vault\.sqlite .*--no-vault.*VAULT_MISSING/)]);
  expect(existsSync(join(data, 'vault.sqlite'))).toBe(false);
  expect((await exported('--no-vault')).code).toBe(0);
});
