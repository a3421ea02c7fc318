import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inspect, promisify } from 'node:util';
import { appended, collect } from '#testing/event-sourcing/contract/observe.js';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import { freshStream } from '#testing/event-sourcing/contract/fresh-stream.js';
import { selfSigned } from '#testing/self-signed.js';
import { StandInNode, type StandInOptions } from '#testing/doubles/eventstoredb/stand-in-node.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { Connection } from './connection.js';
import { parseConnectionString } from './connection-string.js';
import { openEventStoreDb } from '../eventstoredb-event-store.js';
import { deadlines } from './deadlines.js';

let place: ReturnType<typeof temporaryFolder>;
let node: StandInNode | undefined;

const start = async (options: Partial<StandInOptions> = {}): Promise<StandInNode> =>
  (node = await StandInNode.start({ folder: place.folder, ...options }));

beforeEach(() => {
  place = temporaryFolder();
});

afterEach(async () => {
  await node?.kill();
  node = undefined;
  place.remove();
});

const authority = selfSigned();

/** The connection string of a TLS node, trusting the authority with this certificate. */
function urlOf({ endpoint }: StandInNode, userInfo: string, { cert } = authority): string {
  const file = join(place.folder, 'ca.pem');
  writeFileSync(file, cert);
  return `esdb://${userInfo}@127.0.0.1:${endpoint.port}?tlsCAFile=${encodeURIComponent(file)}`;
}

describe('a configuration that is of no use', () => {
  it.each<[string, Partial<StandInOptions>, RegExp]>([
    ['an authority that did not sign the node’s certificate', { tls: authority }, /tlsCAFile.*certificate/],
    ['TLS where the node speaks none', {}, /TLS.*SSL/],
  ])('is refused at the first use, without another try, in clear words and without the password: %s', async (_, options, words) => {
    const store = openEventStoreDb({ url: urlOf(await start(options), 'admin:s3cret', selfSigned()) });
    const uses: (() => Promise<unknown>)[] = [
      () => store.append('program-1', [anEvent()], { expectedRevision: 'any' }),
      () => collect(store.readAll()),
      () => store.subscribe()[Symbol.asyncIterator]().next(),
    ];
    for (const use of uses) {
      const failure: unknown = await use().catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE', retryable: false, message: expect.stringMatching(words) });
      expect(inspect(failure, { depth: null, showHidden: true })).not.toContain('s3cret');
    }
    await store.close();
  });

  it.each<[string, string, RegExp]>([
    ['a folder for an authority', '?tlsCAFile=%2Ftmp', /EISDIR/],
    ['an authority that is not there', '?tlsCAFile=%2Fnowhere/ca.pem', /not found/],
    ['a path that is not percent-encoded', '?tlsCAFile=%zz', /malformed/],
    ['a deadline of nothing', '?defaultDeadline=0', /defaultDeadline/],
  ])('is refused when the store is opened, and says why: %s', (_, options, why) => {
    const open = (): unknown => openEventStoreDb({ url: `esdb://admin:s3cret@127.0.0.1${options}` });
    expect(open).toThrow(/^(?!.*s3cret)EVENTSTORE_URL cannot be used/);
    expect(open).toThrow(why);
  });

  it.each(['', '$ours'])('is refused: a prefix that takes in what is not ours (%j)', (prefix) => {
    expect(() => openEventStoreDb({ url: 'esdb://127.0.0.1?tls=false', prefix })).toThrow(/EVENTSTORE_PREFIX/);
  });
});

it('the client’s own log, where somebody turns it on, shows no password', async () => {
  const program = `
    import { openEventStoreDb } from './libs/event-store/eventstoredb/eventstoredb-event-store.ts';
    import { anEvent } from './libs/event-sourcing/testing/an-event.ts';
    const store = openEventStoreDb({ url: process.env.EVENTSTORE_URL });
    const { position } = await store.append('program-1', [anEvent()], { expectedRevision: 'none' });
    for await (const page of store.read('program-1')) console.error(page.length);
    for await (const page of store.readAll({ direction: 'backwards' })) console.error(page.length);
    for await (const item of store.subscribe({ after: position })) break;
    await store.close();`;
  const options = ['--conditions=source', '--import', './test/support/typescript.mjs', '--input-type=module', '--eval', program];
  const url = urlOf(await start({ tls: authority }), 'admin:changeit');
  const { stderr } = await promisify(execFile)(process.execPath, options, { env: { ...process.env, DEBUG: 'esdb*', EVENTSTORE_URL: url } });
  expect(stderr).toMatch(/appendToStream[\s\S]*readStream[\s\S]*readAll[\s\S]*subscribeToAll/);
  expect(stderr).not.toMatch(/changeit|YWRtaW46Y2hhbmdlaXQ/);
});

it('closing waits for the appends under way, however often it is asked for, and leaves nothing open', async () => {
  const started = await start();
  const store = openEventStoreDb({ url: started.url });
  const following = store.subscribe()[Symbol.asyncIterator]();
  await following.next();
  started.faults.add({ on: 'append', act: 'delay', ms: 100 });
  let answered = false;
  const appending = appended(store, freshStream(), [anEvent()]).then(() => (answered = true));
  const first = store.close();
  await store.close();
  expect([answered, store.held]).toEqual([true, 0]);
  await Promise.all([first, appending]);
  for (const until = performance.now() + 5_000; started.connections > 0 && performance.now() < until;) await nextTurn();
  expect(started.connections).toBe(0);
});

it('a channel that is found after the store was closed is closed', async () => {
  const connection = new Connection(parseConnectionString('esdb://127.0.0.1:1?tls=false'), deadlines);
  await connection.close(() => Promise.resolve());
  const channel = await connection.client.getChannel();
  await nextTurn();
  expect(channel.getConnectivityState(false)).toBe(4);
});
