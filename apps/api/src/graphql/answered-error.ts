import { EventStoreError } from '#event-sourcing/store/event-store.js';
import type { Language } from '#domain/language.js';
import { QuestionError } from '#read-models/question-error.js';
import { isMissingTable } from '#projection-engine/checkpoints/checkpoints.js';
import { isCorrupt, isTransient, ViewsBehindError } from '#projection-engine/database/database-errors.js';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { inChinese } from './chinese-errors.js';
import { wordingOf } from '../commands/wording.js';
import { SIGN_IN_WORDING } from '../sign-in/sign-in-problem.js';

/** An error for the client, and the HTTP status of an answer without data. */
export interface AnsweredError {
  readonly status: number;
  /** The error to log; set if it is the server's fault. */
  readonly unexpected?: unknown;
  readonly error: GraphQLFormattedError & { readonly extensions: { readonly code: string } };
}

const STATUS: Readonly<Record<string, number>> = {
  DATABASE_UNAVAILABLE: 503,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CROSS_ORIGIN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  READ_INTERRUPTED: 503,
  VIEWS_BEHIND: 503,
  INTERNAL: 500,
  ...Object.fromEntries(Object.entries(SIGN_IN_WORDING).map(([code, { status }]) => [code, status])),
};

const TOLD_BY_THE_STORE: readonly EventStoreError['code'][] = ['STORE_FULL', 'STORE_READ_ONLY'];

interface Thrown {
  readonly message: string;
  readonly code?: unknown;
  readonly statusCode?: unknown;
}

/** Converts an error to a form that never shows a stack trace. */
export function answeredError(error: Error, language: Language, correlationId: string): AnsweredError {
  const thrown = (error instanceof GraphQLError ? (error.originalError ?? error) : error) as Thrown;
  const { status, code, message, retryable, unexpected } = read(error, thrown, language, correlationId);
  const { locations, path } = error as Partial<GraphQLError>;
  const extensions = { code, ...(retryable ? { retryable } : {}), ...(unexpected === undefined ? {} : { correlationId }) };
  return {
    status: status ?? STATUS[code] ?? 400,
    ...(unexpected === undefined ? {} : { unexpected }),
    error: { message, ...(locations ? { locations } : {}), ...(path ? { path } : {}), extensions },
  };
}

/** Codes with which the whole answer is refused. */
const WHOLE: readonly string[] = ['QUERY_TOO_COMPLEX', 'ANSWER_TOO_LARGE'];
export const isOfWhole = ({ error }: AnsweredError): boolean => WHOLE.includes(error.extensions.code);

/** The data of an answer; null if it became too large on the way, because lists in it were cut. */
export const dataBeside = <Data>(data: Data | null | undefined, answered: readonly AnsweredError[]): Data | null =>
  answered.some(isOfWhole) ? null : (data ?? null);

interface Reading {
  readonly status?: number;
  readonly code: string;
  readonly message: string;
  readonly retryable?: boolean;
  readonly unexpected?: unknown;
}

function read(error: Error, thrown: Thrown, language: Language, correlationId: string): Reading {
  const stated = (error as Partial<GraphQLError>).extensions?.['code'];
  if (typeof stated === 'string') return { code: stated, ...worded(stated, error.message, language) };
  if (thrown instanceof QuestionError || thrown instanceof ViewsBehindError)
    return { code: thrown.code, ...worded(thrown.code, thrown.message, language) };
  if (thrown instanceof EventStoreError) {
    const { code, retryable } = thrown;
    const message = wordingOf(code, language)?.message ?? internal(language, correlationId);
    // The store itself logs when its trouble begins and ends: a line and a stack trace for every request would fill the disk.
    return { status: 503, code, retryable, message, ...(TOLD_BY_THE_STORE.includes(code) ? {} : { unexpected: thrown }) };
  }
  if (isTransient(thrown)) return { code: 'DATABASE_UNAVAILABLE', ...worded('DATABASE_UNAVAILABLE', '', language), unexpected: thrown };
  // No projector has started yet, or a damaged file is being replaced.
  if (isMissingTable(thrown) || isCorrupt(thrown))
    return { status: 503, code: 'VIEWS_BEHIND', ...worded('VIEWS_BEHIND', '', language), unexpected: thrown };
  const status = typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
  if (status === 413) return { code: 'PAYLOAD_TOO_LARGE', ...worded('PAYLOAD_TOO_LARGE', thrown.message, language) };
  if (status !== undefined && status >= 400 && status < 500)
    return { status, code: 'BAD_USER_INPUT', message: bad(thrown.message, language) };
  if (/ more that \d+ tokens/.test(error.message))
    return { code: 'QUERY_TOO_COMPLEX', ...worded('QUERY_TOO_COMPLEX', error.message, language) };
  if (error instanceof GraphQLError && isClients(error, thrown)) return { code: 'BAD_USER_INPUT', message: bad(error.message, language) };
  return { code: 'INTERNAL', message: internal(language, correlationId), unexpected: thrown };
}

/**
 * Whether graphql-js reports a mistake of the client: any error before the execution (even if a scalar's own error is behind it), and
 * during the execution errors about arguments, fields and directives. All other errors come from a resolver: it threw, or returned a value
 * that its type does not allow.
 */
function isClients(error: GraphQLError, thrown: unknown): boolean {
  if (/^(Variable "\$|Expected value of type "[^"]+", found)/.test(error.message)) return true;
  if (thrown instanceof GraphQLError && /^Argument "/.test(thrown.message)) return true;
  return thrown === error && error.path === undefined;
}

/** Messages repeat parts of the request, which may have megabytes: longer ones are cut. */
const LONGEST_MESSAGE = 500;

const bad = (whole: string, language: Language): string => (language === 'zh-CN' ? `请求有误：${short(inChinese(whole))}` : short(whole));

const short = (whole: string): string =>
  whole.length > LONGEST_MESSAGE ? `${whole.slice(0, LONGEST_MESSAGE).replace(/[\ud800-\udbff]$/, '')}…` : whole;

const internal = (language: Language, correlationId: string): string =>
  language === 'zh-CN' ? `内部错误，编号 ${correlationId}。` : `Something went wrong here; it is logged as ${correlationId}.`;

/** Codes whose message has its subject in brackets. */
const SAYS_WHICH: readonly string[] = ['QUERY_TOO_COMPLEX', 'EVENT_TYPE_UNKNOWN', 'FEED_PARAMETER_UNKNOWN', 'FEED_PARAMETER_WRONG'];

function worded(code: string, message: string, language: Language): { readonly message: string; readonly retryable: boolean } {
  const wording = wordingOf(code, language);
  return wording
    ? { ...wording, message: SAYS_WHICH.includes(code) ? `${wording.message} ${message}` : wording.message }
    : { message, retryable: false };
}
