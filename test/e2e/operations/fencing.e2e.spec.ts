import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openEventStoreDb } from '#event-store/eventstoredb/eventstoredb-event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { collect } from '#testing/event-sourcing/contract/observe.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { PROJECTIONS } from '#read-models/registry.js';
import { documentTable } from '#projection-engine/writers/document-writer.js';
import { join } from 'node:path';
import pg from 'pg';
import { PostgresUnderTest } from '../../support/postgres.js';
import { eventually, Program } from '../../support/program.js';
import { StandInNode } from '../../doubles/eventstoredb/stand-in-node.js';
import { TcpProxy } from '../../support/tcp-proxy.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { Replica, TOKEN } from '../replica.js';

const { folder, remove } = temporaryFolder();
let server: PostgresUnderTest;
beforeAll(async () => {
  server = await PostgresUnderTest.start();
  for (const who of ['old', 'heir']) await server.admin(`CREATE ROLE ${who} SUPERUSER LOGIN`);
});
afterAll(async () => {
  await server.remove();
  remove();
});

let P: string;
let name: string;
/** The old projector's network to the database, which no other process uses. */
let proxy: TcpProxy;
let node: StandInNode;
let old: Program;
let heir: Program;
let api: Replica;
let nth = 0;

beforeEach(async () => {
  P = newUuid();
  node = await StandInNode.start({ folder: join(folder, `${++nth}`) });
  name = new URL(await server.database()).pathname.slice(1);
  proxy = await TcpProxy.to(server.port);
  const program = (app: 'api' | 'projector', who: string, port = server.port): Program =>
    new Program(app, {
      EVENTSTORE_URL: node.url,
      DATABASE_URL: `postgres://${who}@127.0.0.1:${port}/${name}`,
      EVENKEEL_DATA: join(folder, `${nth} ${who}`),
      EVENKEEL_ADMIN_TOKEN: TOKEN,
      PORT: '0',
    });
  old = program('projector', 'old', proxy.port);
  await old.says(/"msg":"active"/);
  await keepRecordOfWriters();
  heir = program('projector', 'heir');
  api = await Replica.of(program('api', 'evenkeel'), P);
  await heir.says(/"msg":"standing by"/);
  expect((await api.charter('P')).errors).toBeUndefined();
});
afterEach(async () => {
  await Promise.all([old, heir, api?.program].map((program) => program?.kill('SIGKILL')));
  await proxy.close();
  await node.kill();
});

/** Makes the database record who moves each checkpoint. */
async function keepRecordOfWriters(): Promise<void> {
  await server.admin(
    `CREATE TABLE public.writers (nth serial, who text);
     CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql AS
       'BEGIN INSERT INTO public.writers (who) VALUES (session_user); RETURN NULL; END';
     CREATE TRIGGER note AFTER UPDATE ON views.projection_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION public.note()`,
    name,
  );
}

/** The writers in order: consecutive writes of the same one count once. */
async function writers(): Promise<string[]> {
  const rows = await server.admin<{ who: string }>('SELECT who FROM public.writers ORDER BY nth', name);
  return rows.map(({ who }) => who).filter((who, i, all) => who !== all[i - 1]);
}

async function log(): Promise<StoredEvent[]> {
  const store = openEventStoreDb({ url: node.url });
  try {
    return await collect(store.readAll());
  } finally {
    await store.close();
  }
}

/** Renames the program repeatedly until the returned function is called. */
function renaming(): () => Promise<void> {
  let ending = false;
  const running = (async () => {
    for (let n = 0; !ending; n++) expect((await api.rename(`P ${n}`)).errors).toBeUndefined();
  })();
  running.catch(() => undefined);
  return () => {
    ending = true;
    return running;
  };
}

/** The history of a program with drift (culture falls behind) and its evaluations. */
const historyOf = (programId: string): object => {
  const sundays = ['2020-07-05', '2020-07-12', '2020-07-19', '2020-07-26', '2020-08-02'];
  const lines = [
    {
      at: '2020-03-01T00:00:00Z',
      kind: 'charter',
      actor: 'lin',
      name: 'H',
      sponsorId: 'lin',
      startsOn: '2020-03-01',
      endsOn: '2020-12-31',
    },
    ...['CULTURE', 'PROCESS', 'TECHNOLOGY', 'LEADERSHIP'].map((pillar, i) => ({
      at: '2020-03-02T00:00:00Z',
      actor: 'lin',
      initiative: pillar,
      title: pillar,
      pillar,
      status: 'implementable',
      owner: 'lin',
      milestones: [{ key: 'one', release: '1', due: '2020-04-01', ...(i > 0 ? { achieved: '2020-03-02' } : {}) }],
    })),
    ...sundays.map((on) => ({ at: `${on}T23:59:59.999Z`, kind: 'evaluate', on })),
  ];
  return { programId, importedFrom: 'history', firstLine: 1, lines };
};

