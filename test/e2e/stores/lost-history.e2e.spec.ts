import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startOptions } from '#application/starting/start-options.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { openReader } from '#event-store/embedded/event-reader.js';
import { evenkeel } from '../../../apps/cli/src/events/testing/in-process.js';
import { collect } from '#testing/event-sourcing/contract/observe.js';
import { eventually } from '../../support/program.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { ApiUnderTest } from '../api-under-test.js';

const P = newUuid();
const whole = temporaryFolder();
let place: ReturnType<typeof temporaryFolder>;
let data: string;
let api: ApiUnderTest | undefined;

const inData = (name: string): string => join(data, name);
const remove = (...names: readonly string[]): void => names.forEach((name) => rmSync(inData(name), { force: true }));
const accepting = startOptions(true, false);
const start = async (options = {}): Promise<ApiUnderTest> => (api = await ApiUnderTest.start(data, {}, undefined, options));
const nameOf = async (): Promise<unknown> =>
  (await api!.data<{ program: { name: string } | null }>('query ($id: UUID!) { program(id: $id) { name } }', { id: P })).program?.name;

/** All events in the file. */
async function events(): Promise<{ type: string; stream: string; data: object; metadata: object }[]> {
  const reader = openReader(data);
  try {
    return (await collect(reader.readAll())).map(({ type, stream, data: of, metadata }) => ({ type, stream, data: of, metadata }));
  } finally {
    await reader.close();
  }
}

/** A folder as a kill leaves it: four events in the file, twenty acknowledged ones only in its write-ahead log. */
beforeAll(async () => {
  const home = join(whole.folder, 'home');
  const first = await ApiUnderTest.start(home);
  await first.mutate('charterProgram', { id: P, name: 'kept', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
  await first.app.close();
  const second = await ApiUnderTest.start(home);
  for (let i = 1; i <= 20; i++) await second.mutate('renameProgram', { programId: P, name: `acknowledged ${i}` });
  await eventually(
    'the last event is remembered',
    () => /"position":"0*22"/.test(readFileSync(join(home, 'high-water.json'), 'utf8')) || undefined,
  );
  cpSync(home, join(whole.folder, 'killed'), { recursive: true });
  await second.app.close();
});
afterAll(() => whole.remove());
beforeEach(() => {
  place = temporaryFolder();
  data = join(place.folder, 'data');
  cpSync(join(whole.folder, 'killed'), data, { recursive: true });
});
afterEach(async () => {
  await api?.app.close();
  api = undefined;
  place.remove();
});

const logDeleted = (): void => remove('events.sqlite-wal', 'events.sqlite-shm');
const eventsMissing = (): void => remove('events.sqlite', 'events.sqlite-wal', 'events.sqlite-shm');
const behind = [
  ['its write-ahead log was deleted', logDeleted, /ends at position 0*2, but events up to position 0*22 were acknowledged/, 'STORE_BEHIND'],
  ['events.sqlite is missing beside full views', eventsMissing, /events\.sqlite is missing .*position 0*22/, 'STORE_MISSING'],
  [
    'events.sqlite was cut off to nothing',
    () => (logDeleted(), writeFileSync(inData('events.sqlite'), '')),
    /events\.sqlite is missing .*position 0*22/,
    'STORE_MISSING',
  ],
  [
    'both are so, and nothing remembers how far it was but the views',
    () => (logDeleted(), remove('high-water.json')),
    /views\.sqlite has passed events up to position 0*22 that events\.sqlite, which ends at position 0*2,/,
    'VIEWS_AHEAD',
  ],
] as const;

describe('a store beside which nothing remembers how far it had come', () => {
  const health = async (language: string): Promise<object> =>
    (await (await fetch(`${api!.url}/health/ready`, { headers: { 'accept-language': language } })).json()) as object;

  it('starts with a warning, also where its last events are gone, and says so as long as it runs', async () => {
    logDeleted();
    remove('high-water.json', 'views.sqlite', 'views.sqlite-wal', 'views.sqlite-shm');
    const { code, stdout } = await evenkeel(['verify'], { EVENKEEL_DATA: data });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^warning\tthere is no high-water\.json/m)]);
    await start();
    expect(await nameOf()).toBe('kept');
    for (const [language, words] of [
      ['en', /whether the last ones are gone cannot be told/],
      ['zh', /无法判断末尾的事件是否丢失/],
    ] as const)
      expect(await health(language)).toEqual({
        status: 'ok',
        warnings: [{ code: 'HIGH_WATER_MISSING', message: expect.stringMatching(words) }],
      });
    await api!.app.close();
    await start();
    expect(await health('en')).toEqual({ status: 'ok' });
  });

  it('is no warning where there is no event yet', async () => {
    eventsMissing();
    remove(
      'high-water.json',
      'views.sqlite',
      'views.sqlite-wal',
      'views.sqlite-shm',
      'vault.sqlite',
      'vault.sqlite-wal',
      'vault.sqlite-shm',
    );
    await start();
    expect(await health('en')).toEqual({ status: 'ok' });
  });
});

