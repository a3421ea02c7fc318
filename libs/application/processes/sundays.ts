import { createHash } from 'node:crypto';
import { addDays, dateAt, later, sundays, type LocalDate } from '#domain/calendar.js';
import type { EvaluatedProgram, LastEvaluation } from '../ports.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A program into which history was imported less than this ago is taken to be under import. */
const IMPORT_REST_MS = DAY_MS;

/** How long after the end of a Sunday a program's turn comes: somewhere within the hour, always the same, in milliseconds. */
export const turnWithinHour = (programId: string): number => createHash('sha256').update(programId).digest().readUInt32BE() % HOUR_MS;

/**
 * The dates on which a program is due to be evaluated at an instant: while it is active, every Sunday that has ended in its zone, from
 * the charter's recordedAt on, in order, none that is not after the last one done. A program under import evaluates its own.
 * @throws RangeError for a time zone that does not exist
 */
export function dueEvaluations(now: string, { program, last }: EvaluatedProgram): readonly LocalDate[] {
  if (program.status !== 'ACTIVE' || isUnderImport(now, program, last)) return [];
  const recordedOn = dateAt(program.recordedAt, program.timeZone);
  const from = later(recordedOn, program.startsOn);
  // Its clock goes behind by its turn within the hour: for it the Sunday ends that much later.
  const today = dateAt(new Date(Date.parse(now) - turnWithinHour(program.id)).toISOString(), program.timeZone);
  return sundays(last ? later(from, addDays(last.on, 1)) : from, addDays(today, -1));
}

function isUnderImport(now: string, program: EvaluatedProgram['program'], last: LastEvaluation | undefined): boolean {
  const imported = last ? last.importedFrom !== undefined : program.importedFrom !== undefined;
  return imported && Date.parse(now) - Date.parse((last ?? program).recordedAt) < IMPORT_REST_MS;
}
