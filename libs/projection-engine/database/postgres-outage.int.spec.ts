import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PostgresUnderTest } from '#testing/postgres.js';
import { eventually } from '#testing/program.js';
import { TcpProxy } from '#testing/tcp-proxy.js';
import { isTransient } from './database-errors.js';
import { NotificationListener } from '../coordination/notification-listener.js';
import { VIEWS_CHANNEL, VIEWS_SCHEMA } from './postgres-schemas.js';
import { ProjectorLock } from '../coordination/projector-lock.js';
import { ViewsDatabase } from './views-database.js';

let server: PostgresUnderTest;
let proxy: TcpProxy;
let name: string;
let url: string;
let database: ViewsDatabase;

beforeAll(async () => {
  server = await PostgresUnderTest.start();
  await server.admin('CREATE ROLE somebody LOGIN');
});
afterAll(() => server.remove());
beforeEach(async () => {
  name = new URL(await server.database()).pathname.slice(1);
  await server.admin(`GRANT CREATE ON DATABASE ${name} TO somebody`);
  proxy = await TcpProxy.to(server.port);
  url = `postgres://somebody@127.0.0.1:${proxy.port}/${name}`;
  database = await ViewsDatabase.openPostgres(url, [VIEWS_SCHEMA]);
  expect(await asked()).toBe('answered');
});
afterEach(async () => {
  await database.sever();
  await proxy.close();
});

const settled = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'answered',
    (error: unknown) => error,
  );
const asked = (): Promise<unknown> => settled(database.select('SELECT 1'));
const written = (): Promise<unknown> => settled(database.write((session) => session.run('SELECT 1')));
const terminate = (whose: string): Promise<unknown> =>
  server.admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND application_name ${whose}`);
const listed = async (application: string): Promise<number[]> => {
  const sql = `SELECT pid FROM pg_stat_activity WHERE datname = '${name}' AND application_name = '${application}' AND wait_event = 'ClientRead'`;
  return (await server.admin<{ pid: number }>(sql)).map(({ pid }) => pid);
};

interface Trouble {
  readonly begin: () => unknown;
  readonly end: () => unknown;
  readonly says: RegExp;
}

const troubles: Readonly<Record<string, Trouble>> = {
  'was stopped': { begin: () => server.stop(), end: () => server.restart(), says: /terminated/ },
  'was killed': { begin: () => server.stop('SIGKILL'), end: () => server.restart(), says: /terminated/ },
  'is starting up': {
    begin: () => server.restartRecovering(),
    end: () => server.restart(),
    says: /not (yet )?accepting connections|starting up/,
  },
  'has too many connections': {
    begin: async () => {
      await server.admin('ALTER ROLE somebody CONNECTION LIMIT 0');
      await terminate("LIKE 'evenkeel%'");
    },
    end: () => server.admin('ALTER ROLE somebody CONNECTION LIMIT -1'),
    says: /too many connections/,
  },
};

describe.each(Object.entries(troubles))('a PostgreSQL that %s', (_, { begin, end, says }) => {
  it('fails questions and writes with what may succeed later, and serves the same pools again afterwards', async () => {
    await begin();
    try {
      for (const attempt of [asked, written]) {
        await eventually('it says what is wrong', async () => {
          const error = await attempt();
          expect([error, isTransient(error)]).toEqual([error, true]);
          // A connection that existed before the outage first reports that it is broken.
          return says.test(String(error)) ? true : undefined;
        });
      }
    } finally {
      await end();
    }
    for (const attempt of [asked, written])
      await eventually('it answers', async () => ((await attempt()) === 'answered' ? true : undefined));
  });
});

describe('a PostgreSQL that takes connections and does not answer', () => {
  it('fails questions in time, and asks on no such connection again', async () => {
    proxy.silence();
    const error = await asked();
    expect([error, isTransient(error)]).toEqual([error, true]);
    proxy.split();
    proxy.speak();
    expect(await asked()).toBe('answered');
  });

  it('fails the questions that found no connection free, and those that took too long', async () => {
    const errors = await Promise.all(Array.from({ length: 12 }, () => settled(database.select('SELECT pg_sleep(60)'))));
    const messages = errors.map((error) => (error as Error).message);
    expect(messages.filter((message) => message.includes('timeout exceeded when trying to connect'))).toHaveLength(2);
    expect(messages.filter((message) => message.includes('statement timeout'))).toHaveLength(10);
    expect(errors.map(isTransient)).toEqual(Array(12).fill(true));
    expect(await asked()).toBe('answered');
  });

  it('does not hold up whoever may no longer write', async () => {
    let began: () => void;
    const begun = new Promise<void>((resolve) => (began = resolve));
    const writing = settled(
      database.write(async (session) => {
        proxy.silence();
        began();
        return session.run('CREATE TABLE late (n integer)');
      }),
    );
    await begun;
    await database.sever();
    expect(isTransient(await writing)).toBe(true);
    proxy.speak();
    expect(await written()).not.toBe('answered');
    expect(await server.admin("SELECT FROM pg_tables WHERE tablename = 'late'", name)).toEqual([]);
  });
});

describe('a connection that is held', () => {
  it('leaves the lock of the projector to another one when it is lost, and when it is released', async () => {
    const first = await ProjectorLock.ifFree(url);
    expect(await ProjectorLock.ifFree(url)).toBeUndefined();
    await terminate("= 'evenkeel projector'");
    await first!.lost;
    const second = await ProjectorLock.wait(url, new AbortController().signal);
    expect(second).toBeDefined();
    await second!.release();
    const third = await ProjectorLock.ifFree(url);
    expect(third).toBeDefined();
    await Promise.all([first!.release(), third!.release()]);
  });

  it.each<[how: string, lose: () => unknown]>([
    ['ended', () => terminate("= 'evenkeel listener'")],
    ['split off', () => proxy.split('evenkeel listener')],
  ])('listens again when it was %s', async (_, lose) => {
    let notified = 0;
    const listener = new NotificationListener(url, () => notified++);
    listener.start();
    const [before] = await eventually('it listens', async () => nonEmpty(await listed('evenkeel listener')));
    await lose();
    await eventually('it listens anew', async () => nonEmpty((await listed('evenkeel listener')).filter((pid) => pid !== before)));
    // The start of listening counts as a notification: one may have been missed before.
    await eventually('it is told of that', () => (notified >= 2 ? true : undefined));
    const soFar = notified;
    await server.admin(`NOTIFY ${VIEWS_CHANNEL}`, name);
    await eventually('it is notified', () => (notified > soFar ? true : undefined));
    listener.stop();
    await eventually('it has gone', async () => ((await listed('evenkeel listener')).length === 0 ? true : undefined));
  });
});

const nonEmpty = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);
