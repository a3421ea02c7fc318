import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { configurationFrom } from '#application/starting/configuration.js';
import { createApp } from '../../../apps/api/src/create-app.js';
import { WebSocket } from 'ws';
import { TestIssuer } from '#testing/issuer.js';
import { ApiUnderTest } from '../api-under-test.js';

const AUDIENCE = 'https://evenkeel.example.com';

let issuer: TestIssuer;
let api: ApiUnderTest;
let folder: string;
/** What the api logs, and what lets somebody in: the one must not be in the other. */
const logged: string[] = [];
const secrets = new Set<string>();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-issuer-'));
  const file = join(folder, 'secret');
  writeFileSync(file, 'the secret\n');
  issuer = await TestIssuer.start();
  const settings = {
    ...{ OIDC_ISSUER: issuer.url, OIDC_CLIENT_ID: 'evenkeel', OIDC_CLIENT_SECRET_FILE: file, OIDC_AUDIENCE: AUDIENCE },
    OIDC_ROLES: '{"pmo-team":"ADMINISTRATOR","staff":"MEMBER"}',
  };
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  api = await ApiUnderTest.start(undefined, settings, undefined, {}, log);
});
afterAll(async () => {
  await api.close();
  await issuer.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Page {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly cookies: readonly string[];
}

/** Presses a button of a page. */
const press = (address: string, cookies: readonly string[]): Promise<Page> =>
  get(address, cookies, 'en', { method: 'POST', headers: { origin: api.url, 'content-type': 'application/x-www-form-urlencoded' } });

async function get(address: string | URL, cookies: readonly string[] = [], language = 'en', more: RequestInit = {}): Promise<Page> {
  const headers = {
    'accept-language': language,
    cookie: cookies.map((cookie) => cookie.split(';', 1)[0]!).join('; '),
    ...(more.headers as object),
  };
  const answer = await fetch(new URL(address, api.url), { ...more, redirect: 'manual', headers });
  const [location, set] = [answer.headers.get('location'), answer.headers.getSetCookie()];
  for (const text of [String(new URL(address, api.url)), location ?? '', ...set, ...cookies])
    for (const [secret] of text.matchAll(/[\w-]{36,}/g)) secrets.add(secret);
  return { status: answer.status, text: await answer.text(), location, cookies: set };
}

/** Goes to the issuer and back. @returns the page that the browser is sent to by then */
async function signIn(claims: object): Promise<Page> {
  issuer.say({ ...claims });
  const left = await get('/sign-in');
  return get(await issuer.signIn(new URL(left.location!)), left.cookies);
}

const viewer = async (headers: Record<string, string>): Promise<unknown> => {
  const query = '{ viewer { person { id name } } accounts(first: 5) { next } }';
  const answer = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: api.url, ...headers },
    body: JSON.stringify({ query }),
  });
  return [answer.status, await answer.json()];
};

const sessionIn = ({ cookies }: Page): string => cookies.find((cookie) => /^evenkeel=[^;]/.test(cookie))!.split(';', 1)[0]!;

