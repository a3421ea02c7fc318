import type { IssuerSettings } from '#application/starting/issuer-settings.js';
import type { Holder } from '#identity/access/holder.js';
import { People } from '#identity/people/people.js';
import { SecurityLog } from '#identity/security-log.js';
import type { Provider, Type } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { keyOf, type Credential } from '../http/access/credentials.js';
import { Arrivals } from './arrivals.js';
import { clientSecretOf } from './client-secret.js';
import { Issuer } from './issuer.js';
import { SignInController } from './sign-in.controller.js';
import { SignInProblem } from './sign-in-problem.js';

/** Signing in through an issuer, to be added to the api: loaded only where an issuer is set. */
export interface SignIn {
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
  /**
   * The holder of an access token of the issuer; undefined: it is not valid.
   * @param from where the people are
   * @throws SignInProblem if nobody can tell, or the person may not come in
   */
  holderOf(credential: Credential, from: { get(type: typeof Arrivals): Arrivals }): Promise<Holder | undefined>;
}

/** Verifying a token and finding its person take longer than most requests; what ends an access holds within a second nevertheless. */
const KEPT_MS = 900;
const MOST_KEPT = 10_000;

/** @throws ConfigurationError if the client's secret cannot be read */
export function signInThrough(settings: IssuerSettings): SignIn {
  const issuer = new Issuer(settings, clientSecretOf(settings));
  const kept = new LRUCache<string, Holder>({ max: MOST_KEPT, ttl: KEPT_MS });
  return {
    controllers: settings.clientId === undefined ? [] : [SignInController],
    providers: [
      { provide: Issuer, useValue: issuer },
      {
        provide: Arrivals,
        inject: [People, SecurityLog],
        useFactory: (people: People, security: SecurityLog) => new Arrivals(people, security, settings),
      },
    ],
    holderOf: async (credential, from) => {
      if (credential.kind !== 'token') return undefined;
      const key = keyOf(credential);
      const known = kept.get(key);
      if (known) return known;
      const identity = await issuer.holderOf(credential.secret);
      if (!identity) return undefined;
      try {
        const { id, roles } = await from.get(Arrivals).personOf(identity);
        const holder: Holder = {
          id,
          administrator: roles.includes('ADMINISTRATOR'),
          ...(roles.includes('AUDITOR') ? { auditor: true } : {}),
          // It is an access token: it makes no other credentials.
          token: typeof identity.claims['jti'] === 'string' ? identity.claims['jti'] : 'issuer',
        };
        kept.set(key, holder);
        return holder;
      } catch (error) {
        if (error instanceof SignInProblem && error.code === 'PERSON_DEACTIVATED') return undefined;
        throw error;
      }
    },
  };
}
