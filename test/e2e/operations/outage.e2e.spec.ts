import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newUuid } from '#event-sourcing/uuid.js';
import type { Client } from 'graphql-ws';
import { join } from 'node:path';
import pg from 'pg';
import { PostgresUnderTest } from '../../support/postgres.js';
import { eventually, Program } from '../../support/program.js';
import { StandInNode } from '../../doubles/eventstoredb/stand-in-node.js';
import { TcpProxy } from '../../support/tcp-proxy.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { Replica, TOKEN } from '../replica.js';

const SECRET = 'a-password-that-nobody-may-read';
const P = newUuid();

const { folder, remove } = temporaryFolder();
let server: PostgresUnderTest;
let proxy: TcpProxy;
let node: StandInNode;
let name: string;
let api: Replica;
const programs: Program[] = [];
const sockets: Client[] = [];

beforeAll(async () => {
  [server, node] = await Promise.all([PostgresUnderTest.start(), StandInNode.start({ folder })]);
  proxy = await TcpProxy.to(server.port);
  name = new URL(await server.database()).pathname.slice(1);
  const DATABASE_URL = `postgres://evenkeel:${SECRET}@127.0.0.1:${proxy.port}/${name}`;
  const environment = { EVENTSTORE_URL: node.url, DATABASE_URL, EVENKEEL_ADMIN_TOKEN: TOKEN, PORT: '0', LOG_LEVEL: 'debug' };
  programs.push(new Program('api', { ...environment, EVENKEEL_DATA: join(folder, 'api') }));
  api = await Replica.of(programs[0]!, P);
  // The api starts before any projector exists.
  expect(await api.askName()).toMatchObject({ errors: [{ extensions: { code: 'VIEWS_BEHIND', retryable: true } }] });
  programs.push(new Program('projector', { ...environment, EVENKEEL_DATA: join(folder, 'projector') }));
  await programs[1]!.says(/"msg":"active"/);
  expect((await api.charter('P')).errors).toBeUndefined();
});

afterAll(async () => {
  for (const socket of sockets) await socket.dispose();
  await Promise.all(programs.map((program) => program.kill('SIGKILL')));
  await node?.kill();
  await proxy?.close();
  await server?.remove();
  remove();
});

const down = {
  en: 'The database does not answer at this moment; ask again.',
  'zh-CN': '数据库此刻没有应答，请稍后重试。',
};

async function recovered(): Promise<void> {
  await eventually('it is healthy again', async () => ((await api.health('ready')).status === 200 ? true : undefined));
  const anew = newUuid();
  await eventually('the views move again', async () => {
    const { data, extensions } = await api.rename(anew);
    return data?.renameProgram?.program?.name === anew && !extensions?.pending ? true : undefined;
  });
}

interface Trouble {
  readonly begin: () => unknown;
  readonly end: () => unknown;
}

const troubles: Readonly<Record<string, Trouble>> = {
  'has been stopped': { begin: () => server.stop(), end: () => server.restart() },
  'has been killed': { begin: () => server.stop('SIGKILL'), end: () => server.restart() },
  'is starting up': { begin: () => server.restartRecovering(), end: () => server.restart() },
  'takes connections and says nothing': {
    begin: () => proxy.silence(),
    end: () => {
      // Existing connections never receive anything again.
      proxy.split();
      proxy.speak();
    },
  },
};

describe.each(Object.entries(troubles))('while PostgreSQL %s', (_, { begin, end }) => {
  it('the api says so, to everybody and in time, and all goes on by itself afterwards', async () => {
    const socket = api.socket();
    sockets.push(socket);
    const heard = await api.listen(socket);
    await begin();
    const query = `query { program(id: "${P}") { name } }`;
    const mutation = `mutation { renameProgram(input: { programId: "${P}", name: "lost" }) { userErrors { code } } }`;
    const asked = (['en', 'zh-CN'] as const).flatMap((language) =>
      [query, mutation].map(async (text) => ({ language, ...(await api.send(text, {}, language)) })),
    );
    for (const { language, status, body } of await Promise.all(asked)) {
      expect(status).toBe(503);
      const extensions = { code: 'DATABASE_UNAVAILABLE', retryable: true, correlationId: expect.any(String) };
      expect(body).toEqual({ errors: [{ message: down[language], extensions }] });
    }
    const ready = await api.health('ready');
    expect([ready.status, Object.keys(ready.body.stores!)]).toEqual([503, ['database']]);
    expect((await api.health('live')).status).toBe(200);
    // Clients recognise this code and reconnect.
    expect(await api.closeCode()).toBe(1013);
    await end();
    await recovered();
    await api.rename('all is well');
    await eventually('the subscriber hears of it', () => (heard.at(-1) === 'all is well' ? true : undefined));
    expect(heard).not.toContain('lost');
  }, 120_000);
});

describe('a command that was acknowledged', () => {
  const done = {
    data: { renameProgram: { program: null, receipt: { position: expect.any(String) }, userErrors: [] } },
    extensions: { pending: true },
  };

  it('has its receipt, and is pending, where the views cannot be read, or not be waited for', async () => {
    const locking = new pg.Client({ connectionString: server.url(name) });
    await locking.connect();
    try {
      await locking.query('BEGIN');
      await locking.query('LOCK TABLE views.programs_documents, views.journal IN ACCESS EXCLUSIVE MODE');
      // More than there are connections: some time out waiting for an answer, some waiting for a connection.
      const names = Array.from({ length: 12 }, () => api.askName());
      const past = api.ask(`{ program(id: "${P}", asOf: "${new Date().toISOString()}") { name } }`);
      expect(await api.rename('acknowledged')).toEqual(done);
      for (const { data, errors } of await Promise.all([...names, past])) {
        expect(data).toEqual({ program: null });
        expect(errors).toMatchObject([
          { message: down.en, path: ['program'], extensions: { code: 'DATABASE_UNAVAILABLE', retryable: true } },
        ]);
      }
    } finally {
      await locking.end();
    }
    await eventually('it is shown', async () => ((await api.nameShown()) === 'acknowledged' ? true : undefined));
    await recovered();
  }, 120_000);

  it('has its receipt, and is pending, where the database has gone meanwhile', async () => {
    node.faults.add({ on: 'append', act: 'delay', when: 'after', ms: 5_000 });
    const answer = api.rename('and gone');
    await eventually('the views show it', async () => ((await api.nameShown()) === 'and gone' ? true : undefined));
    await server.stop();
    expect(await answer).toEqual(done);
    await server.restart();
    await recovered();
  }, 120_000);
});

it('has told nobody the password, and ends in order', async () => {
  const codes = await Promise.all(programs.map((program) => program.kill('SIGTERM')));
  // A process that ended by itself has printed why.
  expect(codes.map((code, i) => (code === 0 ? code : [code, programs[i]!.written.slice(-4_000)]))).toEqual([0, 0]);
  for (const { written } of programs) expect(written).not.toContain(SECRET);
});
