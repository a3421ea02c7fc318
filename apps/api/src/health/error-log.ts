import { Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import type { AnsweredError } from '../graphql/answered-error.js';

/** Errors that were answered, by code. The codes are few, and no client can make up one. */
export const answeredErrorsTotal = new Counter({
  name: 'evenkeel_errors_answered_total',
  help: 'Errors that clients were answered with, by code.',
  labelNames: ['code'],
  registers: [],
});

/**
 * Counts and logs errors by whose fault they are: ours as ERROR with a stack, a client's as DEBUG without one, so that nobody can flood
 * the log with mistakes. @param log where; @param what was answered, such as `a request`
 */
export function noteErrors(log: Logger, what: string, answered: readonly AnsweredError[], correlationId: string): void {
  for (const { unexpected, error } of answered) {
    const { code } = error.extensions;
    answeredErrorsTotal.inc({ code });
    if (unexpected !== undefined) log.error({ err: unexpected, code, correlationId }, `${what} failed`);
    else log.debug({ code, reason: error.message }, `${what} was refused`);
  }
}
