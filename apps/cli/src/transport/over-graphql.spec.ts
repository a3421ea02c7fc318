import { describe, expect, it } from '@jest/globals';
import { GraphqlClient } from './graphql-client.js';
import { OverGraphql } from './over-graphql.js';

interface Projection {
  readonly state: string;
  readonly error: string | null;
  readonly rebuild?: { readonly done: number; readonly total: number };
}

/** An api that accepts the rebuild at once and then shows the given states of the projection, one for each query. */
function rebuilding(...looks: readonly Projection[]) {
  const left = [...looks];
  const fetch = (_: unknown, { body }: { body: string }): Promise<Response> => {
    const asked = body.includes('rebuildProjection');
    const shown = left.length > 1 && !asked ? left.shift()! : left[0]!;
    const data = asked ? { rebuildProjection: { userErrors: [] } } : { projections: [{ name: 'drift', rebuild: null, ...shown }] };
    return Promise.resolve(new Response(JSON.stringify({ data })));
  };
  const client = new GraphqlClient({ url: 'http://127.0.0.1:9', token: 't', language: 'en', fetch: fetch as typeof globalThis.fetch });
  const progress: number[] = [];
  return { done: new OverGraphql(client).rebuild('drift', (done) => progress.push(done)), progress };
}

describe('a rebuild through an api', () => {
  it('is waited for, and shows how far it is', async () => {
    const rebuild = { done: 3, total: 9 };
    const { done, progress } = rebuilding({ state: 'REBUILDING', error: null, rebuild }, { state: 'LIVE', error: null });
    await done;
    expect(progress).toEqual([3]);
  });

  it.each([
    ['it stopped', { state: 'STOPPED', error: 'no room' }, 'drift: no room'],
    ['nobody is there to do it', { state: 'CATCHING_UP', error: 'no projector is at work' }, 'drift: no projector is at work'],
  ])('is not called done where %s', async (_, look, message) => {
    await expect(rebuilding(look).done).rejects.toThrow(message);
  });
});

describe('the time zone of a program', () => {
  it.each([
    [{ program: { timeZone: 'Asia/Shanghai' } }, 'Asia/Shanghai'],
    [{ program: null }, undefined],
  ])('is asked for through an api: %j', async (data, zone) => {
    const fetch = () => Promise.resolve(new Response(JSON.stringify({ data })));
    const client = new GraphqlClient({ url: 'http://127.0.0.1:9', token: 't', language: 'en', fetch });
    expect(await new OverGraphql(client).timeZone('id')).toBe(zone);
  });
});
