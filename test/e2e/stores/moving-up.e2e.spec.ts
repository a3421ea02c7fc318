import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { newUuid } from '#event-sourcing/uuid.js';
import { Cli, evenkeel } from '../../support/cli.js';
import { PostgresUnderTest } from '../../support/postgres.js';
import { eventually, Program } from '../../support/program.js';
import { StandInNode } from '../../doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { ApiUnderTest, TOKEN } from '../api-under-test.js';

interface Shown {
  readonly programs: {
    readonly nodes: readonly {
      readonly id: string;
      readonly revision: number;
      readonly history: { readonly totalCount: number; readonly edges: readonly { readonly cursor: string; readonly node: object }[] };
    }[];
  };
}

const QUESTION = `query ($after: String) { programs { nodes {
  id name revision sponsor { name } balance(on: "2025-06-01") { t d } driftEpisodes { nodes { id } }
  history(first: 50, after: $after) { totalCount edges { cursor node { id summary canonical } } } } } }`;

const LISTS = ['initiatives', 'milestones', 'evaluations', 'driftEpisodes'] as const;

/** The second page of each list, and the cursor that leads to it. */
type Seconds = Readonly<Record<string, { readonly cursor: string; readonly ids: readonly string[] }>>;

/** The mutation that is sent before the move to another store, and again after it. */
const RENAME = `mutation ($input: RenameProgramInput!) { renameProgram(input: $input) {
  program { name } receipt { stream revision position events } userErrors { code } } }`;

interface Renamed {
  readonly renameProgram: { readonly receipt: { readonly position: string } };
}

const { folder, remove } = temporaryFolder();
const small = { EVENKEEL_DATA: join(folder, 'small') };
const file = join(folder, 'everything.ndjson');
let server: PostgresUnderTest;
let node: StandInNode;
let large: { EVENKEEL_DATA: string; EVENTSTORE_URL: string; DATABASE_URL: string };

beforeAll(async () => {
  [server, node] = await Promise.all([PostgresUnderTest.start(), StandInNode.start({ folder })]);
  large = { EVENKEEL_DATA: join(folder, 'large'), EVENTSTORE_URL: node.url, DATABASE_URL: await server.database() };
  expect(await evenkeel(['example', 'load'], small)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await node?.kill();
  await server?.remove();
  remove();
});

/** The answers of an api on these stores once its views have caught up. */
async function shown(
  environment: { readonly EVENKEEL_DATA: string },
  work: (api: ApiUnderTest, shows: Shown) => Promise<void>,
): Promise<void> {
  const api = await ApiUnderTest.start(environment.EVENKEEL_DATA, environment);
  try {
    const behind = '{ projections { state behind } }';
    await eventually('the views show everything', async () => {
      const { projections } = await api.data<{ projections: readonly { state: string; behind: number }[] }>(behind);
      return projections.every(({ state, behind: events }) => state === 'LIVE' && events === 0) || undefined;
    });
    await work(api, await api.data<Shown>(QUESTION));
  } finally {
    await api.app.close();
  }
}

/** @param after the cursors from before the move; default: those of the first pages */
async function secondPages(api: ApiUnderTest, after?: Seconds): Promise<Seconds> {
  const pages = await Promise.all(
    LISTS.map(async (list) => {
      const query = `query ($after: String) { programs { nodes { list: ${list}(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } } } }`;
      type Page = { readonly nodes: readonly { readonly id: string }[]; readonly pageInfo: { readonly endCursor: string } };
      const page = async (cursor: string | null): Promise<Page> =>
        (await api.data<{ programs: { nodes: { list: Page }[] } }>(query, { after: cursor })).programs.nodes[0]!.list;
      const cursor = after?.[list]?.cursor ?? (await page(null)).pageInfo.endCursor;
      return [list, { cursor, ids: (await page(cursor)).nodes.map(({ id }) => id) }] as const;
    }),
  );
  return Object.fromEntries(pages);
}

const withoutCursors = (shows: Shown): unknown =>
  JSON.parse(JSON.stringify(shows, (key, value: unknown) => (key === 'cursor' ? '' : value)));

describe('moving up', () => {
  it('loses nothing, though it is killed on the way; commands of before are done, cursors of before refused where they hold a position', async () => {
    let before: Shown | undefined;
    let seconds: Seconds | undefined;
    let renamed: Renamed | undefined;
    const command = { name: 'Renamed once', commandId: newUuid() };
    await shown(small, async (api, { programs }) => {
      renamed = await api.data<Renamed>(RENAME, { input: { ...command, programId: programs.nodes[0]!.id } });
      seconds = await secondPages(api);
      before = await api.data<Shown>(QUESTION);
    });
    expect(before!.programs.nodes[0]!.history.totalCount).toBeGreaterThan(100);
    expect(await evenkeel(['export', 'events', file], small)).toMatchObject({ code: 0 });

    const killed = new Cli(['import', 'events', file], large);
    await killed.says('stderr', 'Importing');
    killed.kill('SIGKILL');
    expect(await killed.ended()).toMatchObject({ signal: 'SIGKILL' });
    const imported = await evenkeel(['import', 'events', file], large);
    expect(imported).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^events\t\d+\nthere before\t\d+\nsha256\t[0-9a-f]{64}\nnames\t/),
    });

    const projector = new Program('projector', { ...large, EVENKEEL_DATA: join(folder, 'projector') });
    try {
      await projector.says(/"msg":"active"/);
      await shown(large, async (api, after) => {
        expect(withoutCursors(after)).toEqual(withoutCursors(before!));
        const cursor = before!.programs.nodes[0]!.history.edges[0]!.cursor;
        for (const language of ['en', 'zh-CN']) {
          const { errors } = await api.ask(QUESTION, { after: cursor }, { language, token: TOKEN });
          expect(errors).toEqual([
            expect.objectContaining({
              message: expect.stringContaining(language === 'en' ? 'another store' : '另一个存储'),
              extensions: expect.objectContaining({ code: 'STALE_POSITION' }),
            }),
          ]);
        }
        expect(await secondPages(api, seconds)).toEqual(seconds);
        const again = await api.data<Renamed>(RENAME, { input: { ...command, programId: after.programs.nodes[0]!.id } });
        const { position } = again.renameProgram.receipt;
        expect(position).not.toBe(renamed!.renameProgram.receipt.position);
        expect(again).toEqual({ renameProgram: { ...renamed!.renameProgram, receipt: { ...renamed!.renameProgram.receipt, position } } });
        expect(withoutCursors(await api.data<Shown>(QUESTION))).toEqual(withoutCursors(before!));
        const own = after.programs.nodes[0]!.history.edges[0]!.cursor;
        expect((await api.ask(QUESTION, { after: own })).errors).toBeUndefined();
      });
    } finally {
      await projector.kill('SIGTERM');
    }
  });
});
