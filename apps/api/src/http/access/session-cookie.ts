import { SESSION_DAYS } from '#identity/access/sessions.js';

/** The name behind TLS: browsers send and accept a cookie with this prefix only on the host itself and over TLS (RFC 6265bis). */
const SECURE = '__Host-evenkeel';
/** The name on plain HTTP, where browsers refuse the prefix. */
const PLAIN = 'evenkeel';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** The secret of the session in a Cookie header; undefined: none. @param isSecure whether people reach the api over TLS */
export function sessionIn(header: string | undefined, isSecure: boolean): string | undefined {
  return cookieIn(header, isSecure ? SECURE : PLAIN, SECRET);
}

/** The value of a cookie in a Cookie header; undefined: it is not there, or has another form. */
export function cookieIn(header: string | undefined, name: string, form: RegExp): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined && form.test(value)) return value;
  }
  return undefined;
}

/** The Set-Cookie header that keeps a session in a browser; scripts cannot read it, and other sites' requests do not carry it. */
export const sessionCookie = (secret: string, isSecure: boolean): string => cookie(secret, SESSION_DAYS * 86_400, isSecure);

/** The Set-Cookie header that removes it. */
export const noSessionCookie = (isSecure: boolean): string => cookie('', 0, isSecure);

const cookie = (value: string, seconds: number, isSecure: boolean): string =>
  setCookie(isSecure ? SECURE : PLAIN, value, seconds, isSecure);

/** A Set-Cookie header for a value that scripts cannot read, and that other sites' requests do not carry. */
export const setCookie = (name: string, value: string, seconds: number, isSecure: boolean): string =>
  `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
