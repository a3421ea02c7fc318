import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { newUuid } from '#event-sourcing/uuid.js';
import { buildInto } from '../support/build.js';
import { PostgresUnderTest } from '../support/postgres.js';
import { eventually, Program } from '../support/program.js';
import { StandInNode } from '../support/stand-in-node/stand-in-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TOKEN = 'a-token-for-rebuilds';
const P = newUuid();

/** Loaded before the program, and in each of its threads: a rebuild thread says that it is one, and of what. */
const tell = `import { workerData } from 'node:worker_threads'; if (workerData?.names) console.log('rebuild thread of', workerData.names.join(' '))`;
const telling = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}` };

interface Answer {
  readonly data: {
    readonly program?: { readonly name: string };
    readonly projections?: readonly { readonly name: string; readonly state: string }[];
    readonly rebuildProjection?: { readonly userErrors: readonly { readonly code: string }[] };
  };
  readonly errors?: unknown;
  readonly extensions?: { readonly pending?: boolean };
}

/** An api that listens. */
class Api {
  private constructor(
    readonly program: Program,
    private readonly url: string,
  ) {}

  static async start(environment: Readonly<Record<string, string>>, build?: string): Promise<Api> {
    const program = new Program('api', { ...environment, ...telling, EVENKEEL_ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'warn', PORT: '0' }, build);
    running.push(program);
    const [, url] = await program.says(/listens at (http:\/\/\S+)\/graphql/);
    return new Api(program, url!);
  }

  async ask(query: string, variables: object = {}): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as Answer;
    expect(answer.errors).toBeUndefined();
    return answer;
  }

  async charter(): Promise<void> {
    const input = { id: P, name: 'Chartered', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' };
    const answer = await this.ask('mutation ($input: CharterProgramInput!) { charterProgram(input: $input) { userErrors { code } } }', {
      input,
    });
    expect(answer.data).toEqual({ charterProgram: { userErrors: [] } });
  }

  rename(name: string): Promise<Answer> {
    const query = 'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { program { name } userErrors { code } } }';
    return this.ask(query, { input: { programId: P, name } });
  }

  async rebuild(name: string): Promise<void> {
    const query = 'mutation ($input: RebuildProjectionInput!) { rebuildProjection(input: $input) { userErrors { code } } }';
    expect((await this.ask(query, { input: { name } })).data.rebuildProjection).toEqual({ userErrors: [] });
  }

  async stateOf(name: string): Promise<string | undefined> {
    const { projections } = (await this.ask('{ projections { name state } }')).data;
    return projections?.find((one) => one.name === name)?.state;
  }
}

const NAMES = ['programs', 'initiatives', 'evaluations', 'drift', 'journal'];

const { folder, remove } = temporaryFolder();
const build = join(folder, 'build');
const running: Program[] = [];

beforeAll(async () => {
  mkdirSync(build);
  await buildInto(build);
}, 120_000);

afterAll(async () => {
  for (const program of running) await program.kill('SIGKILL');
  remove();
});

describe('a rebuild in the embedded mode', () => {
  it.each([
    ['the build', build],
    ['the sources', undefined],
  ])('of %s is done by threads of its own', async (what, from) => {
    const data = join(folder, what);
    const api = await Api.start({ EVENKEEL_DATA: data }, from);
    await api.charter();
    await api.rename('Renamed');
    const views = new Database(join(data, 'views.sqlite'));
    const right = views.prepare('SELECT * FROM journal').all();
    views.exec(`UPDATE programs_documents SET document = '{}'; DELETE FROM journal WHERE revision = 0;`);
    for (const name of NAMES) await api.rebuild(name);
    for (const name of NAMES) expect(api.program.written).toContain(`rebuild thread of ${name}\n`);
    expect(views.prepare('SELECT * FROM journal').all()).toEqual(right);
    expect(views.prepare('SELECT DISTINCT build FROM projection_checkpoints').all()).toEqual([{ build: 2 }]);
    views.close();
    await api.rename('Renamed again');
    expect((await api.ask('query ($id: UUID!) { program(id: $id) { name } }', { id: P })).data.program).toEqual({ name: 'Renamed again' });
    expect(await api.program.kill('SIGTERM')).toBe(0);
  });
});

describe('a rebuild in the clustered mode', () => {
  let server: PostgresUnderTest;
  let node: StandInNode;

  beforeAll(async () => {
    [server, node] = await Promise.all([PostgresUnderTest.start(), StandInNode.start({ folder })]);
  });
  afterAll(async () => {
    await node?.kill();
    await server?.remove();
  });

  it('is done by a thread of the projector, which feeds the views meanwhile', async () => {
    const url = await server.database();
    const environment = { EVENTSTORE_URL: node.url, DATABASE_URL: url, EVENKEEL_DATA: join(folder, 'cluster') };
    const projector = new Program('projector', { ...environment, ...telling, LOG_LEVEL: 'info' }, build);
    running.push(projector);
    const api = await Api.start(environment, build);
    await projector.says(/"msg":"active"/);
    await api.charter();
    const holding = new pg.Client({ connectionString: url });
    await holding.connect();
    try {
      // No table can be made: that is where the rebuild is held up.
      await holding.query('BEGIN; LOCK TABLE pg_catalog.pg_class IN SHARE MODE');
      const rebuilt = api.rebuild('programs');
      await projector.says(/rebuild thread of programs\n/);
      await eventually('the rebuild is held up', async () => (await server.admin('SELECT FROM pg_locks WHERE NOT granted'))[0]);
      await eventually('it is told of', async () => ((await api.stateOf('programs')) === 'REBUILDING' ? true : undefined));
      for (const name of ['Meanwhile', 'Meanwhile too']) {
        const { data, extensions } = await api.rename(name);
        expect([data, extensions?.pending ?? false]).toEqual([{ renameProgram: { program: { name }, userErrors: [] } }, false]);
      }
      expect(await api.stateOf('programs')).toBe('REBUILDING');
      await holding.query('COMMIT');
      await rebuilt;
    } finally {
      await holding.end();
    }
    const places = await server.admin<{ name: string; build: number; position: string }>(
      'SELECT name, build::int, position FROM views.projection_checkpoints ORDER BY name',
      new URL(url).pathname.slice(1),
    );
    expect(places.map(({ name, build: nth }) => [name, nth])).toEqual([
      ['drift', 1],
      ['evaluations', 1],
      ['initiatives', 1],
      ['journal', 1],
      ['programs', 2],
    ]);
    expect(new Set(places.map(({ position }) => position)).size).toBe(1);
    expect((await api.ask('query ($id: UUID!) { program(id: $id) { name } }', { id: P })).data.program).toEqual({ name: 'Meanwhile too' });
    expect(await Promise.all([api.program.kill('SIGTERM'), projector.kill('SIGTERM')])).toEqual([0, 0]);
  });
});