describe('signing in through the issuer', () => {
  it('is offered to who is not signed in, and begins and ends in one browser', async () => {
    const welcome = await get('/welcome', [], 'zh-CN');
    expect(welcome.text).toMatch(/<a class="button" href="\/sign-in">/);
    const left = await get('/sign-in');
    expect(left.status).toBe(303);
    expect(left.location).toMatch(
      new RegExp(`^${issuer.url}/authorize\\?.*redirect_uri=${encodeURIComponent(`${api.url}/sign-in/callback`)}`),
    );
    expect(left.cookies).toEqual([expect.stringMatching(/^evenkeel-sign-in=[\w.-]+; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/)]);
    const sent = new Promise((resolve) => {
      issuer.service.once('beforeResponse', (_: unknown, { body }: { readonly body: object }) => resolve(body));
    });
    issuer.say({ name: 'Ann Lee', groups: ['staff'] });
    const back = await get(await issuer.signIn(new URL(left.location!)), left.cookies);
    expect(await sent).toMatchObject({ client_id: 'evenkeel', client_secret: 'the secret' });
    expect([back.status, back.location, back.text]).toEqual([303, '/', '']);
    expect(back.cookies).toEqual([
      expect.stringMatching(/^evenkeel-sign-in=; Path=\/; Max-Age=0;/),
      expect.stringMatching(/^evenkeel=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/),
    ]);
    expect((await get('/welcome', back.cookies)).text).toContain('You are signed in, Ann Lee');
  });

  it('leads back to the page of the web app that the person came from, and to no other site', async () => {
    issuer.say({ name: 'Ann Lee', groups: ['staff'] });
    for (const [next, page] of [
      ['/programs/8f?as-of=2026-01-01#drift-1', '/programs/8f?as-of=2026-01-01#drift-1'],
      ['//evil.example/programs', '/'],
      ['/\\evil.example', '/'],
      ['/graphql', '/'],
    ] as const) {
      const welcome = await get(`/welcome?next=${encodeURIComponent(next)}`);
      const [, begins] = /<a class="button" href="([^"]*)"/.exec(welcome.text)!;
      const left = await get(begins!);
      const back = await get(await issuer.signIn(new URL(left.location!)), left.cookies);
      expect([next, welcome.status, back.location]).toEqual([next, 401, page]);
      const again = await get(`/welcome?next=${encodeURIComponent(next)}`, back.cookies);
      expect([next, again.status, again.location]).toEqual([next, ...(page === next ? [303, page] : [200, null])]);
    }
    // A cookie that somebody else put there leads nowhere either.
    const left = await get('/sign-in');
    const forged = left.cookies.map((cookie) => cookie.replace(/\.[^.;]*;/, `.${Buffer.from('//evil.example').toString('base64url')};`));
    const back = await get(await issuer.signIn(new URL(left.location!)), forged);
    expect([back.status, back.location]).toEqual([303, '/']);
  });

  it('gives what the groups of the issuer give, each time', async () => {
    const asStaff = await signIn({ name: 'Ann Lee', groups: ['staff'] });
    expect(await viewer({ cookie: sessionIn(asStaff) })).toMatchObject([200, { errors: [{ extensions: { code: 'FORBIDDEN' } }] }]);
    const asPmo = await signIn({ name: 'Ann Lee', groups: ['pmo-team'] });
    expect(await viewer({ cookie: sessionIn(asPmo) })).toMatchObject([200, { data: { viewer: { person: { name: 'Ann Lee' } } } }]);
  });

  it.each([
    ['NO_MAPPED_GROUP', 403, { sub: 'stranger', groups: ['visitors'] }, /OIDC_ROLES/],
    ['SIGN_IN_TOKEN_WRONG', 403, { aud: 'another' }, /OIDC_CLIENT_ID/],
    ['SIGN_IN_CLOCK', 503, { exp: 1 }, /30/],
  ])('is refused with %s on a page that says so', async (code, status, claims, said) => {
    for (const language of ['en', 'zh-CN']) {
      issuer.say(claims);
      const left = await get('/sign-in');
      const back = await get(await issuer.signIn(new URL(left.location!)), left.cookies, language);
      expect([back.status, back.cookies.length]).toEqual([status, 1]);
      expect(back.text).toContain(code);
      expect(back.text).toMatch(said);
      expect(back.text).toMatch(language === 'en' ? /You are not signed in/ : /未能登录/);
    }
  });

  it('does not end in a browser in which it did not begin, nor with a cookie that somebody made', async () => {
    issuer.say({ groups: ['staff'] });
    const left = await get('/sign-in');
    const address = await issuer.signIn(new URL(left.location!));
    const other = await get('/sign-in');
    for (const cookies of [[], other.cookies, ['evenkeel-sign-in=x.y.z']]) {
      const back = await get(address, cookies);
      expect([back.status, back.text.includes('SIGN_IN_STALE')]).toEqual([400, true]);
    }
    expect((await get(address, left.cookies)).status).toBe(303);
  });

  it('is joined with who was invited without a verified address', async () => {
    const mutation = 'mutation { invitePerson(input: { name: "Dai", email: "dai@example.com" }) { link } }';
    const { invitePerson } = await api.data<{ invitePerson: { link: string } }>(mutation);
    const dai = { sub: 'dai', email: 'dai@example.com', groups: ['staff'] };
    expect((await signIn(dai)).text).toContain('EMAIL_UNVERIFIED');
    const by = await press(invitePerson.link, []);
    expect((await get('/welcome', by.cookies)).text).toContain('action="/sign-in/join"');
    const page = await press('/sign-in/join', by.cookies);
    expect([page.status, page.text.includes(new URL(issuer.url).host)]).toEqual([200, true]);
    const [, href] = /<a class="button" href="([^"]*)"/.exec(page.text)!;
    const address = await issuer.signIn(new URL(href!.replaceAll('&amp;', '&')));
    const other = await signIn({ name: 'Ann Lee', groups: ['staff'] });
    for (const cookies of [[], other.cookies.slice(1)])
      expect((await get(address, [...page.cookies, ...cookies])).text).toContain('SIGN_IN_STALE');
    issuer.say(dai);
    const back = await get(address, [...page.cookies, ...by.cookies]);
    expect([back.status, back.location]).toEqual([303, '/']);
    expect((await get('/welcome', by.cookies)).status).toBe(401);
    const again = await get('/welcome', (await signIn(dai)).cookies);
    expect(again.text).toContain('You are signed in, Dai');
    expect(again.text).not.toContain('/sign-in/join');
    expect((await press('/sign-in/join', [])).location).toBe('/welcome');
  });

  it('notes who came in and who did not, without what the issuer said', async () => {
    await signIn({ sub: 'stranger', name: 'A stranger', groups: [] });
    const pmo = await signIn({ name: 'Ann Lee', groups: ['pmo-team'] });
    const answer = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: api.url, cookie: sessionIn(pmo) },
      body: JSON.stringify({ query: '{ securityLog(first: 50) { entries { act details times } } }' }),
    });
    const text = await answer.text();
    expect(text).toMatch(/SIGNED_IN/);
    expect(text).toMatch(/SIGN_IN_FAILED/);
    expect(text).toMatch(/ROLES_CHANGED/);
    expect(text).not.toMatch(/stranger|eyJ/);
  });
});

