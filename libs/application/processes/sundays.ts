import { createHash } from 'node:crypto';
import { addDays, dateAt, later, sundays, type LocalDate } from '#domain/calendar.js';
import type { EvaluatedProgram } from '../ports.js';

const HOUR_MS = 3_600_000;
/** A program counts as being imported for this long after the last imported evaluation. */
const IMPORT_REST_MS = 10 * 60_000;

/**
 * How long after the end of a Sunday a program is evaluated, in milliseconds: a fixed delay per program within one hour, to spread the
 * load.
 */
export const turnWithinHour = (programId: string): number => createHash('sha256').update(programId).digest().readUInt32BE() % HOUR_MS;

/**
 * The dates on which a program is due to be evaluated: while it is active, every Sunday that has ended in its zone, in order, after the
 * last evaluation or, without one, from the charter's recordedAt on.
 * @throws RangeError for a time zone that does not exist
 */
export function dueEvaluations(now: string, { program, last }: EvaluatedProgram): readonly LocalDate[] {
  if (program.status !== 'ACTIVE') return [];
  const from = last ? addDays(last.on, 1) : later(dateAt(program.recordedAt, program.timeZone), program.startsOn);
  // The program's clock is late by its delay within the hour, so its Sunday ends that much later.
  const today = dateAt(new Date(Date.parse(now) - turnWithinHour(program.id)).toISOString(), program.timeZone);
  return sundays(from, addDays(today, -1));
}

/** The last Sunday that has ended in some time zone of the world: no evaluation of a later one can be due. */
export const lastSundayAnywhere = (now: string): LocalDate => {
  const today = dateAt(now, 'Pacific/Kiritimati');
  return sundays(addDays(today, -7), addDays(today, -1)).at(-1)!;
};

/** Whether an import is probably still running, judged by the last evaluation: the import brings its own Sundays and they come first. */
export function isUnderImport(now: string, { program, last }: EvaluatedProgram): boolean {
  const imported = last ? last.importedFrom !== undefined : program.importedFrom !== undefined;
  return imported && Date.parse(now) - Date.parse((last ?? program).recordedAt) < IMPORT_REST_MS;
}
