import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { WebSocket } from 'ws';
import { ApiUnderTest, TOKEN, type Answer } from '../api-under-test.js';

const QUERY = '{ viewer { person { id } } }';
const SUBSCRIPTION = 'subscription Changes($id: UUID!) { programChanged(programId: $id) { entry { type } } }';
/** A document of the web app, which no file of the installation names. */
const OWN = '{ viewer { person { id name } } }';
const OTHER = '{ programs { totalCount } }';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hashed = (text: string): object => ({ extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } } });

let api: ApiUnderTest;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-documents-'));
  const file = join(folder, 'documents.json');
  writeFileSync(file, JSON.stringify(Object.fromEntries([QUERY, SUBSCRIPTION].map((text) => [sha256(text), text]))));
  const web = join(folder, 'web');
  mkdirSync(web);
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Evenkeel</title>');
  writeFileSync(join(web, 'documents.json'), JSON.stringify({ [sha256(OWN)]: OWN }));
  const settings = { EVENKEEL_DOCUMENTS: file, EVENKEEL_DOCUMENTS_ONLY: 'yes' };
  api = await ApiUnderTest.start(undefined, settings, undefined, {}, undefined, pathToFileURL(`${web}/`));
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

const sent = async (body: object, language = 'en'): Promise<Answer> =>
  (await (await api.post(JSON.stringify(body), { language })).json()) as Answer;

describe('an installation with a document that its schema does not know', () => {
  it('is refused at its start, with the name of the document', async () => {
    const file = join(folder, 'old.json');
    const old = 'query Monday { programs { totalCont } }';
    writeFileSync(file, JSON.stringify({ [sha256(old)]: old }));
    await expect(ApiUnderTest.start(undefined, { EVENKEEL_DOCUMENTS: file })).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: expect.stringContaining(
        `the document Monday (sha256:${sha256(old)}) does not fit the schema: Cannot query field "totalCont"`,
      ),
    });
  });
});

describe('an installation that answers trusted documents alone', () => {
  it('answers them by hash and by text', async () => {
    for (const body of [{ query: QUERY }, { documentId: `sha256:${sha256(QUERY)}` }, hashed(QUERY)])
      expect(await sent(body)).toMatchObject({ data: { viewer: { person: { id: 'administrator' } } } });
  });

  it('answers those of its web app, which is open to strangers and to who has an old cookie', async () => {
    expect(await sent({ documentId: `sha256:${sha256(OWN)}` })).toMatchObject({ data: { viewer: { person: { id: 'administrator' } } } });
    for (const headers of [{}, { cookie: `evenkeel=${'x'.repeat(43)}` }, { authorization: 'Bearer nobody' }]) {
      const page = await fetch(`${api.url}/my-work`, { headers: { accept: 'text/html', ...headers } });
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Evenkeel</title>')]);
    }
    const gone = await fetch(`${api.url}/assets/gone.js`, { headers: { accept: 'text/html' } });
    expect([gone.status, await gone.json()]).toEqual([404, expect.objectContaining({ errors: expect.any(Array) })]);
    const unknown = await fetch(`${api.url}/unknown`, { headers: { accept: 'text/html' } });
    expect([unknown.status, await unknown.json()]).toEqual([401, expect.objectContaining({ errors: expect.any(Array) })]);
  });

  it('answers them by hash in an address', async () => {
    const extensions = encodeURIComponent(JSON.stringify({ persistedQuery: { sha256Hash: sha256(QUERY) } }));
    for (const address of [`extensions=${extensions}`, `documentId=sha256:${sha256(QUERY)}`]) {
      const headers = { authorization: `Bearer ${TOKEN}`, 'x-evenkeel-preflight': '1' };
      const answer = await fetch(`${api.url}/graphql?${address}`, { headers });
      expect([answer.status, await answer.json()]).toEqual([200, { data: { viewer: { person: { id: 'administrator' } } } }]);
    }
  });

  it('refuses every other one, in both languages', async () => {
    const refused = [await sent({ query: OTHER }), await sent(hashed(OTHER)), await sent({ query: OTHER }, 'zh-CN')];
    expect(refused.map(({ errors }) => errors![0]!.extensions.code)).toEqual([
      'DOCUMENT_NOT_TRUSTED',
      'DOCUMENT_UNKNOWN',
      'DOCUMENT_NOT_TRUSTED',
    ]);
    expect(refused[2]!.errors![0]!.message).toMatch(/已登记/);
  });

  it('holds to it over WebSocket', async () => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const said = async (message: object): Promise<unknown> => {
      socket.send(JSON.stringify(message));
      const [answer] = (await once(socket, 'message')) as [Buffer];
      return JSON.parse(answer.toString());
    };
    await said({ type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } });
    const program = await sent({ query: QUERY });
    expect(program.errors).toBeUndefined();
    const variables = { id: '00000000-0000-4000-8000-000000000000' };
    const other = { type: 'subscribe', id: '1', payload: { query: `${SUBSCRIPTION} # other`, variables } };
    expect(await said(other)).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] });
    // The program does not exist, so the trusted one is answered with that.
    const trusted = { type: 'subscribe', id: '2', payload: { query: '', variables, ...hashed(SUBSCRIPTION) } };
    expect(JSON.stringify(await said(trusted))).toMatch(/"id":"2".*(NOT_FOUND|next|complete)/);
    socket.terminate();
  });
});