describe('an access token of the issuer', () => {
  it('is accepted as Bearer if it is meant for this audience', async () => {
    issuer.say({});
    const token = await issuer.accessToken({ aud: AUDIENCE, sub: 'script', name: 'A script', groups: ['pmo-team'] });
    expect(await viewer({ authorization: `Bearer ${token}` })).toMatchObject([200, { data: { viewer: { person: { name: 'A script' } } } }]);
    const read = async (): Promise<number> => ((await viewer({ authorization: `Bearer ${leaving}` })) as [number])[0];
    const leaving = await issuer.accessToken({ aud: AUDIENCE, sub: 'leaving', groups: ['staff'] });
    expect(await read()).toBe(200);
    const { accounts } = await api.data<{ accounts: { accounts: { person: { id: string; name: string } }[] } }>(
      '{ accounts(first: 50) { accounts { person { id name } } } }',
    );
    const { id } = accounts.accounts.find(({ person }) => person.name === 'leaving')!.person;
    await api.data(`mutation { deactivatePerson(input: { personId: "${id}" }) { userErrors { code } } }`);
    // What is kept of a token is younger than a second.
    for (let n = 0; n < 10_000 && (await read()) === 200; n += 1);
    expect(await read()).toBe(401);
    const more = 'mutation { makeAccessToken(input: { name: "more", write: true }) { token } }';
    expect((await api.ask(more, {}, { token })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    for (const claims of [{ aud: 'another' }, { aud: AUDIENCE, exp: 1 }]) {
      const wrong = await issuer.accessToken({ sub: 'script', ...claims });
      expect(await viewer({ authorization: `Bearer ${wrong}` })).toMatchObject([
        401,
        { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
      ]);
    }
    const stranger = await issuer.accessToken({ aud: AUDIENCE, sub: 'stranger' });
    expect(await viewer({ authorization: `Bearer ${stranger}` })).toMatchObject([
      403,
      { errors: [{ extensions: { code: 'NO_MAPPED_GROUP' } }] },
    ]);
  });
});

describe('the log', () => {
  it('contains nothing that lets somebody in', async () => {
    const invited = 'mutation { invitePerson(input: { name: "Bo" }) { link } }';
    const { invitePerson } = await api.data<{ invitePerson: { link: string } }>(invited);
    expect((await get(invitePerson.link)).status).toBe(200);
    expect((await get(`${invitePerson.link.slice(0, -1)}-`)).status).toBe(404);
    expect((await get(`/sign-in/callback?code=${'c'.repeat(40)}`)).status).toBe(400);
    expect(logged.join('')).toMatch(/SIGN_IN_STALE/);
    expect(secrets.size).toBeGreaterThan(20);
    expect([...secrets].filter((secret) => logged.some((line) => line.includes(secret)))).toEqual([]);
  });
});

describe('an api behind a proxy over TLS, whose issuer is down', () => {
  const PUBLIC = 'https://evenkeel.example.com';
  let behind: ApiUnderTest;
  beforeAll(async () => {
    const { port, url } = issuer;
    await issuer.stop();
    behind = await ApiUnderTest.start(undefined, {
      ...{ OIDC_ISSUER: url, OIDC_CLIENT_ID: 'evenkeel', OIDC_AUDIENCE: AUDIENCE },
      ...{ EVENKEEL_PUBLIC_URL: PUBLIC, EVENKEEL_PROXIES: '127.0.0.1' },
    });
    const answer = await fetch(`${behind.url}/sign-in`, { redirect: 'manual', headers: { 'x-forwarded-for': '203.0.113.5' } });
    const text = await answer.text();
    expect([answer.status, text.includes('ISSUER_UNAVAILABLE'), text.includes('OIDC_ISSUER')]).toEqual([503, true, true]);
    issuer = await TestIssuer.start(port);
  });
  afterAll(() => behind.close());

  it('started, serves others, and is not what keeps people from another replica', async () => {
    expect((await behind.ask('{ viewer { person { id } } }')).data).toBeDefined();
    expect((await signIn({ name: 'Ann Lee', groups: ['staff'] })).location).toBe('/');
  });

  it('gives cookies for TLS alone, to pages of the public address', async () => {
    const signOut = (origin: string): Promise<Response> =>
      fetch(`${behind.url}/sign-out`, { method: 'POST', redirect: 'manual', headers: { origin, 'x-forwarded-for': '203.0.113.5' } });
    const out = await signOut(PUBLIC);
    await out.text();
    expect([out.status, out.headers.get('set-cookie')]).toEqual([303, expect.stringMatching(/^__Host-evenkeel=; Path=\/; .*; Secure$/)]);
    const foreign = await signOut('https://evenkeel.example.com.evil.example');
    await foreign.text();
    expect(foreign.status).toBe(403);
  });

  it('notes where clients are, not where the proxy is, for sockets too', async () => {
    const sent = { headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.6' } };
    await (await fetch(`${behind.url}/graphql`, { method: 'POST', headers: { ...sent.headers, authorization: 'Bearer nobody' } })).text();
    const socket = new WebSocket(behind.url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws', {
      headers: { 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer nobody' },
    });
    socket.once('open', () => socket.send('{"type":"connection_init"}'));
    await new Promise((closed) => socket.once('close', closed));
    const log = await behind.data('{ securityLog(act: SIGN_IN_FAILED) { entries { from } } }');
    expect(log).toEqual({ securityLog: { entries: [{ from: '203.0.113.7' }, { from: '203.0.113.6' }] } });
  });

  it('does not start without the secret that is set', async () => {
    const file = join(folder, 'no-secret');
    const variables = {
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET_FILE: file,
      PORT: '0',
      EVENKEEL_DATA: join(folder, 'data'),
    };
    await expect(createApp(configurationFrom(variables))).rejects.toThrow(/OIDC_CLIENT_SECRET_FILE: .*no-secret cannot be read/);
  });
});
