import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestIssuer } from '#testing/issuer.js';
import { Issuer, type Identity } from './issuer.js';
import { SIGN_IN_WORDING } from './sign-in-problem.js';

const CALLBACK = 'http://127.0.0.1:3000/sign-in/callback';
const AUDIENCE = 'https://evenkeel.example.com';

let provider: TestIssuer;
let issuer: Issuer;
let now = 0;
const clock = (): number => now;
const seconds = (n: number): number => Math.floor(Date.now() / 1_000) + n;

const issuerAt = (url: string, others: object = {}): Issuer =>
  new Issuer({ url, clientId: 'evenkeel', groupsClaim: 'groups', ...others }, 'a secret', clock);

async function signIn(by = issuer): Promise<Identity> {
  const { url, departure } = await by.depart(CALLBACK);
  return by.arrive(await provider.signIn(url), departure);
}

const refusedWith = (code: keyof typeof SIGN_IN_WORDING) => expect.objectContaining({ code });

beforeEach(async () => {
  now = 0;
  provider = await TestIssuer.start();
  issuer = issuerAt(provider.url, { audience: AUDIENCE });
});
afterEach(() => provider.stop());

describe('signing in', () => {
  it('sends a browser away with PKCE, a state and a nonce, which are new each time', async () => {
    const [{ url, departure }, other] = [await issuer.depart(CALLBACK), await issuer.depart(CALLBACK)];
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'evenkeel',
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      state: departure.state,
      nonce: departure.nonce,
    });
    expect(url.searchParams.get('code_challenge')).not.toBe(departure.verifier);
    expect(new Set([departure, other.departure].flatMap(({ state, nonce, verifier }) => [state, nonce, verifier])).size).toBe(6);
  });

  it('tells who came back', async () => {
    provider.say({ name: 'Ann Lee', email: 'ann@example.com', groups: ['pmo-team'] });
    const { subject, claims } = await signIn();
    expect(subject).toBe(`${provider.url} johndoe`);
    expect(claims).toMatchObject({ name: 'Ann Lee', email: 'ann@example.com', groups: ['pmo-team'] });
  });

  it('proves to the issuer that the browser that left came back', async () => {
    const { url, departure } = await issuer.depart(CALLBACK);
    const sent = new Promise((resolve) => {
      provider.service.once('beforeResponse', (_: unknown, { body }: { readonly body: object }) => resolve(body));
    });
    await issuer.arrive(await provider.signIn(url), departure);
    expect(await sent).toMatchObject({ grant_type: 'authorization_code', code_verifier: departure.verifier, redirect_uri: CALLBACK });
  });

  it('asks for what the token leaves out', async () => {
    provider.service.once('beforeUserinfo', ({ body }: { readonly body: object }) => void Object.assign(body, { name: 'Ann Lee' }));
    expect((await signIn()).claims).toMatchObject({ name: 'Ann Lee' });
  });

  it('takes a key that the issuer began to use a moment ago', async () => {
    await signIn();
    const { port } = provider;
    await provider.stop();
    provider = await TestIssuer.start(port, true);
    expect(await signIn()).toBeDefined();
  });

  it('takes a difference of 20 seconds between the clocks, either way', async () => {
    provider.say({ exp: seconds(-20), nbf: seconds(20), iat: seconds(20) });
    expect(await signIn()).toBeDefined();
  });

  it.each([
    ['SIGN_IN_CLOCK', 'has ended', { exp: -120 }],
    ['SIGN_IN_CLOCK', 'begins later', { nbf: 120 }],
  ] as const)('is refused with %s if the token %s', async (code, _, claims) => {
    provider.say(Object.fromEntries(Object.entries(claims).map(([name, offset]) => [name, seconds(offset)])));
    await expect(signIn()).rejects.toEqual(refusedWith(code));
  });

  it.each([
    ['for another client', { aud: 'another' }],
    ['by another issuer', { iss: 'https://another.example.com' }],
    ['with another nonce', { nonce: 'another' }],
    ['without a nonce', { nonce: undefined }],
  ])('is refused if the token is %s', async (_, claims) => {
    provider.say(claims);
    await expect(signIn()).rejects.toEqual(refusedWith('SIGN_IN_TOKEN_WRONG'));
  });

  it('is refused if the token was signed by somebody else', async () => {
    const stranger = await TestIssuer.start(0, true);
    const { url, departure } = await issuer.depart(CALLBACK);
    const token = await stranger.accessToken({ iss: provider.url, aud: 'evenkeel', sub: 'ann', nonce: departure.nonce });
    await stranger.stop();
    provider.service.once('beforeResponse', ({ body }: { readonly body: Record<string, unknown> }) => (body['id_token'] = token));
    await expect(issuer.arrive(await provider.signIn(url), departure)).rejects.toEqual(refusedWith('SIGN_IN_TOKEN_WRONG'));
  });

  it('is refused in a browser that did not begin it, and a second time', async () => {
    const { url, departure } = await issuer.depart(CALLBACK);
    const back = await provider.signIn(url);
    const other = { ...departure, state: 'another' };
    await expect(issuer.arrive(back, other)).rejects.toEqual(refusedWith('SIGN_IN_STALE'));
    provider.service.once('beforeResponse', (answer: { statusCode: number; body: object }) => {
      answer.statusCode = 400;
      answer.body = { error: 'invalid_grant' };
    });
    await expect(issuer.arrive(back, departure)).rejects.toEqual(refusedWith('SIGN_IN_STALE'));
  });

  it.each([
    ['CLIENT_REFUSED', { error: 'invalid_client' }, 401],
    ['ISSUER_UNAVAILABLE', { error: 'temporarily_unavailable' }, 400],
    ['ISSUER_UNAVAILABLE', {}, 503],
  ] as const)('is refused with %s if the issuer answers %j', async (code, body, statusCode) => {
    provider.service.once(
      'beforeResponse',
      (answer: { statusCode: number; body: object }) => void Object.assign(answer, { statusCode, body }),
    );
    await expect(signIn()).rejects.toEqual(refusedWith(code));
  });

  it('shows the secret by HTTP Basic, as is the default of OpenID Connect', async () => {
    let shown: string | undefined;
    const server = createServer((request, answer) => {
      const url = `http://${request.headers.host}`;
      if (request.method === 'POST') shown = request.headers.authorization;
      answer.statusCode = request.method === 'POST' ? 401 : 200;
      const metadata = { issuer: url, authorization_endpoint: `${url}/in`, token_endpoint: `${url}/token`, jwks_uri: `${url}/jwks` };
      answer.setHeader('content-type', 'application/json').end(JSON.stringify(shown ? { error: 'invalid_client' } : metadata));
    }).listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const there = issuerAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const { departure } = await there.depart(CALLBACK);
    const back = new URL(`${CALLBACK}?code=x&state=${departure.state}`);
    await expect(there.arrive(back, departure)).rejects.toEqual(refusedWith('CLIENT_REFUSED'));
    expect(shown).toBe(`Basic ${Buffer.from('evenkeel:a+secret').toString('base64')}`);
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  it('says that it was cancelled', async () => {
    const { departure } = await issuer.depart(CALLBACK);
    const back = new URL(`${CALLBACK}?error=access_denied&state=${departure.state}`);
    await expect(issuer.arrive(back, departure)).rejects.toEqual(refusedWith('SIGN_IN_CANCELLED'));
  });
});

