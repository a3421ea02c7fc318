import { isLoopback, type IssuerSettings } from '#application/starting/issuer-settings.js';
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import * as client from 'openid-client';
import { problemOf } from './problem-of.js';
import { SignInProblem } from './sign-in-problem.js';

/** How far the clocks of the issuer and of this machine may differ. */
const SKEW_SECONDS = 30;
/** How long the issuer may take for an answer. */
const TIMEOUT_SECONDS = 5;
/** How long what the issuer says of itself is taken for true; it changes at most with a release of the issuer. */
const DISCOVERED_MS = 3_600_000;
/** How long an issuer that did not answer is not asked again, so that requests do not wait for it one after the other. */
const AWAY_MS = 5_000;
/** The algorithms that prove who signed: none that a shared secret can make. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

/** What a browser keeps between leaving for the issuer and coming back, so that only it can finish. */
export interface Departure {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the issuer says somebody is. */
export interface Identity {
  /** The issuer and its own id of the person, joined by a space. */
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

interface Discovered {
  readonly configuration: client.Configuration;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
  readonly until: number;
}

/** The OpenID Connect issuer of the settings: people sign in there (authorization code with PKCE), and its access tokens are accepted. */
export class Issuer {
  private discovering: Promise<Discovered> | undefined;
  private away: { readonly problem: SignInProblem; readonly until: number } | undefined;
  private discovered: Discovered | undefined;

  /**
   * @param secret the client's secret; undefined: a public client
   * @param now a clock in milliseconds
   */
  constructor(
    private readonly settings: IssuerSettings,
    private readonly secret: string | undefined,
    private readonly now: () => number = Date.now,
  ) {}

  /** Where a browser signs in, and what it keeps until it comes back. @throws SignInProblem */
  async depart(callback: string): Promise<{ readonly url: URL; readonly departure: Departure }> {
    const { configuration } = await this.discover();
    const departure = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const offered = configuration.serverMetadata().scopes_supported ?? [];
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: callback,
      scope: ['openid', 'profile', 'email', ...(offered.includes('groups') ? ['groups'] : [])].join(' '),
      code_challenge: await client.calculatePKCECodeChallenge(departure.verifier),
      code_challenge_method: 'S256',
      state: departure.state,
      nonce: departure.nonce,
    });
    return { url, departure };
  }

  /** Who came back. @param address the callback's whole address with what the issuer added @throws SignInProblem */
  async arrive(address: URL, { state, nonce, verifier }: Departure): Promise<Identity> {
    const { configuration, keys } = await this.discover();
    try {
      if (address.searchParams.get('state') !== state) throw new SignInProblem('SIGN_IN_STALE');
      const tokens = await client.authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
      });
      const claims = await this.verified(tokens.id_token!, configuration, keys, this.settings.clientId!);
      return { subject: subjectOf(claims), claims: await this.completed(claims, tokens.access_token, configuration) };
    } catch (error) {
      throw problemOf(error);
    }
  }

  /**
   * Whom an access token of the issuer stands for; undefined: it is not valid here.
   * @throws SignInProblem ISSUER_UNAVAILABLE, ISSUER_WRONG: nobody can tell
   */
  async holderOf(token: string): Promise<Identity | undefined> {
    const { audience } = this.settings;
    // Do not let strangers make Evenkeel ask the issuer for keys.
    if (audience === undefined || !isOf(this.settings.url, token)) return undefined;
    const { configuration, keys } = await this.discover();
    try {
      const { payload } = await jwtVerify(token, keys, this.expected(configuration, audience));
      return typeof payload.sub === 'string' ? { subject: subjectOf(payload), claims: payload } : undefined;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.code === 'ISSUER_UNAVAILABLE') throw problem;
      return undefined;
    }
  }

  private expected(configuration: client.Configuration, audience: string) {
    const { issuer } = configuration.serverMetadata();
    return { issuer, audience, algorithms: ALGORITHMS, clockTolerance: SKEW_SECONDS, requiredClaims: ['exp', 'sub'] };
  }

  /** Verifies the signature of an ID token, too. Its key may be newer than the kept ones: the issuer itself sent the token, so ask again. */
  private async verified(
    token: string,
    configuration: client.Configuration,
    keys: Discovered['keys'],
    audience: string,
  ): Promise<JWTPayload> {
    const attempt = async (): Promise<JWTPayload> => (await jwtVerify(token, keys, this.expected(configuration, audience))).payload;
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await keys.reload();
      return attempt();
    }
  }

  /** Adds what the issuer tells of a person only when it is asked (OpenID Connect Core, 5.4). */
  private async completed(claims: JWTPayload, accessToken: string, configuration: client.Configuration): Promise<Identity['claims']> {
    const isWhole = ['name', 'email', this.settings.groupsClaim].every((name) => claims[name] !== undefined);
    if (isWhole || configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
    return { ...(await client.fetchUserInfo(configuration, accessToken, claims.sub!)), ...claims };
  }

  private async discover(): Promise<Discovered> {
    const now = this.now();
    if (this.discovered && now < this.discovered.until) return this.discovered;
    if (this.away && now < this.away.until) throw this.away.problem;
    this.discovering ??= this.ask().finally(() => (this.discovering = undefined));
    return this.discovering;
  }

  private async ask(): Promise<Discovered> {
    const { url, clientId = 'evenkeel' } = this.settings;
    const secret = this.secret;
    try {
      const configuration = await client.discovery(new URL(url), clientId, {}, secret === undefined ? client.None() : secretly(secret), {
        timeout: TIMEOUT_SECONDS,
        execute: isLoopback(url) ? [client.allowInsecureRequests] : [],
      });
      const { jwks_uri } = configuration.serverMetadata();
      if (jwks_uri === undefined) throw new SignInProblem('ISSUER_WRONG');
      const keys = createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: TIMEOUT_SECONDS * 1_000 });
      this.away = undefined;
      return (this.discovered = { configuration, keys, until: this.now() + DISCOVERED_MS });
    } catch (error) {
      const problem = problemOf(error);
      const until = this.now() + AWAY_MS;
      this.away = { problem, until };
      if (!this.discovered) throw problem;
      // The issuer said before where its keys and pages are, and these may well answer.
      return (this.discovered = { ...this.discovered, until });
    }
  }
}

/** Whether a text is a token that names this issuer; nothing is verified. */
function isOf(issuer: string, token: string): boolean {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return false;
  try {
    return decodeJwt(token).iss?.replace(/\/$/, '') === issuer.replace(/\/$/, '');
  } catch {
    return false;
  }
}

const subjectOf = ({ iss, sub }: JWTPayload): string => `${iss} ${sub}`;

/** Shows the client's secret as the issuer wants it: by HTTP Basic, which is the default (OpenID Connect Core, 9), or in the body. */
function secretly(secret: string): client.ClientAuth {
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, ...others) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (methods.includes('client_secret_basic') ? basic : post)(server, ...others);
  };
}
