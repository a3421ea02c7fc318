import { Logger } from '@nestjs/common';

/** A failure in one program that is retried while everything else continues. */
export interface ProgramFailure {
  readonly programId: string;
  /** What was tried, such as the date of an evaluation. */
  readonly what: string;
  /** The number of consecutive failures. */
  readonly attempts: number;
  readonly error: Error;
}

export type ReportFailure = (failure: ProgramFailure) => void;

export const asError = (failure: unknown): Error => (failure instanceof Error ? failure : new Error(String(failure)));

/** A reporter that logs failures in the name of a background process. */
export function logged(process: string): ReportFailure {
  const log = new Logger(process);
  return ({ programId, what, attempts, error }) =>
    log.error({ programId, what, attempts, err: error }, 'background work for a program failed; retrying');
}