describe.each(behind)('a store that is behind: %s', (_, lose, found, kind) => {
  it('refuses to start, says what was found and what to do, makes nothing, and lets go of the folder', async () => {
    lose();
    const before = readdirSync(data).filter((name) => !/-(wal|shm|journal)$/.test(name));
    for (let time = 0; time < 2; time++) {
      await expect(start()).rejects.toMatchObject({ code: 'STORE_BEHIND', message: expect.stringMatching(found) });
      await expect(start()).rejects.toThrow(/--accept-loss/);
    }
    if (kind !== 'VIEWS_AHEAD') expect(readdirSync(data).filter((name) => !/-(wal|shm|journal)$/.test(name))).toEqual(before);
    const { code, stderr } = await evenkeel(['status'], { EVENKEEL_DATA: data });
    expect([code, stderr]).toEqual([1, expect.stringMatching(found)]);
  });

  it('goes on when an operator accepts that, records it, and keeps the views that know more', async () => {
    lose();
    await start(accepting);
    expect(await nameOf()).toBe(kind === 'STORE_MISSING' ? undefined : 'kept');
    const recorded = (await events()).filter(({ stream }) => stream === 'installation');
    expect(recorded.map(({ type }) => type)).toContain('LossAccepted');
    const kinds = recorded.flatMap(({ data: of }) => (of as { losses: { kind: string }[] }).losses.map((loss) => loss.kind));
    expect(kinds).toContain(kind);
    expect(kinds).toContain('VIEWS_AHEAD');
    expect(recorded[0]!.metadata).toMatchObject({ actor: 'administrator', occurredAt: expect.stringMatching(/^20\d\d-/) });
    const kept = readdirSync(data).filter((name) => name.endsWith('.kept.sqlite'));
    expect(kept).toHaveLength(1);
    await api!.app.close();
    await start();
    expect(await nameOf()).toBe(kind === 'STORE_MISSING' ? undefined : 'kept');
  });
});

it('an older copy that went on is noticed although it is not shorter', async () => {
  logDeleted();
  const other = temporaryFolder();
  cpSync(data, other.folder, { recursive: true });
  for (const name of ['high-water.json', 'views.sqlite', 'views.sqlite-wal', 'views.sqlite-shm'])
    rmSync(join(other.folder, name), { force: true });
  const elsewhere = await ApiUnderTest.start(other.folder);
  for (let i = 1; i <= 30; i++) await elsewhere.mutate('renameProgram', { programId: P, name: `another ${i}` });
  await elsewhere.app.close();
  cpSync(join(other.folder, 'events.sqlite'), inData('events.sqlite'));
  other.remove();
  await expect(start()).rejects.toThrow(/another event at position 0*22/);
  remove('high-water.json');
  await expect(start()).rejects.toThrow(/views\.sqlite has passed events up to position 0*22/);
});

it('a missing vault is not made anew in silence', async () => {
  remove('vault.sqlite', 'vault.sqlite-wal', 'vault.sqlite-shm');
  await expect(start()).rejects.toMatchObject({ code: 'VAULT_MISSING', message: expect.stringMatching(/vault\.sqlite is missing/) });
  expect(readdirSync(data)).not.toContain('vault.sqlite');
  await start(accepting);
  expect((await events()).at(-1)).toMatchObject({ type: 'LossAccepted', data: { losses: [{ kind: 'VAULT_MISSING' }] } });
});

it('a vault that was cut off to nothing is not made anew in silence', async () => {
  remove('vault.sqlite-wal', 'vault.sqlite-shm');
  writeFileSync(inData('vault.sqlite'), '');
  await expect(start()).rejects.toMatchObject({ code: 'VAULT_MISSING' });
});

it('a mark that cannot be read is not taken for none', async () => {
  writeFileSync(inData('high-water.json'), '{"position":');
  await expect(start()).rejects.toThrow(/high-water\.json.* cannot be read/);
  await start(accepting);
  expect(await nameOf()).toBe('acknowledged 20');
});

it('a store that a kill left as it was starts as before, and remembers its head when it is closed', async () => {
  await start();
  expect(await nameOf()).toBe('acknowledged 20');
  await api!.mutate('renameProgram', { programId: P, name: 'one more' });
  await api!.app.close();
  api = undefined;
  expect(JSON.parse(readFileSync(inData('high-water.json'), 'utf8'))).toMatchObject({ position: '0000000000000023', vault: true });
});

it('a file that is broken in itself is not written to', async () => {
  await start();
  await api!.app.close();
  api = undefined;
  const bytes = readFileSync(inData('events.sqlite'));
  // Overwrites the first page of the table's tree and everything after it.
  bytes.fill(0x5a, 4_096, Math.min(bytes.length, 4_096 + 16_384));
  writeFileSync(inData('events.sqlite'), bytes);
  await expect(start()).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  expect(readFileSync(inData('events.sqlite')).equals(bytes)).toBe(true);
});
