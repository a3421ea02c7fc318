import { errors as jose } from 'jose';
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { SignInProblem, type SignInCode } from './sign-in-problem.js';

/** What the codes of openid-client mean for whoever signs in. */
const OF_CLIENT: Readonly<Record<string, SignInCode>> = {
  OAUTH_TIMEOUT: 'ISSUER_UNAVAILABLE',
  OAUTH_ABORT: 'ISSUER_UNAVAILABLE',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'ISSUER_WRONG',
  OAUTH_INVALID_SERVER_METADATA: 'ISSUER_WRONG',
  OAUTH_MISSING_SERVER_METADATA: 'ISSUER_WRONG',
  OAUTH_RESPONSE_IS_NOT_JSON: 'ISSUER_WRONG',
  OAUTH_PARSE_ERROR: 'ISSUER_WRONG',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'ISSUER_WRONG',
  OAUTH_REQUEST_PROTOCOL_FORBIDDEN: 'ISSUER_WRONG',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'SIGN_IN_CLOCK',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'SIGN_IN_TOKEN_WRONG',
};

/** What the errors of OAuth (RFC 6749, 4.1.2.1 and 5.2) mean. */
const OF_ISSUER: Readonly<Record<string, SignInCode>> = {
  access_denied: 'SIGN_IN_CANCELLED',
  login_required: 'SIGN_IN_CANCELLED',
  invalid_grant: 'SIGN_IN_STALE',
  invalid_client: 'CLIENT_REFUSED',
  unauthorized_client: 'CLIENT_REFUSED',
  server_error: 'ISSUER_UNAVAILABLE',
  temporarily_unavailable: 'ISSUER_UNAVAILABLE',
};

/** What fetch throws: a TypeError without a connection, a DOMException after the time that the issuer may take. */
const OF_FETCH: readonly string[] = ['TypeError', 'TimeoutError', 'AbortError'];

/** What went wrong on the way to a person, in a form that says what to do. */
export const problemOf = (error: unknown): SignInProblem =>
  error instanceof SignInProblem ? error : new SignInProblem(codeOf(error), error);

function codeOf(error: unknown): SignInCode {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return OF_ISSUER[error.error] ?? 'SIGN_IN_TOKEN_WRONG';
  if (error instanceof ClientError) {
    if (error.code === undefined) return codeOf(error.cause);
    return error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' ? codeOfStatus(error) : (OF_CLIENT[error.code] ?? 'SIGN_IN_TOKEN_WRONG');
  }
  if (error instanceof jose.JWKSTimeout) return 'ISSUER_UNAVAILABLE';
  if (error instanceof jose.JWTExpired) return 'SIGN_IN_CLOCK';
  if (error instanceof jose.JWTClaimValidationFailed) return error.claim === 'nbf' ? 'SIGN_IN_CLOCK' : 'SIGN_IN_TOKEN_WRONG';
  // jose throws its plain error where the keys are answered with another status or without JSON.
  if (error instanceof jose.JOSEError) return error.code === 'ERR_JOSE_GENERIC' ? 'ISSUER_UNAVAILABLE' : 'SIGN_IN_TOKEN_WRONG';
  return OF_FETCH.includes(`${(error as Partial<Error> | undefined)?.name}`) ? 'ISSUER_UNAVAILABLE' : 'SIGN_IN_TOKEN_WRONG';
}

/** An answer with a status that OAuth does not know: of a server that is in trouble, or that is no issuer. */
function codeOfStatus({ cause }: ClientError): SignInCode {
  const { status = 500 } = (cause ?? {}) as Partial<Response>;
  return status >= 500 ? 'ISSUER_UNAVAILABLE' : 'ISSUER_WRONG';
}
