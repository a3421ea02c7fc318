import { Logger } from '@nestjs/common';

/** Something of one program that failed and is tried again; everything else goes on. */
export interface ProgramFailure {
  readonly programId: string;
  /** What was tried, such as the date of an evaluation. */
  readonly what: string;
  /** How often in a row it has failed. */
  readonly attempts: number;
  readonly error: Error;
}

export type ReportFailure = (failure: ProgramFailure) => void;

export const asError = (failure: unknown): Error => (failure instanceof Error ? failure : new Error(String(failure)));

/** Writes failures to the log, in the name of a background process. */
export function logged(process: string): ReportFailure {
  const log = new Logger(process);
  return ({ programId, what, attempts, error }) =>
    log.error({ programId, what, attempts, err: error }, 'a program failed; it is tried again');
}
