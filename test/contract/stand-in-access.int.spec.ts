import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessDeniedError, EventStoreDBClient, type Credentials } from '@eventstore/db-client';
import { all, aJsonEvent, failureOf, freshStream } from '../support/event-store-db-client.js';
import { selfSigned, type KeyAndCertificate } from '../support/self-signed.js';
import { StandInNode } from '../doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// Access rights on a node with TLS.

const authority = selfSigned();
const admin: Credentials = { username: 'admin', password: 'changeit' };
const ops: Credentials = { username: 'ops', password: 'changeit' };
const { folder, remove } = temporaryFolder();
let node: StandInNode;
let client: EventStoreDBClient;

const clientWith = (credentials?: Credentials, certificate?: KeyAndCertificate): EventStoreDBClient => {
  const shown = certificate === undefined ? {} : { userCertFile: certificate.cert, userKeyFile: certificate.key };
  return new EventStoreDBClient({ endpoint: node.endpoint }, { rootCertificate: authority.cert, ...shown }, credentials);
};

beforeAll(async () => {
  node = await StandInNode.start({ folder, tls: authority });
  client = clientWith(admin);
});

afterAll(async () => {
  await client.dispose();
  await node.kill();
  remove();
});

const denied = async (promise: Promise<unknown>): Promise<void> => {
  await expect(promise).rejects.toBeInstanceOf(AccessDeniedError);
};

it('a wrong password is no user at all', async () => {
  const credentials = { username: 'admin', password: 's3cret' };
  expect(await failureOf(client.appendToStream(freshStream(), aJsonEvent(), { credentials }))).toMatchObject({ code: 16 });
  expect(await failureOf(all(client.readAll({ credentials })))).toMatchObject({ code: 16 });
});

it('whoever says nothing of themselves may know the cluster and no stream', async () => {
  const stranger = clientWith();
  await denied(stranger.appendToStream(freshStream(), aJsonEvent()));
  await denied(all(stranger.readStream(freshStream())));
  await denied(all(stranger.subscribeToAll()));
  expect((await stranger['capabilities']).serverVersion).toMatch(/^\d+\.\d+\.\d+$/);
  await stranger.dispose();
});

it('a user has the streams that nobody has closed to them, of the system none', async () => {
  const [stream, closed, ofOps] = [freshStream(), freshStream(), freshStream()];
  await client.setStreamMetadata(closed, { acl: { readRoles: ['$admins'], writeRoles: ['admin'], metaReadRoles: [], deleteRoles: [] } });
  await client.setStreamMetadata(ofOps, { acl: { writeRoles: ['$ops'], readRoles: ['ops'] } });
  const caller = clientWith(ops);
  for (const open of [stream, ofOps]) {
    await caller.appendToStream(open, aJsonEvent());
    await caller.appendToStream(open, aJsonEvent(), { credentials: ops });
    expect(await all(caller.readStream(open))).toHaveLength(2);
    expect(await caller.getStreamMetadata(open)).toMatchObject({ streamName: open });
  }
  await denied(caller.appendToStream(closed, aJsonEvent()));
  await denied(caller.appendToStream(closed, aJsonEvent(), { credentials: ops }));
  await denied(all(caller.readStream(closed)));
  await denied(caller.getStreamMetadata(closed));
  await denied(caller.deleteStream(closed));
  await denied(caller.tombstoneStream(closed));
  await denied(all(caller.readAll()));
  await denied(all(caller.subscribeToStream('$users')));
  await caller.appendToStream(stream, aJsonEvent());
  await caller.dispose();
});

it('nobody writes to all streams at once', async () => {
  await denied(client.appendToStream('$all', aJsonEvent()));
});

it('a right that is taken away ends a subscription', async () => {
  const stream = freshStream();
  const subscription = client.subscribeToStream(stream, { credentials: ops });
  subscription.once('caughtUp', () => void client.setStreamMetadata(stream, { acl: { readRoles: ['$admins'] } }));
  await denied(all(subscription));
});

describe('a user certificate', () => {
  it('says who calls, where credentials do not', async () => {
    const [byName, stranger] = [clientWith(undefined, authority.issue('admin')), clientWith(ops, authority.issue('admin'))];
    await byName.appendToStream(freshStream(), aJsonEvent());
    expect(await all(byName.readAll({ maxCount: 1 }))).toHaveLength(1);
    await denied(all(stranger.readAll({ maxCount: 1 })));
    for (const each of [byName, stranger]) await each.dispose();
  });

  it('of nobody that is known is no user, of another authority none at all', async () => {
    const foreign = clientWith(undefined, selfSigned('another').issue('admin'));
    const unknown = clientWith(undefined, authority.issue('nobody'));
    expect(await failureOf(unknown.appendToStream(freshStream(), aJsonEvent()))).toMatchObject({ code: 16 });
    await denied(foreign.appendToStream(freshStream(), aJsonEvent()));
    for (const each of [unknown, foreign]) await each.dispose();
  });
});