describe('an issuer that does not answer', () => {
  it('is named, is not asked again for five seconds, and is found once it answers', async () => {
    const { port, url } = provider;
    await provider.stop();
    await expect(issuer.depart(CALLBACK)).rejects.toEqual(refusedWith('ISSUER_UNAVAILABLE'));
    expect(SIGN_IN_WORDING.ISSUER_UNAVAILABLE.en).toContain('OIDC_ISSUER');
    provider = await TestIssuer.start(port);
    expect(provider.url).toBe(url);
    await expect(issuer.depart(CALLBACK)).rejects.toEqual(refusedWith('ISSUER_UNAVAILABLE'));
    now += 5_000;
    expect(await signIn()).toBeDefined();
  });

  it('may be away for a while once it was found', async () => {
    await signIn();
    const { port } = provider;
    await provider.stop();
    now += 3_600_000;
    expect(await issuer.depart(CALLBACK)).toBeDefined();
    provider = await TestIssuer.start(port);
    await expect(signIn()).resolves.toBeDefined();
  });

  it.each<[string, RequestListener]>([
    [
      'calls itself otherwise',
      (_, answer) => answer.setHeader('content-type', 'application/json').end('{"issuer":"https://x.example.com"}'),
    ],
    ['is a web page', (_, answer) => answer.setHeader('content-type', 'text/html').end('<p>Hello</p>')],
    ['knows nothing of OpenID Connect', (_, answer) => answer.writeHead(404).end()],
  ])('is told from one that %s', async (_, listener) => {
    const server: Server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    const there = issuerAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await expect(there.depart(CALLBACK)).rejects.toEqual(refusedWith('ISSUER_WRONG'));
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
});

describe("the issuer's access tokens", () => {
  it('stand for a person if they are meant for here', async () => {
    const token = await provider.accessToken({ aud: [AUDIENCE, 'another'], sub: 'ann', name: 'Ann Lee' });
    expect(await issuer.holderOf(token)).toMatchObject({ subject: `${provider.url} ann`, claims: { name: 'Ann Lee' } });
  });

  it.each([
    ['for another audience', { aud: 'another' }],
    ['for the client, as ID tokens are', { aud: 'evenkeel' }],
    ['for nobody', { aud: undefined }],
    ['by another issuer', { iss: 'https://another.example.com' }],
    ['without a person', { sub: undefined }],
    ['without an end', { exp: undefined }],
    ['that have ended', { exp: 1 }],
  ])('are not valid %s', async (_, claims) => {
    const token = await provider.accessToken({ aud: AUDIENCE, sub: 'ann', ...claims });
    expect(await issuer.holderOf(token)).toBeUndefined();
  });

  it('are not valid unsigned, signed by a shared secret, or without OIDC_AUDIENCE', async () => {
    const token = await provider.accessToken({ aud: AUDIENCE, sub: 'ann' });
    const [, payload] = token.split('.');
    const unsigned = (header: object): string => `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}.AAAA`;
    for (const forged of [unsigned({ alg: 'none' }), unsigned({ alg: 'HS256' }), `${token.slice(0, -8)}AAAAAAAA`, 'x.y.z'])
      expect(await issuer.holderOf(forged)).toBeUndefined();
    expect(await issuerAt(provider.url).holderOf(token)).toBeUndefined();
    expect(await issuer.holderOf(token)).toBeDefined();
  });

  it('fail with a reason if the issuer is away, and strangers do not make Evenkeel ask it', async () => {
    const token = await provider.accessToken({ aud: AUDIENCE, sub: 'ann' });
    const foreign = await provider.accessToken({ iss: 'https://another.example.com', aud: AUDIENCE, sub: 'ann' });
    await provider.stop();
    expect(await issuer.holderOf(foreign)).toBeUndefined();
    await expect(issuer.holderOf(token)).rejects.toEqual(refusedWith('ISSUER_UNAVAILABLE'));
  });
});
