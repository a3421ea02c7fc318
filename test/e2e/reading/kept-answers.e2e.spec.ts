import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newUuid } from '#event-sourcing/uuid.js';
import { LiveReadDatabase } from '#projection-engine/database/live-read-database.js';
import { ApiUnderTest, TOKEN, type Answer } from '../api-under-test.js';

let api: ApiUnderTest;
const P = newUuid();
beforeAll(async () => {
  api = await ApiUnderTest.start();
  await api.mutate('charterProgram', { id: P, name: 'P', sponsorId: 'lin', startsOn: '2026-01-01', endsOn: '2027-12-31' });
});
afterAll(() => api.close());

const QUERY = 'query ($id: UUID!) { program(id: $id) { name sponsor { name } balance { t } } }';

/** Whether the answer was read from the views. */
async function isRead<T>(asking: () => Promise<T>): Promise<{ answer: T; read: boolean }> {
  const spies = [jest.spyOn(LiveReadDatabase.prototype, 'select'), jest.spyOn(LiveReadDatabase.prototype, 'documents')];
  try {
    const answer = await asking();
    return { answer, read: spies.some((spy) => spy.mock.calls.length > 0) };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const asked = (query: string, variables: object = {}, language = 'en'): Promise<{ answer: Answer; read: boolean }> =>
  isRead(() => api.ask(query, variables, { language }));

describe('a question that is asked again', () => {
  it('is not asked of the views while nothing has changed', async () => {
    const first = await asked(QUERY, { id: P });
    expect(first.read).toBe(true);
    for (let time = 0; time < 3; time++) expect(await asked(QUERY, { id: P })).toEqual({ answer: first.answer, read: false });
    expect((await asked(QUERY, { id: P }, 'zh-CN')).read).toBe(true);
    expect((await asked(QUERY, { id: newUuid() })).read).toBe(true);
  });

  it('is answered anew after each command', async () => {
    for (let n = 0; n < 20; n++) {
      await api.mutate('renameProgram', { programId: P, name: `N${n}` });
      const { answer, read } = await asked(QUERY, { id: P });
      expect([answer.data, read]).toMatchObject([{ program: { name: `N${n}` } }, true]);
      expect((await asked(QUERY, { id: P })).read).toBe(false);
    }
  });

  it('is answered anew after a name in it has changed, and not after another', async () => {
    const sponsor = async (): Promise<unknown> => {
      const { answer, read } = await asked(QUERY, { id: P });
      return [(answer.data as { program: { sponsor: object } }).program.sponsor, read];
    };
    const set = 'mutation ($input: SetPersonNameInput!) { setPersonName(input: $input) { userErrors { code } } }';
    await api.data(set, { input: { personId: 'lin', name: 'Lin Dan' } });
    expect(await sponsor()).toEqual([{ name: 'Lin Dan' }, true]);
    await api.data(set, { input: { personId: 'other', name: 'Other' } });
    expect(await sponsor()).toEqual([{ name: 'Lin Dan' }, false]);
  });

  it('is answered anew after a rebuild', async () => {
    await asked(QUERY, { id: P });
    await api.data('mutation { rebuildProjection(input: { name: "programs" }) { projection { state } } }');
    expect((await asked(QUERY, { id: P })).read).toBe(true);
  });

  it('is answered anew in the next quarter of an hour', async () => {
    await asked(QUERY, { id: P });
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 15 * 60_000);
    try {
      expect((await asked(QUERY, { id: P })).read).toBe(true);
    } finally {
      now.mockRestore();
    }
  });

  it('about the past, too, is answered anew only when something was recorded', async () => {
    const past = `query ($id: UUID!) { program(id: $id, asOf: "${new Date().toISOString()}") { name } }`;
    const { answer, read } = await asked(past, { id: P });
    expect(read).toBe(true);
    expect(await asked(past, { id: P })).toEqual({ answer, read: false });
    await api.mutate('renameProgram', { programId: P, name: 'After' });
    expect(await asked(past, { id: P })).toEqual({ answer, read: true });
  });

  it('is answered anew where the answer held an error', async () => {
    const wrong = 'query ($id: UUID!) { program(id: $id) { name balance(on: "2199-01-01") { t } } }';
    for (let time = 0; time < 3; time++) expect((await asked(wrong, { id: P })).read).toBe(true);
  });

  it('is answered anew where the answer says how far the projections are', async () => {
    const query = 'query ($id: UUID!) { program(id: $id) { id } p: projections { name position } }';
    for (let time = 0; time < 3; time++) expect((await asked(query, { id: P })).read).toBe(true);
  });

  it('a mutation is done each time', async () => {
    const rename = `mutation { renameProgram(input: { programId: "${P}", name: "Again" }) { receipt { revision } } }`;
    const other = rename.replace('Again', 'Other');
    const revisions = [];
    for (const query of [rename, other, rename, other])
      revisions.push((await api.data<{ renameProgram: { receipt: { revision: number } } }>(query)).renameProgram.receipt.revision);
    expect(new Set(revisions).size).toBe(4);
  });
});

describe('by GET', () => {
  const get = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${api.url}/graphql?${new URLSearchParams({ query }).toString()}`, {
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
    });
  const query = `{ program(id: "${P}") { name } }`;

  it('an answer has a tag, with which it is not sent again', async () => {
    const first = await get(query);
    const etag = first.headers.get('etag')!;
    expect([first.status, etag, first.headers.get('cache-control')]).toEqual([
      200,
      expect.stringMatching(/^W\/"[\w-]{22}"$/),
      'private, no-cache',
    ]);
    for (const known of [etag, `"x", ${etag}`, etag.slice(2), '*']) {
      const again = await get(query, { 'if-none-match': known });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    expect((await get(query, { 'if-none-match': 'W/"x"' })).status).toBe(200);
  });

  it('another answer has another tag; the same one again has the same', async () => {
    const etag = (await get(query)).headers.get('etag')!;
    await api.mutate('renameProgram', { programId: P, name: 'Tagged' });
    const changed = await get(query, { 'if-none-match': etag });
    expect([changed.status, await changed.json()]).toEqual([200, { data: { program: { name: 'Tagged' } } }]);
    await api.mutate('launchInitiative', { programId: P, pillar: 'CULTURE', title: 'I' });
    expect((await get(query, { 'if-none-match': changed.headers.get('etag')! })).status).toBe(304);
  });

  it.each(['{ projections { position } }', '{ programs(first: -1) { nodes { id } } }', '{ nothing }'])('%s has none', async (one) => {
    const response = await get(one);
    expect([response.headers.get('etag'), response.headers.get('cache-control')]).toEqual([null, 'no-store']);
  });
});
