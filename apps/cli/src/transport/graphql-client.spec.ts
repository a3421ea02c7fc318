import { describe, expect, it } from '@jest/globals';
import type { Language } from '#domain/language.js';
import { GraphqlClient } from './graphql-client.js';

/** An api that accepts no token. */
const closed = (() => {
  const error = { message: 'A valid token is needed: Authorization: Bearer …', extensions: { code: 'UNAUTHENTICATED' } };
  return Promise.resolve(new Response(JSON.stringify({ data: null, errors: [error] }), { status: 401 }));
}) as typeof fetch;

const asked = (token: string | undefined, language: Language): Promise<unknown> =>
  new GraphqlClient({ url: 'http://127.0.0.1:9', token, language, fetch: closed }).ask('{ x }');

describe('a token that is not good', () => {
  it.each([
    [undefined, 'en', /^EVENKEEL_TOKEN is not set, and http:\/\/127\.0\.0\.1:9\/graphql needs a token: set it to .*admin\.token/],
    [undefined, 'zh-CN', /^EVENKEEL_TOKEN 未设置：.*admin\.token/],
    ['wrong', 'en', /^EVENKEEL_TOKEN: http:\/\/127\.0\.0\.1:9\/graphql does not know this token/],
    ['wrong', 'zh-CN', /^EVENKEEL_TOKEN：.*不认识此令牌/],
  ] as const)('%s in %s: the variable is named, and no header', async (token, language, says) => {
    await expect(asked(token, language)).rejects.toThrow(says);
    await expect(asked(token, language)).rejects.not.toThrow(/Bearer|wrong/);
  });
});
