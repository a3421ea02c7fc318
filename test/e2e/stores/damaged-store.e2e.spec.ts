import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startOptions } from '#application/starting/start-options.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import { edit } from '#event-store/embedded/testing/changed.js';
import { evenkeel } from '../../../apps/cli/src/events/testing/in-process.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { eventually } from '../../support/program.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { ApiUnderTest } from '../api-under-test.js';

const damaged = newUuid();
const sound = newUuid();
const whole = temporaryFolder();
let place: ReturnType<typeof temporaryFolder>;
let data: string;
let api: ApiUnderTest | undefined;

const charter = (api: ApiUnderTest, id: string) =>
  api.mutate('charterProgram', { id, name: 'P', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
const rename = (id: string, name: string, language = 'en') =>
  api!.ask<{ renameProgram: { receipt: object | null } }>(
    'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { receipt { revision } } }',
    { input: { programId: id, name } },
    { language },
  );

/** Two programs whose events alternate; positions 1 to 24. */
beforeAll(async () => {
  const made = await ApiUnderTest.start(join(whole.folder, 'data'));
  for (const id of [damaged, sound]) await charter(made, id);
  for (let i = 0; i < 10; i++) for (const programId of [damaged, sound]) await made.mutate('renameProgram', { programId, name: `P${i}` });
  await made.app.close();
});
beforeEach(() => {
  place = temporaryFolder();
  data = join(place.folder, 'data');
  cpSync(join(whole.folder, 'data'), data, { recursive: true });
});
afterEach(async () => {
  await api?.app.close();
  api = undefined;
  place.remove();
});

const ofDamaged = `stream = 'program-${damaged}'`;
const changes = [
  [
    'a value changed',
    `update events set data = replace(data, 'P3', 'P4') where ${ofDamaged} and revision = 5`,
    'position 0000000000000011',
  ],
  ['broken JSON', `update events set data = '{"name":' where ${ofDamaged} and revision = 5`, 'position 0000000000000011'],
  ['an event deleted in the middle', `delete from events where ${ofDamaged} and revision = 5`, 'revision 5'],
] as const;

describe.each(changes)('a store with %s', (_, sql, where) => {
  it('refuses commands on that stream by name, takes others, turns readiness red, and neither rebuilds nor exports it in silence', async () => {
    edit(data, sql);
    api = await ApiUnderTest.start(data);
    const refused = await rename(damaged, 'new');
    expect(refused.errors?.[0]).toMatchObject({
      extensions: { code: 'EVENT_DAMAGED' },
      message: expect.stringMatching(/damaged or missing/),
    });
    expect((await rename(damaged, 'new', 'zh-CN')).errors?.[0]?.message).toMatch(/事件已损坏或缺失/);
    expect((await rename(sound, 'new')).data?.renameProgram.receipt).toEqual({ revision: 12 });

    const ready = await fetch(`${api.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(((await ready.json()) as { damaged: string[] }).damaged.join()).toContain(where);

    const { rebuildProjection } = await api.data<{ rebuildProjection: { userErrors: { code: string }[] } }>(
      'mutation { rebuildProjection(input: { name: "journal" }) { userErrors { code } } }',
    );
    expect(rebuildProjection.userErrors).toEqual([{ code: 'EVENT_DAMAGED' }]);

    const exported = await evenkeel(['export', 'events', join(place.folder, 'out.ndjson')], { EVENKEEL_DATA: data });
    expect([exported.code, exported.stdout]).toEqual([1, '']);
    expect(exported.stderr).toMatch(/EVENT_DAMAGED/);
  });
});

const tail = `delete from events where ${ofDamaged} and revision = 11`;

it('commands on a stream that has lost its last event are refused, and the stream is named, until an operator accepts the loss', async () => {
  edit(data, tail);
  api = await ApiUnderTest.start(data);
  expect((await rename(damaged, 'new')).errors?.[0]?.extensions.code).toBe('EVENT_DAMAGED');
  expect((await rename(damaged, 'new', 'zh-CN')).errors?.[0]?.message).toMatch(/--accept-loss/);
  expect((await rename(sound, 'new')).data?.renameProgram.receipt).toEqual({ revision: 12 });
  expect(await (await fetch(`${api.url}/health/ready`)).json()).toMatchObject({
    damaged: [expect.stringMatching(new RegExp(`stream program-${damaged}, revision 11, .*is missing.*--accept-loss`, 's'))],
  });
  const inChinese = { headers: { 'accept-language': 'zh-CN' } };
  expect(await (await fetch(`${api.url}/health/ready`, inChinese)).json()).toMatchObject({
    damaged: [expect.stringMatching(/^事件（position 0*23, stream .*）缺失。.*--accept-loss/)],
  });
  await api.app.close();

  api = await ApiUnderTest.start(data, {}, undefined, startOptions(true, false));
  expect((await rename(damaged, 'new')).data?.renameProgram.receipt).toEqual({ revision: 11 });
  expect((await fetch(`${api.url}/health/ready`)).status).toBe(200);
  const { rebuildProjection } = await api.data<{ rebuildProjection: { userErrors: object[] } }>(
    'mutation { rebuildProjection(input: { name: "journal" }) { userErrors { code } } }',
  );
  expect(rebuildProjection.userErrors).toEqual([]);
  await api.app.close();
  const checked = await evenkeel(['verify'], { EVENKEEL_DATA: data });
  expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining('sound')]);
  const exported = await evenkeel(['export', 'events', join(place.folder, 'out.ndjson')], { EVENKEEL_DATA: data });
  expect(exported.code).toBe(0);
  // The kept file may be the only place that still has the lost event.
  expect(readdirSync(data).filter((name) => name.endsWith('.kept.sqlite'))).toHaveLength(1);
  api = await ApiUnderTest.start(data);
  expect((await rename(damaged, 'newer')).data?.renameProgram.receipt).toEqual({ revision: 12 });
});

it('without views nobody knows whose event is missing: only streams that went on after it take commands', async () => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(data, `views.sqlite${suffix}`), { force: true });
  edit(data, tail);
  api = await ApiUnderTest.start(data);
  expect((await rename(damaged, 'new')).errors?.[0]?.extensions.code).toBe('EVENT_DAMAGED');
  expect((await api.app.nest.get<EventStore>(EVENT_STORE).read(`program-${sound}`)[Symbol.asyncIterator]().next()).done).toBe(false);
});

it('a damaged event that the views have not passed stops them before it, by name', async () => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(data, `views.sqlite${suffix}`), { force: true });
  edit(data, changes[0][1]);
  api = await ApiUnderTest.start(data);
  const health = await eventually('the projections have stopped', async () => {
    const body = (await (await fetch(`${api!.url}/health/ready`)).json()) as { projections?: { name: string; failedAt: string }[] };
    return body.projections && body.projections.length > 0 ? body.projections : undefined;
  });
  expect(new Set(health.map(({ failedAt }) => failedAt))).toEqual(new Set(['0000000000000011']));
  const { projections } = await api.data<{ projections: { position: string; error: string }[] }>('{ projections { position error } }');
  for (const one of projections) expect(one).toMatchObject({ position: '0000000000000010', error: expect.stringContaining('checksum') });
});
