import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newUuid } from '#event-sourcing/uuid.js';
import { PostgresUnderTest } from '../../support/postgres.js';
import { eventually, Program } from '../../support/program.js';
import { StandInNode } from '../../doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { ApiUnderTest } from '../api-under-test.js';

const { folder, remove } = temporaryFolder();
const log = join(folder, 'stand-in.log');
const P = newUuid();
let server: PostgresUnderTest;
let node: StandInNode;
let projector: Program;
let api: ApiUnderTest;

beforeAll(async () => {
  [server, node] = await Promise.all([PostgresUnderTest.start(), StandInNode.start({ folder })]);
  const stores = { EVENTSTORE_URL: node.url, DATABASE_URL: await server.database() };
  projector = new Program('projector', { ...stores, EVENKEEL_DATA: join(folder, 'projector') });
  await projector.says(/"msg":"active"/);
  api = await ApiUnderTest.start(join(folder, 'api'), stores);
});
afterAll(async () => {
  await api?.app.close();
  await projector?.kill('SIGKILL');
  await node?.kill();
  await server?.remove();
  remove();
});

const rename = (name: string): Promise<unknown> => api.mutate('renameProgram', { programId: P, name });
const nameShown = async (): Promise<string | undefined> =>
  (await api.ask<{ program: { name: string } | null }>('query ($id: UUID!) { program(id: $id) { name } }', { id: P })).data?.program?.name;
const shows = (name: string): Promise<true> =>
  eventually(`"${name}" is shown`, async () => ((await nameShown()) === name ? true : undefined));

it('a cluster that is put back to an older copy is noticed: the views are made anew from it, and nothing that it records is passed over', async () => {
  await api.mutate('charterProgram', { id: P, name: 'kept', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
  await shows('kept');
  const copy = readFileSync(log);
  for (const name of ['lost', 'lost as well']) await rename(name);
  await shows('lost as well');

  const { port } = node.endpoint;
  await node.kill();
  writeFileSync(log, copy);
  node = await StandInNode.start({ folder, port });
  await projector.says(/"why":"the views were made from another event store"/);
  await shows('kept');
  await eventually('a new name is taken', async () => {
    await rename('new');
    return (await nameShown()) === 'new' || undefined;
  });
  const { data } = await api.ask<{ program: { history: { nodes: { type: string }[] } } }>(
    'query ($id: UUID!) { program(id: $id) { history(first: 10) { nodes { type } } } }',
    { id: P },
  );
  expect(data?.program.history.nodes.map(({ type }) => type)).toEqual(['ProgramChartered', 'PhaseEntered', 'ProgramRenamed']);
});
