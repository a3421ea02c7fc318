import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { ApiUnderTest } from '../api-under-test.js';

describe('GraphiQL', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await ApiUnderTest.start();
  });
  afterAll(() => api.close());

  it('is one page that loads nothing from anywhere, and may not', async () => {
    const response = await fetch(`${api.url}/graphiql`);
    const html = await response.text();
    const [, script] = /<script>([\s\S]*)<\/script>/.exec(html)!;
    const markup = html.replace(script!, '').replace(/<style>[\s\S]*?<\/style>/, '');
    expect([...markup.matchAll(/\b(src|href)="(?!data:)/g)]).toEqual([]);
    expect([...html.matchAll(/<script/g)]).not.toEqual([]);
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`'sha256-${createHash('sha256').update(script!).digest('base64')}'`);
    expect(policy).not.toMatch(/https?:|\*/);
  });
});

describe('in production', () => {
  it('there is no GraphiQL', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    const api = await ApiUnderTest.start();
    try {
      expect((await fetch(`${api.url}/graphiql`)).status).toBe(404);
    } finally {
      process.env['NODE_ENV'] = before;
      await api.close();
    }
  });
});
