import { expect, it } from '@jest/globals';
import { AccessDeniedError, EventStoreDBClient, StreamDeletedError, StreamNotFoundError } from '@eventstore/db-client';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { all, aJsonEvent, events, plain, revisions } from '../support/event-store-db-client.js';
import { startStandInProcess } from '../doubles/eventstoredb/start-process.js';
import { StandInNode } from '../doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

it('killed in the middle of appends it comes back with all that it acknowledged, each append whole', async () => {
  const { folder, remove } = temporaryFolder();
  let child = await startStandInProcess(folder);
  const { port } = child;
  const streams = Array.from({ length: 8 }, (_, n) => `kept-${n}`);
  const acknowledged = streams.map(() => -1n);
  for (let kill = 0; kill < 3; kill++) {
    const client = EventStoreDBClient.connectionString(child.url);
    let answers = 0;
    let killed: Promise<void> | undefined;
    await Promise.all(
      streams.map(async (stream, n) => {
        for (;;) {
          const expectedRevision = acknowledged[n]! < 0n ? 'no_stream' : acknowledged[n]!;
          const result = await client.appendToStream(stream, events(3), { ...plain, expectedRevision }).catch(() => undefined);
          if (result === undefined) return;
          acknowledged[n] = result.nextExpectedRevision;
          if (++answers === 200) killed = child.kill();
        }
      }),
    );
    await killed;
    child = await startStandInProcess(folder, port);
    const reader = EventStoreDBClient.connectionString(child.url);
    for (const [n, stream] of streams.entries()) {
      const kept = revisions(await all(reader.readStream(stream)));
      expect(kept).toEqual(kept.map((_, revision) => revision));
      // The last append may have been stored without an answer.
      expect([acknowledged[n]! + 1n, acknowledged[n]! + 4n]).toContain(BigInt(kept.length));
      acknowledged[n] = BigInt(kept.length) - 1n;
    }
    await reader.dispose();
  }
  await child.kill();
  remove();
}, 60_000);

it('a line that a crash tore is dropped, and the log goes on behind the whole ones', async () => {
  const { folder, remove } = temporaryFolder();
  const file = join(folder, 'stand-in.log');
  const opened = async (use: (client: EventStoreDBClient) => Promise<void>): Promise<void> => {
    const node = await StandInNode.start({ folder });
    const client = EventStoreDBClient.connectionString(node.url);
    await use(client);
    await client.dispose();
    await node.kill();
  };
  const batch = events(2);
  await opened(async (client) => {
    await client.appendToStream('torn', batch, { expectedRevision: 'no_stream' });
    await client.appendToStream('deleted', aJsonEvent());
    await client.deleteStream('deleted');
    await client.appendToStream('gone', aJsonEvent());
    await client.tombstoneStream('gone');
  });
  const whole = readFileSync(file, 'utf8');
  const last = whole.trimEnd().split('\n').at(-1)!;
  appendFileSync(file, last.slice(0, last.length / 2));
  await opened(async (client) => {
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect((await client.appendToStream('torn', batch, { expectedRevision: 'no_stream' })).nextExpectedRevision).toBe(1n);
    expect((await client.appendToStream('torn', aJsonEvent(), { expectedRevision: 1n })).nextExpectedRevision).toBe(2n);
    await expect(all(client.readStream('deleted'))).rejects.toBeInstanceOf(StreamNotFoundError);
    await expect(all(client.readStream('gone'))).rejects.toBeInstanceOf(StreamDeletedError);
  });
  await opened(async (client) => expect(revisions(await all(client.readStream('torn')))).toEqual([0, 1, 2]));
  remove();
});

it('with TLS its folder holds what its callers need', async () => {
  const { folder, remove } = temporaryFolder();
  const child = await startStandInProcess(folder, 0, 'tls');
  const of = (name: string): string => encodeURIComponent(join(folder, name));
  const secure = `${child.url}&tlsCAFile=${of('ca.crt')}`;
  const client = EventStoreDBClient.connectionString(`${secure}&userCertFile=${of('admin.crt')}&userKeyFile=${of('admin.key')}`);
  await client.appendToStream('secured', aJsonEvent());
  const stranger = EventStoreDBClient.connectionString(secure);
  await expect(all(stranger.readStream('secured'))).rejects.toBeInstanceOf(AccessDeniedError);
  for (const each of [client, stranger]) await each.dispose();
  await child.kill();
  remove();
});
