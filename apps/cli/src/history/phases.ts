import { JsonNotKept, parseJson } from '#application/intake/json.js';
import { isLocalDate, type LocalDate } from '#domain/calendar.js';
import { readPhase } from '#domain/history/history-line.js';
import type { PhaseInput } from '#domain/program/commands.js';

/** A phase of a history, with the day on which its gate was passed; undefined: it was never entered. */
export interface HistoryPhase extends PhaseInput {
  readonly enteredOn?: LocalDate;
}

/**
 * Reads the phases of a `--phases` file: a JSON list of {key, name, endsOn, emphasis {leadership, culture, process, technology},
 * enteredOn?}. Only the form is checked here; the charter refuses an impossible plan.
 * @returns the phases, or what is wrong and where
 */
export function parsePhases(text: string): HistoryPhase[] | { readonly wrong: string } {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    return { wrong: error instanceof JsonNotKept ? error.message : 'not JSON' };
  }
  if (!Array.isArray(value) || value.length === 0) return { wrong: 'not a JSON list of phases' };
  const phases: HistoryPhase[] = [];
  for (const [i, raw] of (value as unknown[]).entries()) {
    const phase = readPhase(raw);
    if ('refused' in phase) return { wrong: `phase ${i + 1}: ${phase.field?.join('.') ?? phase.refused}` };
    const { enteredOn } = raw as { enteredOn?: unknown };
    if (enteredOn === undefined || enteredOn === null) phases.push(phase);
    else if (typeof enteredOn === 'string' && isLocalDate(enteredOn)) phases.push({ ...phase, enteredOn });
    else return { wrong: `phase ${i + 1}: enteredOn` };
  }
  return phases;
}
