import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { newUuid } from '#event-sourcing/uuid.js';
import type { Client } from 'graphql-ws';
import { join } from 'node:path';
import { PostgresUnderTest } from '../../support/postgres.js';
import { eventually, Program } from '../../support/program.js';
import { StandInNode } from '../../doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { Replica, TOKEN } from '../replica.js';

const P = newUuid();

const { folder, remove } = temporaryFolder();
let server: PostgresUnderTest;
let node: StandInNode;
let environment: Record<string, string>;
let one: Replica;
let two: Replica;
const projectors: Program[] = [];
const sockets: Client[] = [];

const replica = (name: string): Promise<Replica> =>
  Replica.of(new Program('api', { ...environment, EVENKEEL_DATA: join(folder, name), EVENKEEL_ADMIN_TOKEN: TOKEN, PORT: '0' }), P);

function projector(): Program {
  const program = new Program('projector', { ...environment, EVENKEEL_DATA: join(folder, 'projector') });
  projectors.push(program);
  return program;
}

beforeAll(async () => {
  [server, node] = await Promise.all([PostgresUnderTest.start(), StandInNode.start({ folder })]);
  environment = { EVENTSTORE_URL: node.url, DATABASE_URL: await server.database(), LOG_LEVEL: 'info' };
  const active = projector();
  [one, two] = await Promise.all([replica('one'), replica('two')]);
  await active.says(/"msg":"active"/);
  const { data, errors } = await one.charter('P');
  expect(errors).toBeUndefined();
  expect(data?.charterProgram).toEqual({ program: { name: 'P' }, userErrors: [] });
});

afterAll(async () => {
  for (const socket of sockets) await socket.dispose();
  await Promise.all([one?.program, two?.program, ...projectors].map((program) => program?.kill('SIGKILL')));
  await node?.kill();
  await server?.remove();
  remove();
});

