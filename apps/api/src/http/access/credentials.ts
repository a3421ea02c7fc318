import { publicIdOf } from '#identity/access/access-tokens.js';
import { calendarIdOf, type CalendarAddresses } from '#identity/access/calendar-addresses.js';
import type { Holder } from '#identity/access/holder.js';
import type { Sessions } from '#identity/access/sessions.js';
import type { Tokens } from '#identity/access/tokens.js';
import { createHash } from 'node:crypto';
import { sessionIn } from './session-cookie.js';

/** What a request brings to show who sends it. */
export interface Credential {
  /** calendar: the secret address of a calendar, which is valid at that address only. */
  readonly kind: 'token' | 'session' | 'calendar';
  readonly secret: string;
}

/** Finds the holder of a credential; undefined: it is not valid. */
export type Verify = (credential: Credential) => Promise<Holder | undefined>;

/** Where tools that know only HTTP Basic read from; the password is an access token. */
export const isFeed = (path: string): boolean => path === '/feeds' || path.startsWith('/feeds/');

const matched = (pattern: RegExp, header: unknown): string | undefined =>
  typeof header === 'string' ? pattern.exec(header)?.[1] : undefined;

/** The token of an Authorization header with Bearer; undefined: it has another form. */
export const bearer = (header: unknown): string | undefined => matched(/^Bearer +([^\s]+) *$/i, header);

/** The password of an Authorization header with Basic (RFC 7617); undefined: it has another form. */
function basicPassword(header: unknown): string | undefined {
  const encoded = matched(/^Basic +([A-Za-z0-9+/=]+) *$/i, header);
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined;
}

/** Calendar programs send no headers: the secret is in the address itself. */
const CALENDAR = '/feeds/calendar.ics';

const calendarSecret = (url: string): string | undefined => {
  const [path, query] = url.split('?', 2);
  return path === CALENDAR ? (new URLSearchParams(query).get('token') ?? undefined) : undefined;
};

interface Sent {
  /** The path and the query. */
  readonly url: string;
  readonly isRead: boolean;
  readonly authorization: unknown;
  readonly cookie: string | undefined;
}

/**
 * The credential of a request. An Authorization header comes before a cookie, which browsers add by themselves.
 * @param isSecure whether people reach the api over TLS
 */
export function credentialOf({ url, isRead, authorization, cookie }: Sent, isSecure: boolean): Credential | undefined {
  const path = url.split('?', 1)[0]!;
  const calendar = isRead ? calendarSecret(url) : undefined;
  if (calendar !== undefined) return { kind: 'calendar', secret: calendar };
  if (authorization !== undefined) {
    const token = bearer(authorization) ?? (isRead && isFeed(path) ? basicPassword(authorization) : undefined);
    return token === undefined ? undefined : { kind: 'token', secret: token };
  }
  const secret = sessionIn(cookie, isSecure);
  return secret === undefined ? undefined : { kind: 'session', secret };
}

/** A name for a credential by which attempts are counted: the public id in its secret; undefined: it has none. */
export const accountOf = ({ kind, secret }: Credential): string | undefined =>
  ({ token: publicIdOf, calendar: calendarIdOf, session: () => undefined })[kind](secret);

/** Verifies credentials against the tokens, sessions and addresses of a vault. */
export const verifierOf =
  (tokens: Pick<Tokens, 'verify'>, sessions: Pick<Sessions, 'verify'>, calendars: Pick<CalendarAddresses, 'verify'>): Verify =>
  ({ kind, secret }) =>
    ({ token: tokens, session: sessions, calendar: calendars })[kind].verify(secret);

/** A key for a credential that does not reveal it. */
export const keyOf = ({ kind, secret }: Credential): string => createHash('sha256').update(`${kind} ${secret}`).digest('base64');
