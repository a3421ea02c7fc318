import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newUuid } from '#event-sourcing/uuid.js';
import { createClient, type Client, type FormattedExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import { Changes } from '../../../apps/api/src/subscriptions/changes.js';
import { ApiUnderTest, TOKEN } from '../api-under-test.js';

type Heard = FormattedExecutionResult<Record<string, unknown>, unknown>;

let api: ApiUnderTest;
let client: Client;
const P = newUuid();

const connect = (params: Record<string, unknown> = { authorization: `Bearer ${TOKEN}` }): Client =>
  createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: params,
    retryAttempts: 0,
    lazy: true,
  });

beforeAll(async () => {
  api = await ApiUnderTest.start();
  await api.mutate('charterProgram', { id: P, name: 'P', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
  client = connect();
});
afterAll(async () => {
  await client.dispose();
  await api.close();
});

/** Subscribes; resolves once the server has started the subscription. */
async function listen(query: string, variables: Record<string, unknown> = {}, using = client): Promise<AsyncGenerator<Heard>> {
  const results = using.iterate({ query, variables });
  const first = results.next();
  // Messages of a connection are handled in order: when this one has been refused, the subscription is active.
  await refusalOf('{ viewer { person { id } } }', using);
  return (async function* () {
    for (let next = await first; !next.done; next = await results.next()) yield next.value;
  })();
}

/** The errors of a refused subscription, or the close code of the connection. */
const refusalOf = (query: unknown, using = client, variables: Record<string, unknown> = {}): Promise<unknown> =>
  new Promise((resolve) => {
    using.subscribe(
      { query: query as string, variables },
      { next: (result) => resolve(result), error: (error) => resolve(error), complete: () => resolve('complete') },
    );
  });

describe('a subscription', () => {
  it('hears of a change when the views show it, in the language asked for', async () => {
    const changes = await listen(
      'subscription ($id: UUID!) { programChanged(programId: $id) { program { name revision } entry { type summary } } }',
      { id: P },
    );
    await api.mutate('renameProgram', { programId: P, name: 'Q' });
    const first = await changes.next();
    expect((first.value as Heard).data).toEqual({
      programChanged: { program: { name: 'Q', revision: 2 }, entry: { type: 'ProgramRenamed', summary: expect.any(String) } },
    });
    await api.mutate('renameProgram', { programId: P, name: 'R' });
    expect(((await changes.next()).value as Heard).data).toMatchObject({
      programChanged: { program: { name: 'R', revision: 3 } },
    });
  });

  it('hears of what belongs to the program, and of no other program', async () => {
    const changes = await listen('subscription ($id: UUID!) { programChanged(programId: $id) { entry { type } } }', { id: P });
    await api.mutate('charterProgram', { name: 'Other', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
    await api.mutate('launchInitiative', { programId: P, pillar: 'CULTURE', title: 'I' });
    expect(((await changes.next()).value as Heard).data).toEqual({
      programChanged: { entry: { type: 'InitiativeLaunched' } },
    });
  });
});

describe('subscriptions', () => {
  const query = 'subscription ($id: UUID!) { programChanged(programId: $id) { program { revision } entry { type } } }';

  it('to the same in the same language are one, over however many connections, and one in another language is its own', async () => {
    const connections = [client, connect(), connect(), connect({ authorization: `Bearer ${TOKEN}`, 'accept-language': 'zh-CN' })];
    const listening = jest.spyOn(api.app.nest.get(Changes), 'of');
    const all = await Promise.all(connections.map((one) => listen(query, { id: P }, one)));
    const next = all.map((changes) => changes.next());
    await api.mutate('launchInitiative', { programId: P, pillar: 'PROCESS', title: 'Shared' });
    const heard = (await Promise.all(next)).map(({ value }) => (value as Heard).data);
    expect(heard).toEqual(heard.map(() => ({ programChanged: { program: { revision: 3 }, entry: { type: 'InitiativeLaunched' } } })));
    expect(listening).toHaveBeenCalledTimes(2);
    listening.mockRestore();
    for (const one of connections.slice(1)) await one.dispose();
  });

  it('tell of many changes at once only the latest, and that one for certain', async () => {
    const changes = await listen(query, { id: P });
    const LAST = 100;
    const names = Array.from({ length: LAST }, (_, n) => `Name ${n}`);
    for (const name of names) await api.mutate('renameProgram', { programId: P, name });
    const revisions: number[] = [];
    while (revisions.at(-1) !== 3 + LAST) {
      const { programChanged } = ((await changes.next()).value as Heard).data as { programChanged: { program: { revision: number } } };
      revisions.push(programChanged.program.revision);
    }
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
    expect(revisions.length).toBeLessThanOrEqual(LAST);
  });
});

describe('bad input over WebSocket', () => {
  const deep = `subscription { programChanged(programId: "${P}") { program ${'{ initiatives(first: 1) { nodes { program '.repeat(16)}{ id }${' } } }'.repeat(16)} } }`;
  const dear = `subscription { programChanged(programId: "${P}") { program ${'{ initiatives { nodes { program '.repeat(4)}{ id }${' } } }'.repeat(4)} } }`;
  const aliases = `subscription { programChanged(programId: "${P}") { ${Array.from({ length: 1000 }, (_, i) => `a${i}: program { id }`).join(' ')} } }`;
  it.each([
    ['a query', '{ viewer { person { id } } }', 'BAD_USER_INPUT'],
    ['a mutation', `mutation { renameProgram(input: { programId: "${P}", name: "x" }) { userErrors { code } } }`, 'BAD_USER_INPUT'],
    ['a syntax error', 'subscription {', 'BAD_USER_INPUT'],
    ['an unknown field', 'subscription { nothing }', 'BAD_USER_INPUT'],
    ['a missing variable', 'subscription ($id: UUID!) { programChanged(programId: $id) { entry { id } } }', 'BAD_USER_INPUT'],
    [
      'a fragment that spreads itself',
      `subscription { programChanged(programId: "${P}") { ...F } } fragment F on ProgramChange { program { id } ...F }`,
      'BAD_USER_INPUT',
    ],
    ['NUL in a string', `subscription { programChanged(programId: "${P}\\u0000") { entry { id } } }`, 'BAD_USER_INPUT'],
    ['a field that is skipped', `subscription { programChanged(programId: "${P}") @skip(if: true) { entry { id } } }`, 'BAD_USER_INPUT'],
    ['50 levels', deep, 'QUERY_TOO_COMPLEX'],
    ['program ↔ initiative four times over', dear, 'QUERY_TOO_COMPLEX'],
    ['1,000 aliases', aliases, 'QUERY_TOO_COMPLEX'],
    ['too many tokens', `subscription { programChanged(programId: "${P}") { entry { ${'id '.repeat(10_001)} } } }`, 'QUERY_TOO_COMPLEX'],
  ])('%s', async (_what, query, code) => {
    const refused = await refusalOf(query);
    expect(refused).toEqual(expect.arrayContaining([expect.objectContaining({ extensions: { code } })]));
    expect(JSON.stringify(refused)).not.toMatch(/\bat .*\.[jt]s:\d+/);
  });

  it.each([
    ['programChanged', 'en', 'There is no such program.'],
    ['driftChanged', 'zh-CN', '没有该项目群。'],
  ])('%s of a program that does not exist, in %s', async (field, language, message) => {
    const query = `subscription { ${field}(programId: "${newUuid()}") { __typename } }`;
    const asking = connect({ authorization: `Bearer ${TOKEN}`, 'accept-language': language });
    const listening = jest.spyOn(api.app.nest.get(Changes), 'of');
    expect(await refusalOf(query, asking)).toEqual({
      data: null,
      errors: [expect.objectContaining({ message, path: [field], extensions: { code: 'PROGRAM_NOT_FOUND' } })],
    });
    const heard = listening.mock.results[0]!.value as AsyncIterator<unknown>;
    expect(await heard.next()).toEqual({ done: true });
    listening.mockRestore();
    await asking.dispose();
  });

  it('variables nested 1,000 levels deep', async () => {
    let nested = {};
    for (let n = 0; n < 1_000; n++) nested = { a: nested };
    const refused = await refusalOf('subscription { driftChanged { id } }', client, nested);
    expect(refused).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })]);
  });

  it.each([
    ['no token', {}],
    ['a wrong one', { authorization: 'Bearer wrong' }],
    ['a token that is no text', { authorization: { a: 1 } }],
  ])('with %s nothing is heard', async (_what, params) => {
    const stranger = connect(params);
    const closed = await refusalOf(`subscription { programChanged(programId: "${P}") { entry { id } } }`, stranger);
    expect(closed).toMatchObject({ code: 4403 });
    await stranger.dispose();
  });

  it('a message of 10 MB ends the connection', async () => {
    const heavy = connect();
    const closed = await refusalOf(
      `subscription { programChanged(programId: "${P}") { entry { id } } } # ${'x'.repeat(10_000_000)}`,
      heavy,
    );
    expect(closed).toMatchObject({ code: 1009 });
    await heavy.dispose();
  });

  it.each([
    ['GBK', [0xb7, 0xfe, 0xce, 0xf1]],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
  ])('a message that is no UTF-8 ends the connection: %s', async (_, bytes) => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('open', resolve));
    const message = Buffer.concat([Buffer.from('{"type":"connection_init","payload":{"x":"'), Buffer.from(bytes), Buffer.from('"}}')]);
    socket.send(message, { binary: false });
    expect(await closed).toBe(1007);
    expect(await api.data('{ viewer { person { id } } }')).toBeDefined();
  });

  it('whoever does not even introduce themselves is closed, and the server goes on', async () => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('open', resolve));
    socket.send('nonsense');
    expect(await closed).toBe(4400);
    expect(await api.data('{ viewer { person { id } } }')).toBeDefined();
  });
});
