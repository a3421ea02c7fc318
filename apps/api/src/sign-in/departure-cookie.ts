import { cookieIn, setCookie } from '../http/session-cookie.js';
import type { Departure } from './issuer.js';

/** How long somebody may take to sign in at the issuer. */
const SECONDS = 600;
const FORM = /^[\w-]{43}\.[\w-]{43}\.[\w-]{43}$/;

const nameOf = (isSecure: boolean): string => (isSecure ? '__Host-evenkeel-sign-in' : 'evenkeel-sign-in');

/** What a browser keeps until it comes back from the issuer; undefined: it did not leave from here, or too long ago. */
export function departureIn(header: string | undefined, isSecure: boolean): Departure | undefined {
  const [state, nonce, verifier] = cookieIn(header, nameOf(isSecure), FORM)?.split('.') ?? [];
  return state !== undefined && nonce !== undefined && verifier !== undefined ? { state, nonce, verifier } : undefined;
}

export const departureCookie = ({ state, nonce, verifier }: Departure, isSecure: boolean): string =>
  setCookie(nameOf(isSecure), `${state}.${nonce}.${verifier}`, SECONDS, isSecure);

export const noDepartureCookie = (isSecure: boolean): string => setCookie(nameOf(isSecure), '', 0, isSecure);
