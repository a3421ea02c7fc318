import type { Circumstances } from '#event-sourcing/commands/decider.js';
import type { LocalDate } from '../../calendar.js';
import type { Check } from '../../checks.js';
import type { ProgramState } from '../../program/state.js';
import { refuse } from '../../refusals.js';

/**
 * Whether the command comes from an import. History is taken as it happened: dates that would be implausible today may be right for the
 * past.
 */
export const isImport = ({ importedFrom }: Circumstances): boolean => importedFrom !== undefined;

/** The first permitted due date of a new milestone; undefined: any. */
export const earliestDue = (program: ProgramState, at: Circumstances): LocalDate | undefined =>
  isImport(at) ? undefined : program.startsOn;

type Path = readonly (string | number)[];

/** Checks a new forecast: it must not be moved to a past day. */
export const newForecastCheck = (forecast: LocalDate, at: Circumstances, ...field: Path): Check =>
  !isImport(at) && forecast < at.today ? refuse('FORECAST_IN_PAST', ...field) : undefined;

/** Checks a confirmed forecast: a past day cannot be "still on track". */
export const confirmedForecastCheck = (forecast: LocalDate, at: Circumstances, ...field: Path): Check =>
  !isImport(at) && forecast < at.today ? refuse('FORECAST_IS_PAST', ...field) : undefined;

export const pauseEndCheck = (until: LocalDate, at: Circumstances, ...field: Path): Check =>
  !isImport(at) && until < at.today ? refuse('PAUSE_ENDS_IN_PAST', ...field) : undefined;
