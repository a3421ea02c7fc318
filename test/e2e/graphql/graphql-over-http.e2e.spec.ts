import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { ApiUnderTest, TOKEN } from '../api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
});
afterAll(() => api.close());

/** Audits that we fail on purpose: a document that cannot be executed is answered 400 in every media type; docs/decisions says why. */
const DECIDED = ['572B', 'FDE2', '7B9B'];

/** The suite sends neither tokens nor the header that makes browsers send a preflight. */
const authorized: typeof fetch = (url, init) => {
  const headers = new Headers(init?.headers);
  headers.set('authorization', `Bearer ${TOKEN}`);
  headers.set('x-evenkeel-preflight', '1');
  return fetch(url, { ...init, headers });
};

describe('the audits of GraphQL over HTTP', () => {
  const audits = serverAudits({ url: () => `${api.url}/graphql`, fetchFn: authorized });

  it.each(audits.filter(({ id }) => !DECIDED.includes(id)).map((audit) => [audit.id, audit.name, audit] as const))(
    '%s: %s',
    async (_id, _name, audit) => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' });
    },
  );

  it('of those that a decision names, each is a SHOULD and none is passed', async () => {
    const decided = audits.filter(({ id }) => DECIDED.includes(id));
    expect(decided.map(({ id }) => id)).toEqual(DECIDED);
    for (const { name, fn } of decided) {
      expect(name).toMatch(/^SHOULD /);
      expect((await fn()).status).not.toBe('ok');
    }
  });
});

describe('the cost of an operation', () => {
  it('is told by the answer to who asks for it, by POST and by GET', async () => {
    const extensionsOf = async (answer: Promise<Response>): Promise<unknown> =>
      ((await (await answer).json()) as { readonly extensions?: unknown }).extensions;
    const query = '{ elements { key } }';
    const post = (extensions?: object) =>
      authorized(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, extensions }),
      });
    const address = `${api.url}/graphql?${new URLSearchParams({ query, extensions: '{"cost":true}' }).toString()}`;
    const cost = { cost: { asked: 37, limit: 100_000 } };
    expect([await extensionsOf(post()), await extensionsOf(post({ cost: false }))]).toEqual([undefined, undefined]);
    expect([await extensionsOf(post({ cost: true })), await extensionsOf(authorized(address))]).toEqual([cost, cost]);
    // Not from the cache, which has the answer without its cost.
    expect([await extensionsOf(post({ cost: true })), await extensionsOf(post())]).toEqual([cost, undefined]);
  });
});
