import { EventStoreError } from '#event-sourcing/event-store.js';
import type { Language } from '#read-models/history/summary.js';
import { QuestionError } from '#read-models/question-error.js';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { wordingOf } from '../commands/wording.js';

/** An error as a client reads it, and the HTTP status that it gives an answer without data. */
export interface AnsweredError {
  readonly status: number;
  /** Set where the error is ours: it goes to the log. */
  readonly unexpected?: unknown;
  readonly error: GraphQLFormattedError & { readonly extensions: { readonly code: string } };
}

const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  PAYLOAD_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  INTERNAL: 500,
};

interface Thrown {
  readonly message: string;
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly errors?: unknown;
}

/** One error, or the several that a mercurius error wraps, in a form that never shows a stack trace. */
export function answeredErrors(error: Error, language: Language, correlationId: string): AnsweredError[] {
  const thrown: unknown = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const wrapped = (thrown as Thrown).errors;
  if (Array.isArray(wrapped)) return wrapped.flatMap((one: Error) => answeredErrors(one, language, correlationId));
  const place = error instanceof GraphQLError ? { locations: error.locations, path: error.path } : {};
  const { status, code, message, retryable, unexpected } = read(error, thrown as Thrown, language, correlationId);
  const extensions = { code, ...(retryable ? { retryable } : {}), ...(unexpected === undefined ? {} : { correlationId }) };
  return [
    {
      status: status ?? STATUS[code] ?? 400,
      ...(unexpected === undefined ? {} : { unexpected }),
      error: {
        message,
        ...(place.locations ? { locations: place.locations } : {}),
        ...(place.path ? { path: place.path } : {}),
        extensions,
      },
    },
  ];
}

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
  if (thrown instanceof QuestionError) return { code: thrown.code, ...worded(thrown.code, thrown.message, language) };
  if (thrown instanceof EventStoreError) {
    return { status: 503, code: thrown.code, retryable: thrown.retryable, message: internal(language, correlationId), unexpected: thrown };
  }
  const status = typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
  if (status === 413) return { code: 'PAYLOAD_TOO_LARGE', ...worded('PAYLOAD_TOO_LARGE', thrown.message, language) };
  if (status !== undefined && status >= 400 && status < 500)
    return { status, code: 'BAD_USER_INPUT', message: bad(thrown.message, language) };
  if (/ more that \d+ tokens/.test(error.message))
    return { code: 'QUERY_TOO_COMPLEX', ...worded('QUERY_TOO_COMPLEX', error.message, language) };
  if (thrown === error && error instanceof GraphQLError && !isOurs(error.message)) {
    return { code: 'BAD_USER_INPUT', message: bad(error.message, language) };
  }
  return { code: 'INTERNAL', message: internal(language, correlationId), unexpected: thrown };
}

/** What graphql-js says when a resolver, not a client, is wrong. */
const isOurs = (message: string): boolean =>
  /^(Cannot return null for non-nullable|Expected value of type|Enum .* cannot represent|\w+ cannot represent)/.test(message) &&
  !message.startsWith('Variable');

const bad = (message: string, language: Language): string => (language === 'zh-CN' ? `请求有误：${message}` : message);

const internal = (language: Language, correlationId: string): string =>
  language === 'zh-CN' ? `内部错误，编号 ${correlationId}。` : `Something went wrong here; it is logged as ${correlationId}.`;

function worded(code: string, message: string, language: Language): { readonly message: string; readonly retryable: boolean } {
  const wording = wordingOf(code, language);
  return wording
    ? { ...wording, message: code === 'QUERY_TOO_COMPLEX' ? `${wording.message} ${message}` : wording.message }
    : { message, retryable: false };
}
