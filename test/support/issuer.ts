import { OAuth2Server } from 'oauth2-mock-server';

/** An OpenID Connect issuer on this machine in which everybody is signed in. */
export class TestIssuer {
  /** Making a key takes up to half a second: issuers of a suite take that of the last one. */
  private static key: Readonly<Record<string, unknown>> | undefined;

  private constructor(private readonly server: OAuth2Server) {}

  /** @param port where it listens; default: a free one @param hasNewKey whether it signs with a key of its own */
  static async start(port = 0, hasNewKey = false): Promise<TestIssuer> {
    const server = new OAuth2Server();
    if (hasNewKey || !TestIssuer.key) TestIssuer.key = await new OAuth2Server().issuer.keys.generate('RS256');
    await server.issuer.keys.add({ ...TestIssuer.key });
    await server.start(port, '127.0.0.1');
    return new TestIssuer(server);
  }

  get url(): string {
    return this.server.issuer.url!;
  }

  get port(): number {
    return this.server.address().port;
  }

  get service(): OAuth2Server['service'] {
    return this.server.service;
  }

  /** Says this in every ID token and access token from now on; undefined leaves a claim out. */
  say(claims: Readonly<Record<string, unknown>>): void {
    for (const event of ['beforeTokenSigning', 'beforeUserinfo']) this.service.removeAllListeners(event);
    if (claims['sub'] !== undefined)
      this.service.on('beforeUserinfo', ({ body }: { readonly body: object }) => void Object.assign(body, { sub: claims['sub'] }));
    this.service.on('beforeTokenSigning', ({ payload }: { readonly payload: object }) => void Object.assign(payload, claims));
  }

  /** An access token for an audience. */
  accessToken(claims: Readonly<Record<string, unknown>>): Promise<string> {
    return this.server.issuer.buildToken({ scopesOrTransform: (_header, payload) => void Object.assign(payload, claims) });
  }

  /** Signs in as a browser does. @returns the address to which it is sent back, with what the issuer added */
  async signIn(url: URL): Promise<URL> {
    const answer = await fetch(url, { redirect: 'manual' });
    await answer.text();
    return new URL(answer.headers.get('location')!);
  }

  async stop(): Promise<void> {
    if (this.server.listening) await this.server.stop();
  }
}
