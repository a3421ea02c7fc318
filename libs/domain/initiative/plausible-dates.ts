import type { Circumstances } from '#event-sourcing/decider.js';
import type { LocalDate } from '../calendar.js';
import type { Check } from '../checks.js';
import type { ProgramState } from '../program/state.js';
import { refuse } from '../refusals.js';

/** History is taken as it happened: what is implausible in a command of today may be true of the past. */
export const isImport = ({ importedFrom }: Circumstances): boolean => importedFrom !== undefined;

/** The first day that a new milestone may be due on; undefined: any. */
export const earliestDue = (program: ProgramState, at: Circumstances): LocalDate | undefined =>
  isImport(at) ? undefined : program.startsOn;

type Path = readonly (string | number)[];

/** A forecast looks ahead: moved to a day that is over, it promises nothing. */
export const newForecastCheck = (forecast: LocalDate, at: Circumstances, ...field: Path): Check =>
  !isImport(at) && forecast < at.today ? refuse('FORECAST_IN_PAST', ...field) : undefined;

/** "Still on track" cannot be said of a day that is over. */
export const confirmedForecastCheck = (forecast: LocalDate, at: Circumstances, ...field: Path): Check =>
  !isImport(at) && forecast < at.today ? refuse('FORECAST_IS_PAST', ...field) : undefined;

export const pauseEndCheck = (until: LocalDate, at: Circumstances, ...field: Path): Check =>
  !isImport(at) && until < at.today ? refuse('PAUSE_ENDS_IN_PAST', ...field) : undefined;
