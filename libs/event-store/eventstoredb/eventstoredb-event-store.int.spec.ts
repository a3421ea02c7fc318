import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '#event-sourcing/event.js';
import { Follower } from '#testing/event-sourcing/contract/follow.js';
import { appended, collect, idsOf } from '#testing/event-sourcing/contract/observe.js';
import { anEvent, someEvents } from '#testing/event-sourcing/an-event.js';
import { freshStream } from '#testing/event-sourcing/contract/fresh-stream.js';
import { otherPeoplesEvents } from '#testing/foreign-streams.js';
import { selfSigned, type KeyAndCertificate } from '#testing/self-signed.js';
import { StandInNode, type StandInOptions } from '#testing/doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { openEventStoreDb } from './eventstoredb-event-store.js';

const deadlines = { callMs: 2_000, totalMs: 4_000, retries: { firstMs: 5, longestMs: 50 } };
/** Long time limits for tests that move megabytes on a busy machine and do not measure time. */
const unhurried = { callMs: 30_000, totalMs: 60_000, retries: { firstMs: 5, longestMs: 50 } };

let place: ReturnType<typeof temporaryFolder>;
let node: StandInNode;

const start = async (options: Partial<StandInOptions> = {}): Promise<void> => {
  node = await StandInNode.start({ folder: place.folder, ...options });
};

beforeEach(async () => {
  place = temporaryFolder();
});

afterEach(async () => {
  await node.kill();
  place.remove();
});

describe('other people on the same cluster', () => {
  it('change nothing of what is read, followed and answered', async () => {
    await start();
    const client = EventStoreDBClient.connectionString(node.url);
    const store = openEventStoreDb({ url: node.url, prefix: 'ours_' });
    const theirs = openEventStoreDb({ url: node.url, prefix: 'theirs_' });
    const stream = freshStream();
    const follower = new Follower(store, [stream], 10_000);
    const events = [];
    for (let round = 0; round < 40; round++) {
      await otherPeoplesEvents(client, String(round));
      await appended(theirs, stream, [anEvent()], 'any');
      const event = anEvent();
      events.push(event.id);
      expect(await appended(store, stream, [event], round === 0 ? 'none' : round - 1)).toMatchObject({ revision: round });
    }
    await follower.untilSeen(40);
    await follower.untilCaughtUp();
    await follower.leave();
    for (const ids of [
      follower.ids,
      idsOf(await collect(store.readAll())),
      idsOf(await collect(store.read(stream))),
      idsOf(await collect(store.readAll({ direction: 'backwards' }))).reverse(),
    ]) {
      expect(ids).toEqual(events);
    }
    expect((await collect(store.readAll())).every((event) => event.stream === stream)).toBe(true);
    for (const open of [store, theirs]) await open.close();
    await client.dispose();
  });

  it('who write into our own streams are passed over: what lacks our metadata is none of ours', async () => {
    await start();
    const client = EventStoreDBClient.connectionString(node.url);
    const store = openEventStoreDb({ url: node.url, prefix: 'ours_' });
    const stream = freshStream();
    await client.appendToStream(`ours_${stream}`, jsonEvent({ type: 'Unheard', data: { of: 1 } }));
    const event = anEvent();
    await appended(store, stream, [event], 0);
    expect(idsOf(await collect(store.readAll()))).toEqual([event.id]);
    expect(idsOf(await collect(store.read(stream)))).toEqual([event.id]);
    await store.close();
    await client.dispose();
  });

  it('may have filled the log for long before ours: none of it is sent to us', async () => {
    await start();
    const client = EventStoreDBClient.connectionString(node.url);
    const filler = Array.from({ length: 3_000 }, (_, n) => jsonEvent({ type: 'Noise', data: { n } }));
    await client.appendToStream('noise', filler);
    const store = openEventStoreDb({ url: node.url, deadlines });
    const stream = freshStream();
    const follower = new Follower(store, [stream], 10_000);
    await follower.untilCaughtUp();
    node.dropConnections();
    const events = someEvents(3);
    await appended(store, stream, events, 'none');
    await follower.untilSeen(3);
    await follower.leave();
    expect(follower.ids).toEqual(idsOf(events));
    expect(await collect(store.readAll())).toHaveLength(3);
    // Beside the events of the reads: the one that an append reads for its position, and the head that a subscription reads after an
    // interruption.
    expect(node.eventsSent).toBe(2 * 3 + 2);
    await store.close();
    await client.dispose();
  });
});