describe('the clustered mode', () => {
  it('opens the web app on every replica, with the same assets', async () => {
    const pages = await Promise.all(
      [one, two].map(async ({ url }) => (await fetch(`${url}/my-work`, { headers: { accept: 'text/html' } })).text()),
    );
    expect(pages[0]).toBe(pages[1]);
    const [, script] = /<script [^>]*src="(\/assets\/[^"]+)"/.exec(pages[0]!)!;
    for (const { url } of [one, two]) {
      const { status, headers, body } = await fetch(url + script!);
      await body!.cancel();
      expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    }
  });

  it('shows a writer what was written, on the replica that took it and on the other', async () => {
    for (let n = 0; n < 20; n++) {
      const name = `P ${n}`;
      const answer = await (n % 2 ? one : two).rename(name);
      expect(answer.errors).toBeUndefined();
      expect(answer.extensions?.pending ?? false).toBe(false);
      expect(answer.data?.renameProgram?.program).toEqual({ name });
      expect(await one.nameShown()).toBe(name);
      expect(await two.nameShown()).toBe(name);
    }
  });

  it('answers about the past in a thread beside the others', async () => {
    const before = new Date().toISOString();
    await one.rename('after that');
    const { data } = await two.ask(`{ program(id: "${P}", asOf: "${before}") { name } }`);
    expect(data?.program?.name).not.toBe('after that');
    expect(await two.nameShown()).toBe('after that');
  });

  it('tells subscribers of one replica what was written through the other', async () => {
    const socket = two.socket();
    sockets.push(socket);
    const heard = await two.listen(socket);
    await one.rename('the last');
    await eventually('it is heard', () => (heard.at(-1) === 'the last' ? true : undefined));
  });

  it('passes over what others write under its prefix, and says so', async () => {
    const client = EventStoreDBClient.connectionString(node.url);
    await client.appendToStream('evenkeel_program-of-theirs', jsonEvent({ type: 'Unheard', data: {} }));
    await client.dispose();
    await projectors[0]!.says(/"passedOver":1,/);
    expect((await one.rename('beside them')).data?.renameProgram?.program).toEqual({ name: 'beside them' });
  });

  it('goes on with a standby within seconds when the active projector is killed', async () => {
    const [active] = projectors;
    const standby = projector();
    await standby.says(/standing by/);
    expect(standby.written).not.toContain('"msg":"active"');
    await active!.kill('SIGKILL');
    const killedAt = performance.now();
    const renaming = await one.rename('through the change');
    expect(renaming.data?.renameProgram?.userErrors).toEqual([]);
    await eventually('the other replica shows it', async () => ((await two.nameShown()) === 'through the change' ? true : undefined));
    expect(performance.now() - killedAt).toBeLessThan(10_000);
    await standby.says(/"msg":"active"/);
    const rows = await server.admin<{ n: string; m: string }>(
      'select count(*) as n, count(distinct id) as m from views.journal',
      new URL(environment['DATABASE_URL']!).pathname.slice(1),
    );
    expect(rows[0]!.n).toBe(rows[0]!.m);
  });

  it('has the projector rebuild what a replica is asked to', async () => {
    const before = await two.nameShown();
    const { data, errors } = await two.ask(
      'mutation { rebuildProjection(input: { name: "programs" }) { projection { name state } userErrors { code } } }',
    );
    expect(errors).toBeUndefined();
    expect(data?.rebuildProjection?.userErrors).toEqual([]);
    expect(await two.nameShown()).toBe(before);
    await one.rename('after the rebuild');
    expect(await one.nameShown()).toBe('after the rebuild');
  });

  it('says which side is down, and recovers without a restart: PostgreSQL', async () => {
    expect((await one.health('ready')).status).toBe(200);
    await server.stop();
    const down = await eventually('the health says so', async () => {
      const health = await one.health('ready');
      return health.status === 503 ? health : undefined;
    });
    expect(Object.keys(down.body.stores!)).toEqual(['database']);
    await server.restart();
    await eventually('it is healthy again', async () => ((await one.health('ready')).status === 200 ? true : undefined));
    await eventually('the views move again', async () => {
      const { data, extensions } = await one.rename('after the outage of the database');
      return data?.renameProgram?.program?.name === 'after the outage of the database' && !extensions?.pending ? true : undefined;
    });
    const { data } = await two.ask(`{ program(id: "${P}", asOf: "${new Date().toISOString()}") { name } }`);
    expect(data?.program?.name).toBe('after the outage of the database');
    expect(one.program.ended || two.program.ended || projectors.at(-1)!.ended).toBe(false);
  });

  it('says which side is down, and recovers without a restart: the event store', async () => {
    const { port } = node.endpoint;
    await node.kill();
    const down = await eventually('the health says so', async () => {
      const health = await two.health('ready');
      return health.status === 503 ? health : undefined;
    });
    expect(Object.keys(down.body.stores!)).toEqual(['eventStore']);
    expect(await two.nameShown()).toBe('after the outage of the database');
    const refused = await two.rename('lost?');
    const codes = [...(refused.errors ?? []).map(({ extensions }) => extensions), ...(refused.data?.renameProgram?.userErrors ?? [])];
    expect(codes).toEqual([expect.objectContaining({ code: 'STORE_UNAVAILABLE', retryable: true })]);
    node = await StandInNode.start({ folder, port });
    await eventually('it is healthy again', async () => ((await two.health('ready')).status === 200 ? true : undefined));
    await eventually('commands are taken and shown again', async () => {
      const { data } = await two.rename('after the outage of the event store');
      return data?.renameProgram?.program?.name === 'after the outage of the event store' ? true : undefined;
    });
  });

  it('ends at once and in order when it is told to', async () => {
    expect(await Promise.all([one.program.kill('SIGTERM'), two.program.kill('SIGTERM'), projectors.at(-1)!.kill('SIGTERM')])).toEqual([
      0, 0, 0,
    ]);
  });
});
