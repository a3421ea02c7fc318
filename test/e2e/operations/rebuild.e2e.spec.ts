import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import pg from 'pg';
import { newUuid } from '#event-sourcing/uuid.js';
import { PostgresUnderTest } from '../../support/postgres.js';
import { eventually, Program } from '../../support/program.js';
import { StandInNode } from '../../doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const TOKEN = 'a-token-for-rebuilds-and-nothing-else';
const P = newUuid();

/** A script that is loaded before the program and in each of its threads: a rebuild thread prints what it rebuilds. */
const tell = `import { workerData } from 'node:worker_threads'; if (workerData?.names) console.log('rebuild thread of', workerData.names.join(' '))`;
const telling = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tell)}` };

const PROGRAM = `{ program(id: "${P}") { name } }`;
const RENAME = 'mutation ($input: RenameProgramInput!) { renameProgram(input: $input) { program { name } userErrors { code } } }';

interface Answer {
  readonly data: {
    readonly program?: { readonly name: string } | null;
    readonly projections?: readonly { readonly name: string; readonly state: string }[];
    readonly rebuildProjection?: { readonly userErrors: readonly { readonly code: string }[] };
  };
  readonly errors?: readonly { readonly message: string; readonly extensions: object }[];
  readonly extensions?: { readonly pending?: boolean };
}

/** An api that is listening. */
class Api {
  private constructor(
    readonly program: Program,
    private readonly url: string,
  ) {}

  static async start(environment: Readonly<Record<string, string>>, from: 'build' | 'sources' = 'build'): Promise<Api> {
    const program = new Program('api', { ...environment, ...telling, EVENKEEL_ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'warn', PORT: '0' }, from);
    running.push(program);
    const [, url] = await program.says(/listens at (http:\/\/\S+)\/graphql/);
    return new Api(program, url!);
  }

  async ask(query: string, variables: object = {}): Promise<Answer> {
    const { answer } = await this.post(query, variables);
    expect(answer.errors).toBeUndefined();
    return answer;
  }

  async post(query: string, variables: object = {}): Promise<{ readonly status: number; readonly answer: Answer }> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, answer: (await response.json()) as Answer };
  }

  async charter(): Promise<void> {
    const input = { id: P, name: 'Chartered', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' };
    const answer = await this.ask('mutation ($input: CharterProgramInput!) { charterProgram(input: $input) { userErrors { code } } }', {
      input,
    });
    expect(answer.data).toEqual({ charterProgram: { userErrors: [] } });
  }

  rename(name: string): Promise<Answer> {
    return this.ask(RENAME, { input: { programId: P, name } });
  }

  /** Asks for a rebuild and resolves when the rebuild is done: the mutation may be answered before that. */
  async rebuild(name: string): Promise<void> {
    const query = 'mutation ($input: RebuildProjectionInput!) { rebuildProjection(input: $input) { userErrors { code } } }';
    expect((await this.ask(query, { input: { name } })).data.rebuildProjection).toEqual({ userErrors: [] });
    await eventually(`${name} is rebuilt`, async () => ((await this.stateOf(name)) === 'LIVE' ? true : undefined));
  }

  async stateOf(name: string): Promise<string | undefined> {
    const { projections } = (await this.ask('{ projections { name state } }')).data;
    return projections?.find((one) => one.name === name)?.state;
  }
}

const NAMES = ['programs', 'initiatives', 'evaluations', 'drift', 'journal'];

const { folder, remove } = temporaryFolder();
const running: Program[] = [];

afterAll(async () => {
  for (const program of running) await program.kill('SIGKILL');
  remove();
});

describe('a rebuild in the embedded mode', () => {
  it.each([
    ['build', NAMES],
    // From sources each thread compiles what it loads, so two projections are enough.
    ['sources', ['programs', 'journal']],
  ] as const)('of the %s is done by threads of its own', async (from, names) => {
    const data = join(folder, from);
    const api = await Api.start({ EVENKEEL_DATA: data }, from);
    await api.charter();
    await api.rename('Renamed');
    const views = new Database(join(data, 'views.sqlite'));
    const right = views.prepare('SELECT * FROM journal').all();
    views.exec(`UPDATE programs_documents SET document = '{}'; DELETE FROM journal WHERE revision = 0;`);
    for (const name of names) await api.rebuild(name);
    for (const name of names) expect(api.program.written).toContain(`rebuild thread of ${name}\n`);
    expect(views.prepare('SELECT * FROM journal').all()).toEqual(right);
    expect(views.prepare('SELECT name FROM projection_checkpoints WHERE build = 2').pluck().all().sort()).toEqual([...names].sort());
    views.close();
    await api.rename('Renamed again');
    expect((await api.ask(PROGRAM)).data.program).toEqual({ name: 'Renamed again' });
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

  const stores = (database: string): Record<string, string> => ({
    EVENTSTORE_URL: node.url,
    DATABASE_URL: database,
    EVENTSTORE_PREFIX: `${new URL(database).pathname.slice(1)}_`,
    EVENKEEL_DATA: join(folder, 'cluster'),
  });

  function startProjector(database: string): Program {
    const program = new Program('projector', { ...stores(database), ...telling, LOG_LEVEL: 'info' });
    running.push(program);
    return program;
  }

  const inDatabase = <R>(database: string, sql: string): Promise<R[]> => server.admin<R>(sql, new URL(database).pathname.slice(1));

  /** Prevents new tables while `work` runs, which holds a rebuild up. */
  async function withoutNewTables(database: string, work: () => Promise<void>): Promise<void> {
    const holding = new pg.Client({ connectionString: database });
    await holding.connect();
    try {
      await holding.query('BEGIN; LOCK TABLE pg_catalog.pg_class IN SHARE MODE');
      await work();
    } finally {
      await holding.end();
    }
  }

  async function heldUp(projector: Program): Promise<void> {
    await projector.says(/rebuild thread of programs\n/);
    await eventually('the rebuild is held up', async () => (await server.admin('SELECT FROM pg_locks WHERE NOT granted'))[0]);
  }

  it('is done by a thread of the projector, which feeds the views meanwhile', async () => {
    const database = await server.database();
    const projector = startProjector(database);
    const api = await Api.start(stores(database));
    await projector.says(/"msg":"active"/);
    await api.charter();
    let rebuilt: Promise<void> | undefined;
    await withoutNewTables(database, async () => {
      rebuilt = api.rebuild('programs');
      await heldUp(projector);
      await eventually('it is told of', async () => ((await api.stateOf('programs')) === 'REBUILDING' ? true : undefined));
      for (const name of ['Meanwhile', 'Meanwhile too']) {
        const { data, extensions } = await api.rename(name);
        expect([data, extensions?.pending ?? false]).toEqual([{ renameProgram: { program: { name }, userErrors: [] } }, false]);
      }
      expect(await api.stateOf('programs')).toBe('REBUILDING');
    });
    await rebuilt;
    const places = await inDatabase<{ name: string; build: number; position: string }>(
      database,
      'SELECT name, build::int, position FROM views.projection_checkpoints ORDER BY name',
    );
    expect(places.map(({ name, build: nth }) => [name, nth])).toEqual([
      ['drift', 1],
      ['evaluations', 1],
      ['initiatives', 1],
      ['journal', 1],
      ['programs', 2],
    ]);
    expect(new Set(places.map(({ position }) => position)).size).toBe(1);
    expect((await api.ask(PROGRAM)).data.program).toEqual({ name: 'Meanwhile too' });
    expect(await Promise.all([api.program.kill('SIGTERM'), projector.kill('SIGTERM')])).toEqual([0, 0]);
  });

  it('of a version in another shape: until it is there, questions are told to come again', async () => {
    const database = await server.database();
    const before = startProjector(database);
    const api = await Api.start(stores(database));
    await before.says(/"msg":"active"/);
    await api.charter();
    expect(await before.kill('SIGTERM')).toBe(0);
    // The state in which an older version may have left the database.
    await inDatabase(
      database,
      `UPDATE views.projection_checkpoints SET version = 0 WHERE name = 'programs';
       ALTER TABLE views.programs_documents RENAME COLUMN document TO body`,
    );
    const projector = startProjector(database);
    await withoutNewTables(database, async () => {
      await heldUp(projector);
      const behind = { extensions: { code: 'VIEWS_BEHIND', retryable: true }, message: expect.stringContaining('try again') as unknown };
      const { answer } = await api.post(PROGRAM);
      expect(answer).toMatchObject({ data: { program: null }, errors: [behind] });
      const { data, extensions } = await api.rename('Taken all the same');
      expect([data, extensions]).toEqual([{ renameProgram: { program: null, userErrors: [] } }, { pending: true }]);
    });
    const name = await eventually('it is answered again', async () => (await api.post(PROGRAM)).answer.data.program?.name);
    expect(name).toBe('Taken all the same');
    expect(await Promise.all([api.program.kill('SIGTERM'), projector.kill('SIGTERM')])).toEqual([0, 0]);
  });
});