it('a reader that is slow gets everything before it is told that it caught up', async () => {
  await start();
  const store = openEventStoreDb({ url: node.url, deadlines: unhurried });
  const stream = freshStream();
  const events = Array.from({ length: 300 }, (_, n) => anEvent({ n, text: 'x'.repeat(3_000) }));
  await appended(store, stream, events, 'none');
  // All events and the caught-up marker are in the client's buffer before the second item is requested.
  const slowly = async (after: () => void): Promise<void> => {
    after();
    for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  const read: string[] = [];
  for await (const page of store.readAll()) await slowly(() => read.push(...idsOf(page)));
  const followed: string[] = [];
  for await (const item of store.subscribe()) {
    if (item === 'caughtUp') break;
    await slowly(() => followed.push(...idsOf(item)));
  }
  expect([read, followed]).toEqual([idsOf(events), idsOf(events)]);
  await store.close();
});

it('a reader that does not keep up with what is appended is told that it caught up when it has, and loses nothing', async () => {
  await start();
  const store = openEventStoreDb({ url: node.url, deadlines: unhurried });
  const stream = freshStream();
  const following = store.subscribe()[Symbol.asyncIterator]() as AsyncIterator<StoredEvent[] | 'caughtUp', undefined>;
  expect(await following.next()).toMatchObject({ value: 'caughtUp' });
  const events = Array.from({ length: 3_000 }, (_, n) => anEvent({ n, text: 'x'.repeat(2_000) }));
  for (let n = 0; n < 3_000; n += 300) await appended(store, stream, events.slice(n, n + 300), 'any');
  const seen: string[] = [];
  for (;;) {
    const { value } = await following.next();
    if (value === 'caughtUp' || value === undefined) break;
    seen.push(...idsOf(value));
  }
  expect(seen).toEqual(idsOf(events));
  await following.return?.();
  await store.close();
});

it('every append is an Append: BatchAppend, which can wait for ever, and ServerFeatures are never called', async () => {
  await start();
  node.faults.add({ on: 'batchAppend', act: 'duplicate' });
  node.faults.add({ on: 'features', act: 'refuse' });
  const store = openEventStoreDb({ url: node.url });
  await Promise.all(Array.from({ length: 8 }, () => appended(store, freshStream(), someEvents(2), 'none')));
  expect(node.faults.take('batchAppend')).toBeDefined();
  expect(node.faults.take('features')).toBeDefined();
  await store.close();
});

it('an append of what JSON cannot hold is refused, stores nothing and harms nobody', async () => {
  await start();
  const store = openEventStoreDb({ url: node.url });
  const circle: Record<string, unknown> = {};
  circle['self'] = 1n;
  await expect(store.append('program-1', [anEvent(), anEvent(circle)], { expectedRevision: 'any' })).rejects.toThrow(TypeError);
  await expect(store.append('program-1', [], { expectedRevision: 'any' })).rejects.toThrow(RangeError);
  expect(await collect(store.readAll())).toEqual([]);
  await store.close();
});

it('a position beyond the head, or of another kind of store, is refused and not waited for', async () => {
  await start();
  const store = openEventStoreDb({ url: node.url });
  const { position } = await appended(store, freshStream(), [anEvent()]);
  const first = async (after: string): Promise<unknown> => {
    for await (const item of store.subscribe({ after })) return item;
    return undefined;
  };
  await expect(first(position)).resolves.toBe('caughtUp');
  await expect(first(position.replaceAll(/^0|:0/g, (zero) => zero.replace('0', '9')))).rejects.toMatchObject({ code: 'STALE_POSITION' });
  await expect((async () => first('0000000000000001'))()).rejects.toMatchObject({ code: 'STALE_POSITION' });
  await expect(collect(store.readAll({ after: '7' }))).rejects.toMatchObject({ code: 'STALE_POSITION' });
  await appended(store, freshStream(), [anEvent()]);
  const between = position.replaceAll(/\d+/g, (digits) => String(BigInt(digits) + 1n).padStart(digits.length, '0'));
  await expect(first(between)).rejects.toMatchObject({ code: 'STALE_POSITION' });
  for (const direction of ['forwards', 'backwards'] as const)
    await expect(collect(store.readAll({ after: between, direction }))).rejects.toMatchObject({ code: 'STALE_POSITION' });
  await store.close();
});

it('a subscription does not go on on a cluster that has come back as an older copy of itself', async () => {
  await start();
  const { port } = node.endpoint;
  const log = join(place.folder, 'stand-in.log');
  const store = openEventStoreDb({ url: node.url, deadlines });
  const stream = freshStream();
  await appended(store, stream, someEvents(2));
  const copy = readFileSync(log);
  await appended(store, stream, someEvents(2));
  const following = store.subscribe()[Symbol.asyncIterator]();
  let seen = 0;
  for (let item: unknown; item !== 'caughtUp'; seen += Array.isArray(item) ? item.length : 0) item = (await following.next()).value;
  expect(seen).toBe(4);
  const next = following.next();
  next.catch(() => undefined);
  await node.kill();
  writeFileSync(log, copy);
  await start({ port });
  await expect(next).rejects.toMatchObject({ code: 'STALE_POSITION' });
  await store.close();
});

describe('with TLS', () => {
  const authority = selfSigned();

  const urlWith = (userInfo: string, options = ''): string => {
    const file = join(place.folder, 'ca.pem');
    writeFileSync(file, authority.cert);
    return `esdb://${userInfo}127.0.0.1:${node.endpoint.port}?tlsCAFile=${encodeURIComponent(file)}${options}`;
  };

  it('the node is trusted by its authority, and we by our credentials', async () => {
    await start({ tls: authority });
    const store = openEventStoreDb({ url: urlWith('admin:changeit@'), deadlines });
    const stream = freshStream();
    await appended(store, stream, someEvents(2), 'none');
    expect(await collect(store.read(stream))).toHaveLength(2);
    await store.close();
  });

  /** Writes a user's certificate and key to files and returns the options that name them. */
  const filesOf = (name: string, user: KeyAndCertificate): string => {
    const [userCert, userKey] = [join(place.folder, `${name}.crt`), join(place.folder, `${name}.key`)];
    writeFileSync(userCert, user.cert);
    writeFileSync(userKey, user.key);
    return `&userCertFile=${encodeURIComponent(userCert)}&userKeyFile=${encodeURIComponent(userKey)}`;
  };

  it('by a certificate of our own, which is shown, there are no credentials, and still no BatchAppend', async () => {
    await start({ tls: authority });
    node.faults.add({ on: 'batchAppend', act: 'refuse' });
    const store = openEventStoreDb({ url: urlWith('', filesOf('admin', authority.issue('admin'))), deadlines });
    const stream = freshStream();
    await appended(store, stream, [anEvent()], 'none');
    expect(await collect(store.read(stream))).toHaveLength(1);
    expect(await collect(store.readAll())).toHaveLength(1);
    expect(node.faults.take('batchAppend')).toBeDefined();
    await store.close();
  });

  it.each([
    ['no certificate', () => ''],
    ['one of another authority', () => filesOf('foreign', selfSigned('another').issue('admin'))],
    ['one of nobody that the node knows', () => filesOf('nobody', authority.issue('nobody'))],
  ])('%s and no credentials are refused at once', async (_, files) => {
    await start({ tls: authority });
    const store = openEventStoreDb({ url: urlWith('', files()), deadlines });
    const refused = { code: 'STORE_UNAVAILABLE', retryable: false };
    await expect(store.append('program-1', [anEvent()], { expectedRevision: 'any' })).rejects.toMatchObject(refused);
    await expect(collect(store.readAll())).rejects.toMatchObject(refused);
    await store.close();
  });

  it('wrong credentials are refused at once, and no error or log names them', async () => {
    await start({ tls: authority });
    const store = openEventStoreDb({ url: urlWith('admin:s3cret@'), deadlines });
    const failures: unknown[] = [];
    failures.push(await store.append('program-1', [anEvent()], { expectedRevision: 'any' }).catch((error: unknown) => error));
    failures.push(await collect(store.readAll()).catch((error: unknown) => error));
    failures.push(await new Follower(store, [], 10_000).step().catch((error: unknown) => error));
    for (const failure of failures) {
      expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: false });
      const { message, stack } = failure as Error;
      expect(`${message} ${stack} ${JSON.stringify(failure)}`).not.toMatch(/s3cret|YWRtaW46czNjcmV0/);
    }
    await store.close();
  });

  it('an authority that is not there is an error of the configuration', async () => {
    await start();
    expect(() => openEventStoreDb({ url: 'esdb://admin:s3cret@localhost?tlsCAFile=/nowhere/ca.pem' })).toThrow(
      /^(?!.*s3cret).*EVENTSTORE_URL.*certificate/,
    );
  });
});
