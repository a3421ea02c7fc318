import { isLocalDate, type LocalDate } from '#domain/calendar.js';
import type { PhaseInput } from '#domain/program/commands.js';

/** A phase of a history, with the day on which its gate was passed; left out: it was never entered. */
export interface HistoryPhase extends PhaseInput {
  readonly enteredOn?: LocalDate;
}

/**
 * The phases of a `--phases` file: a JSON list of {key, name, endsOn, emphasis {leadership, culture, process, technology},
 * enteredOn?}. Only the shape is looked at here: the charter refuses a plan that makes no sense.
 * @returns the phases, or what is wrong, naming the place
 */
export function parsePhases(text: string): HistoryPhase[] | { readonly wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { wrong: 'not JSON' };
  }
  if (!Array.isArray(value) || value.length === 0) return { wrong: 'not a JSON list of phases' };
  for (const [i, phase] of (value as unknown[]).entries()) {
    const field = wrongField(phase);
    if (field !== undefined) return { wrong: `phase ${i + 1}: ${field}` };
  }
  return value as HistoryPhase[];
}

function wrongField(phase: unknown): string | undefined {
  if (!isRecord(phase)) return 'not an object';
  if (typeof phase.key !== 'string') return 'key';
  if (typeof phase.name !== 'string') return 'name';
  if (!isDate(phase.endsOn)) return 'endsOn';
  if (phase.enteredOn !== undefined && phase.enteredOn !== null && !isDate(phase.enteredOn)) return 'enteredOn';
  const { emphasis } = phase;
  if (!isRecord(emphasis)) return 'emphasis';
  return ['leadership', 'culture', 'process', 'technology']
    .filter((pillar) => typeof emphasis[pillar] !== 'number')
    .map((pillar) => `emphasis.${pillar}`)[0];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isDate = (value: unknown): boolean => typeof value === 'string' && isLocalDate(value);