/** What the evaluations decided and which commands followed: each with its kind, its evaluation and its pillar. */
function reactions(events: readonly StoredEvent[]): { readonly decided: unknown[]; readonly done: unknown[] } {
  const evaluations = events.filter(({ type }) => type === 'BalanceEvaluated');
  const decided = evaluations.flatMap(({ id, data }) =>
    (data as { signals: readonly { kind: string; pillar: string | null; decision: string | null }[] }).signals
      .filter(({ decision }) => decision !== null)
      .map(({ kind, pillar, decision }) => [decision === 'OPEN' ? 'DriftFlagged' : 'DriftCleared', id, kind, pillar].join(' ')),
  );
  const done = events
    .filter(({ type }) => ['DriftFlagged', 'DriftCleared'].includes(type))
    .map(({ type, data, metadata: { causationId } }) => {
      const { kind, pillar } = data as { kind: string; pillar: string | null };
      return [type, causationId, kind, pillar].join(' ');
    });
  return { decided: decided.sort(), done: done.sort() };
}

/** The documents that the projections make of the whole log, and those in the views. */
async function documents(events: readonly StoredEvent[]): Promise<{ readonly folded: object; readonly held: object }> {
  const folded: Record<string, unknown> = {};
  const held: Record<string, unknown> = {};
  for (const projection of PROJECTIONS) {
    const { name: view, streams } = projection;
    for (const event of events) {
      const of = streams.some((prefix) => event.stream.startsWith(prefix)) ? projection.key(event) : undefined;
      if (of !== undefined) folded[`${view} ${of}`] = projection.evolve(folded[`${view} ${of}`], event);
    }
    // Documents of one event are not stored: their rows have to be there.
    const select = projection.ofOneEvent
      ? `SELECT id AS key FROM views.${view.slice(0, -1)}_rows`
      : `SELECT key, document FROM views.${documentTable(view)}`;
    const rows = await server.admin<{ key: string; document?: string }>(select, name);
    for (const { key, document } of rows)
      held[`${view} ${key}`] = document === undefined ? folded[`${view} ${key}`] : (JSON.parse(document) as unknown);
  }
  return { folded: JSON.parse(JSON.stringify(folded)) as object, held };
}

/** Expects that the views equal the log, and that both sagas together did everything exactly once. */
async function expectUnharmed(): Promise<void> {
  const events = await eventually('the views show everything', async () => {
    const all = await log();
    const { decided, done } = reactions(all);
    const [row] = await server.admin<{ n: string }>('SELECT count(*) AS n FROM views.journal', name);
    return done.length >= decided.length && Number(row!.n) >= all.length ? all : undefined;
  });
  const { decided, done } = reactions(events);
  expect(decided.length).toBeGreaterThan(0);
  expect(done).toEqual(decided);
  const journal = await server.admin<{ id: string }>('SELECT id FROM views.journal ORDER BY position', name);
  expect(journal.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  const { folded, held } = await documents(events);
  expect(held).toEqual(folded);
}

const lost: Readonly<Record<string, () => unknown>> = {
  'is ended': async () => {
    // Otherwise the old projector would probably get the lock again.
    proxy.bar();
    await server.admin(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'old' AND application_name = 'evenkeel projector'`,
    );
  },
  'goes silent, and everything else goes on': () => proxy.split('evenkeel projector'),
  'goes silent like everything else, in the middle of a write': async () => {
    const holding = new pg.Client({ connectionString: server.url(name) });
    await holding.connect();
    await holding.query('BEGIN');
    await holding.query('SELECT FROM views.projection_checkpoints FOR UPDATE');
    await eventually('the projector is held up', async () => {
      const waiting = await server.admin(`SELECT FROM pg_stat_activity WHERE usename = 'old' AND wait_event_type = 'Lock'`);
      return waiting.length > 0 ? true : undefined;
    });
    proxy.split();
    await holding.end();
  },
};

describe.each(Object.entries(lost))('where the connection of the lock %s', (_, lose) => {
  it('the heir takes over, and the one before it writes nothing more, steps down and stands by', async () => {
    const end = renaming();
    await eventually('the old one writes', async () => ((await writers()).includes('old') ? true : undefined));
    await lose();
    const imported = await api.ask(
      'mutation ($input: ImportStatusLinesInput!) { importStatusLines(input: $input) { accepted rejected { code } } }',
      {
        input: historyOf(newUuid()),
      },
    );
    expect(imported).toMatchObject({ data: { importStatusLines: { accepted: 10, rejected: [] } } });
    await heir.says(/"msg":"active"/);
    proxy.speak();
    await old.says(/"msg":"no longer active"[^]*"msg":"standing by"/);
    await eventually('the heir writes', async () => ((await writers()).at(-1) === 'heir' ? true : undefined));
    await end();
    await expectUnharmed();
    expect(await writers()).toEqual(['old', 'heir']);
    expect(old.ended || heir.ended).toBe(false);
    // The old projector is a standby now.
    await heir.kill('SIGKILL');
    await old.says(/"msg":"no longer active"[^]*"msg":"active"/);
  }, 120_000);
});

it('steps down where somebody has written the views although the lock is held, and what was written is made good', async () => {
  await server.admin(`UPDATE views.projection_checkpoints SET build = build + 1`, name);
  expect((await api.rename('as ever')).errors).toBeUndefined();
  await old.says(/"why":"another process has written the views"[^]*"msg":"standing by"/);
  await eventually('it is shown', async () => ((await api.nameShown()) === 'as ever' ? true : undefined));
});
