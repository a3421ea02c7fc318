import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ApiUnderTest, TOKEN, type Answer } from '../api-under-test.js';

const MOST = 5;
const QUERY = JSON.stringify({ query: '{ viewer { person { id } } }' });
let api: ApiUnderTest;

beforeAll(async () => {
  api = await ApiUnderTest.start(undefined, { EVENKEEL_RATE_LIMIT: `${MOST}` });
});
afterAll(() => api.close());

/** The first message of the next subscription, or the close code of its connection. */
const subscription = (client: ReturnType<typeof createClient>): Promise<unknown> =>
  new Promise((resolve) => {
    const sink = { next: resolve, error: resolve, complete: () => resolve('complete') };
    client.subscribe({ query: 'subscription { driftChanged { nothing } }' }, sink);
  });

const connect = (): ReturnType<typeof createClient> =>
  createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${TOKEN}` },
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    lazyCloseTimeout: 60_000,
  });

// The order matters: requests are counted over all these tests.
describe('who asks too often', () => {
  const limited = { message: '请求过于频繁，请稍后再试。', extensions: { code: 'RATE_LIMITED', retryable: true } };

  it('is told so over WebSocket and over HTTP, with the time to wait', async () => {
    const client = connect();
    const told: unknown[] = [];
    for (let n = 0; n < MOST; n++) told.push(await subscription(client));
    const codes = told.map((errors) => (errors as Answer['errors'])?.[0]?.extensions.code);
    expect(codes).toEqual([...Array.from({ length: MOST - 1 }, () => 'BAD_USER_INPUT'), 'RATE_LIMITED']);
    await client.dispose();

    const response = await api.post(QUERY, { language: 'zh-CN' });
    expect([response.status, ((await response.json()) as Answer).errors]).toEqual([429, [limited]]);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  });

  it('cannot even connect', async () => {
    const client = connect();
    expect(await subscription(client)).toMatchObject({ code: 4429 });
    await client.dispose();
  });

  it('holds up nobody else, and health is not counted', async () => {
    expect((await api.post(QUERY, { token: 'wrong' })).status).toBe(401);
    for (let n = 0; n < 2 * MOST; n++) expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
  });

  it('is counted by address while no token was good', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < MOST; n++) statuses.push((await api.post(QUERY, { token: `wrong-${n}` })).status);
    expect(statuses).toEqual([...Array.from({ length: MOST - 1 }, () => 401), 429]);
  });
});
