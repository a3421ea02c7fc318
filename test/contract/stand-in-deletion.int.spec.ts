import { describe, expect, it } from '@jest/globals';
import { StreamDeletedError, StreamNotFoundError, WrongExpectedVersionError, type ResolvedEvent } from '@eventstore/db-client';
import { join } from 'node:path';
import { all, aJsonEvent, aNodeAndItsClient, events, failureOf, freshStream, revisions } from '../support/event-store-db-client.js';
import { EventLog } from '../doubles/eventstoredb/log/event-log.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const given = aNodeAndItsClient();

describe('deletion', () => {
  it('a deleted stream is not found, and goes on at its next revision', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.appendToStream(stream, events(3));
    await client.deleteStream(stream, { expectedRevision: 2n });
    await expect(all(client.readStream(stream))).rejects.toBeInstanceOf(StreamNotFoundError);
    const wrong = await failureOf(client.deleteStream(stream, { expectedRevision: 1n }));
    expect(wrong).toBeInstanceOf(WrongExpectedVersionError);
    expect(wrong).toMatchObject({ streamName: stream, expectedVersion: 1n, actualVersion: 2n });
    await expect(client.appendToStream(stream, aJsonEvent(), { expectedRevision: 'stream_exists' })).rejects.toBeInstanceOf(
      StreamDeletedError,
    );
    expect((await client.appendToStream(stream, aJsonEvent(), { expectedRevision: 'no_stream' })).nextExpectedRevision).toBe(3n);
    expect(revisions(await all(client.readStream(stream)))).toEqual([3]);
    expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { truncateBefore: 3 } });
  });

  it('the event that brings a stream back lies before what undoes its deletion, and its place is the answer', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.appendToStream(stream, events(2));
    await client.deleteStream(stream);
    const { position } = await client.appendToStream(stream, aJsonEvent());
    const [back, undone] = await all(client.readAll({ fromPosition: position! }));
    expect([back!.event!.streamId, undone!.event!.streamId]).toEqual([stream, `$$${stream}`]);
  });

  it('metadata brings a stream back too, and none of its events', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.appendToStream(stream, events(2));
    await client.deleteStream(stream);
    await client.setStreamMetadata(stream, { maxCount: 9 });
    expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { maxCount: 9, truncateBefore: 2 } });
    expect(await all(client.readStream(stream))).toEqual([]);
  });

  it('is decided in the order of the writes', async () => {
    const { folder, remove } = temporaryFolder();
    const log = new EventLog(join(folder, 'log'));
    const event = { id: '1', type: 'happened', contentType: 'application/json', data: Buffer.from('{}'), metadata: Buffer.alloc(0) };
    await log.write({ stream: 'a', expected: 'none', events: [event] });
    const [, deletion] = await Promise.all([
      log.write({ stream: 'a', expected: 0, events: [{ ...event, id: '2' }] }),
      log.write({ stream: 'a', expected: 0, events: [], deletes: 'softly' }),
    ]);
    expect(deletion).toEqual({ kind: 'wrong', current: 1 });
    log.close();
    remove();
  });

  it('a tombstoned stream is deleted for good, its metadata too; its events stay in $all', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.appendToStream(stream, aJsonEvent());
    await expect(client.tombstoneStream(stream, { expectedRevision: 'no_stream' })).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await client.tombstoneStream(stream);
    for (const again of [client.tombstoneStream(stream), client.deleteStream(stream), all(client.readStream(stream))])
      await expect(again).rejects.toMatchObject({ streamName: stream, type: 'stream-deleted' });
    await expect(client.getStreamMetadata(stream)).rejects.toBeInstanceOf(StreamDeletedError);
    const types = (await all(client.readAll())).filter(({ event }) => event?.streamId === stream).map(({ event }) => event!.type);
    expect(types).toEqual(['happened', '$streamDeleted']);
  });

  it('for good ends a subscription: the mark of it, and an error', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.appendToStream(stream, aJsonEvent());
    const seen: ResolvedEvent[] = [];
    const follow = async (): Promise<void> => {
      for await (const event of client.subscribeToStream(stream)) if (seen.push(event) === 1) await client.tombstoneStream(stream);
    };
    await expect(follow()).rejects.toBeInstanceOf(StreamDeletedError);
    expect(seen.map(({ event }) => [event!.type, event!.revision])).toEqual([
      ['happened', 0n],
      ['$streamDeleted', 9223372036854775807n],
    ]);
    await expect(all(client.subscribeToStream(stream))).rejects.toBeInstanceOf(StreamDeletedError);
  });
});

describe('metadata', () => {
  it('comes back, the last of it, and lies in $all as a stream of its own', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.setStreamMetadata(stream, { maxCount: 9 });
    await client.setStreamMetadata(stream, { maxCount: 2, note: '四维' });
    expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { maxCount: 2, note: '四维' } });
    expect((await all(client.readAll())).filter(({ event }) => event?.streamId === `$$${stream}`)).toHaveLength(2);
  });

  it('truncates what is read of the stream', async () => {
    const { client } = given;
    const stream = freshStream();
    await client.appendToStream(stream, events(6));
    await client.setStreamMetadata(stream, { maxCount: 4 });
    expect(revisions(await all(client.readStream(stream)))).toEqual([2, 3, 4, 5]);
    await client.setStreamMetadata(stream, { truncateBefore: 5 });
    expect(revisions(await all(client.readStream(stream, { direction: 'backwards', fromRevision: 'end' })))).toEqual([5]);
    await client.setStreamMetadata(stream, { truncateBefore: 99 });
    expect(await all(client.readStream(stream))).toEqual([]);
  });
});
