import { cookieIn, setCookie } from '../http/access/session-cookie.js';
import { pageIn } from '../web/pages.js';
import type { Departure } from './issuer.js';

/** How long somebody may take to sign in at the issuer. */
const SECONDS = 600;
const FORM = /^[\w-]{43}\.[\w-]{43}\.[\w-]{43}(\.\w{0,32}(\.[\w-]{0,1400})?)?$/;

export interface KeptDeparture extends Departure {
  /** The public id of the session whose person joins the account there with their own. */
  readonly joins?: string | undefined;
  /** The page of the web app to which the person goes on. */
  readonly next?: string | undefined;
}

const nameOf = (isSecure: boolean): string => (isSecure ? '__Host-evenkeel-sign-in' : 'evenkeel-sign-in');

/** What a browser keeps until it comes back from the issuer; undefined: it did not leave from here, or too long ago. */
export function departureIn(header: string | undefined, isSecure: boolean): KeptDeparture | undefined {
  const [state, nonce, verifier, joins = '', next = ''] = cookieIn(header, nameOf(isSecure), FORM)?.split('.') ?? [];
  if (state === undefined || nonce === undefined || verifier === undefined) return undefined;
  return { state, nonce, verifier, joins: joins || undefined, next: pageIn(Buffer.from(next, 'base64url').toString()) };
}

export const departureCookie = ({ state, nonce, verifier, joins = '', next = '' }: KeptDeparture, isSecure: boolean): string =>
  setCookie(nameOf(isSecure), [state, nonce, verifier, joins, Buffer.from(next).toString('base64url')].join('.'), SECONDS, isSecure);

export const noDepartureCookie = (isSecure: boolean): string => setCookie(nameOf(isSecure), '', 0, isSecure);
