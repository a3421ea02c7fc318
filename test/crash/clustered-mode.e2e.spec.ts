import { afterAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { openEventStoreDb } from '#event-store/eventstoredb/eventstoredb-event-store.js';
import type { StoredEvent } from '#event-sourcing/event.js';
import { collect } from '#testing/event-sourcing/contract/observe.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import { PostgresUnderTest } from '../support/postgres.js';
import { eventually, Program } from '../support/program.js';
import { randomFrom } from '../support/random.js';
import { startStandInProcess, type StandInProcess } from '../doubles/eventstoredb/start-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { caughtUp } from './caught-up.js';
import { InsistentWriters, TOKEN } from './insistent-writers.js';
import { asText, expectKept, expectSameRows, isView, type Rows } from './kept-promises.js';
import { deadlineMs, roundsOr } from './rounds.js';

/** Each process is killed alone, then two at once. */
const rounds = roundsOr(7);
const writers = 8;
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);

const { folder, remove } = temporaryFolder();
const running: Program[] = [];
let server: PostgresUnderTest | undefined;
let node: StandInProcess | undefined;
let working: InsistentWriters | undefined;
afterAll(async () => {
  working?.abandon();
  for (const program of running) await program.kill('SIGKILL');
  await node?.kill();
  await server?.remove();
  remove();
});

interface Replica {
  readonly api: Program;
  readonly url: string;
}

/** The processes that share one database of views and one log. */
class Cluster {
  constructor(private readonly database: string) {}

  private environment(name: string): Record<string, string> {
    const stores = { EVENTSTORE_URL: node!.url, DATABASE_URL: this.database, EVENKEEL_DATA: join(folder, name) };
    return { ...stores, EVENKEEL_ADMIN_TOKEN: TOKEN, EVENKEEL_RATE_LIMIT: '0', LOG_LEVEL: 'info' };
  }

  projector(): Program {
    const program = new Program('projector', this.environment('projector'));
    running.push(program);
    return program;
  }

  async replica(name: string): Promise<Replica> {
    const api = new Program('api', { ...this.environment(name), PORT: '0' });
    running.push(api);
    const [, url] = await api.says(/listens at (http:\/\/\S+)\/graphql/);
    return { api, url: url! };
  }

  /** The content of the views once they have caught up. */
  async rows({ url }: Replica): Promise<Rows> {
    await eventually('the views show everything', () => caughtUp(url));
    const name = new URL(this.database).pathname.slice(1);
    const tables = await server!.admin<{ t: string }>(`SELECT tablename AS t FROM pg_tables WHERE schemaname = 'views'`, name);
    const rows: Record<string, readonly string[]> = {};
    for (const { t } of tables.filter((table) => isView(table.t)))
      rows[t] = asText(await server!.admin<object>(`SELECT * FROM views.${t}`, name));
    return rows;
  }
}

async function log(): Promise<StoredEvent[]> {
  const store = openEventStoreDb({ url: node!.url });
  try {
    return await collect(store.readAll());
  } finally {
    await store.close();
  }
}

/** The processes that can be killed and restarted; those that others need for their start come first. */
const everybody = ['node', 'postgres', 'projector', 'standby', 'one', 'two'] as const;
type Victim = (typeof everybody)[number];

/** Each process once, then two at a time. */
function victimsOf(round: number, random: () => number): readonly Victim[] {
  if (round < everybody.length) return [everybody[round]!];
  const first = Math.floor(random() * everybody.length);
  const second = (first + 1 + Math.floor(random() * (everybody.length - 1))) % everybody.length;
  return everybody.filter((_, i) => i === first || i === second);
}

describe(`the clustered mode under kill -9 (CRASH_SEED=${seed})`, () => {
  it(
    `keeps what it acknowledged, and its views are those of a rebuild, after ${rounds} rounds of kills under ${writers} writers`,
    async () => {
      [server, node] = await Promise.all([PostgresUnderTest.start(), startStandInProcess(folder)]);
      const random = randomFrom(seed);
      const cluster = new Cluster(await server.database());
      const projectors = { projector: cluster.projector(), standby: cluster.projector() };
      const replicas = { one: cluster.replica('one'), two: cluster.replica('two') };
      await Promise.all(Object.values(replicas));
      let turn = 0;
      working = new InsistentWriters(seed, uuidFrom(seed, 'program'), async () => (await replicas[turn++ % 2 ? 'one' : 'two']).url);

      const killed = async (victim: Victim): Promise<unknown> => {
        if (victim === 'node') return node!.kill();
        if (victim === 'postgres') return server!.stop('SIGKILL');
        if (victim === 'projector' || victim === 'standby') return projectors[victim].kill('SIGKILL');
        return (await replicas[victim]).api.kill('SIGKILL');
      };
      const broughtBack = async (victim: Victim): Promise<unknown> => {
        if (victim === 'node') return (node = await startStandInProcess(folder, node!.port));
        if (victim === 'postgres') return server!.restart();
        if (victim === 'projector' || victim === 'standby') return (projectors[victim] = cluster.projector());
        return (replicas[victim] = cluster.replica(victim));
      };

      await working.start(writers);
      for (let round = 0; round < rounds; round++) {
        await working.more(1 + Math.floor(random() * 60));
        const victims = victimsOf(round, random);
        await Promise.all(victims.map(killed));
        for (const victim of victims) await broughtBack(victim);
      }
      await working.more(writers);
      await working.stop();
      const [one, two] = await Promise.all([replicas.one, replicas.two]);
      await eventually('both replicas show everything', async () => (await caughtUp(one.url)) && (await caughtUp(two.url)));
      const live = await cluster.rows(one);
      const events = await log();
      expectKept(events, working.receipts);
      expect(working.contradictions).toEqual([]);
      // Without retries no writer was working during the kills.
      expect(working.again).toBeGreaterThan(rounds);
      // A standby that was restarted last may still be starting.
      for (const program of Object.values(projectors)) await program.says(/"msg":"standing by"/);
      for (const program of [one.api, two.api, ...Object.values(projectors)]) expect(await program.kill('SIGTERM')).toBe(0);

      const fresh = new Cluster(await server.database());
      fresh.projector();
      expectSameRows(live, await fresh.rows(await fresh.replica('three')));
      expect(live['journal']).toHaveLength(events.length);
      expect((await log()).length).toBe(events.length);
    },
    deadlineMs(rounds),
  );
});
