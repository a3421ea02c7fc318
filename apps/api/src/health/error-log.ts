import { Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import type { AnsweredError } from '../graphql/answered-error.js';

/** Errors in answers, by code. There are few codes, and clients cannot invent any. */
export const answeredErrorsTotal = new Counter({
  name: 'evenkeel_errors_answered_total',
  help: 'Errors that clients were answered with, by code.',
  labelNames: ['code'],
  registers: [],
});

/**
 * Counts and logs errors: server errors at level ERROR with a stack trace, clients' mistakes at DEBUG without one, so that nobody can flood
 * the log with mistakes. @param log the logger @param what what was answered, such as `a request`
 */
export function noteErrors(log: Logger, what: string, answered: readonly AnsweredError[], correlationId: string): void {
  for (const { unexpected, error } of answered) {
    const { code } = error.extensions;
    answeredErrorsTotal.inc({ code });
    if (unexpected !== undefined) log.error({ err: unexpected, code, correlationId }, `${what} failed`);
    else log.debug({ code, reason: error.message }, `${what} was refused`);
  }
}
