import { addDays, daysBetween, type LocalDate } from '../calendar.js';
import { type Check, dateCheck, firstOf, KEY_LENGTH, keyCheck, titleCheck } from '../checks.js';
import type { PillarShares } from '../pillars.js';
import { EMPHASIS_SHARE, EMPHASIS_SUM, isWithin } from '../ranges.js';
import { refuse } from '../refusals.js';
import type { PhaseInput, PhaseLanguage, PillarValuesInput } from './commands.js';
import type { PlannedPhase } from './events.js';
import { phasePlan, type ProgramState } from './state.js';

export const MAX_PHASES = 50;

interface DefaultPhase {
  readonly key: string;
  readonly names: Readonly<Record<PhaseLanguage, string>>;
  readonly emphasis: PillarShares;
}

const DEFAULT_PHASES: readonly DefaultPhase[] = [
  { key: 'INITIATE', names: { zh: '启动', en: 'Initiate' }, emphasis: [0.45, 0.25, 0.15, 0.15] },
  { key: 'DESIGN', names: { zh: '设计', en: 'Design' }, emphasis: [0.25, 0.25, 0.3, 0.2] },
  { key: 'BUILD', names: { zh: '建设', en: 'Build' }, emphasis: [0.15, 0.2, 0.3, 0.35] },
  { key: 'EMBED', names: { zh: '固化', en: 'Embed' }, emphasis: [0.25, 0.35, 0.25, 0.15] },
];

/** The default plan: four equal parts, to the day, from startsOn up to endsOn. */
export const defaultPhases = (startsOn: LocalDate, endsOn: LocalDate, language: PhaseLanguage = 'en'): readonly PlannedPhase[] =>
  DEFAULT_PHASES.map(({ key, names, emphasis }, i) => ({
    key,
    name: names[language],
    endsOn: addDays(startsOn, Math.round((daysBetween(startsOn, endsOn) * (i + 1)) / DEFAULT_PHASES.length)),
    emphasis,
  }));

/** Scales to sum to 1. Values that already sum to 1 stay as sent, so that a plan that is read and sent back is unchanged. */
function shares({ leadership, culture, process, technology }: PillarValuesInput): PillarShares {
  const sum = leadership + culture + process + technology;
  const scale = Math.abs(sum - 1) <= 1e-12 ? 1 : sum;
  return [leadership / scale, culture / scale, process / scale, technology / scale];
}

/** The phases as they are recorded, for inputs that `phaseInputsCheck` has accepted. */
export const plannedPhases = (inputs: readonly PhaseInput[]): readonly PlannedPhase[] =>
  inputs.map(({ key, name, endsOn, emphasis }) => ({ key, name, endsOn, emphasis: shares(emphasis) }));

/** Checks each phase by itself. @param kept keys that are already in the plan: they are accepted as they are */
export function phaseInputsCheck(inputs: readonly PhaseInput[], kept: ReadonlySet<string> = new Set()): Check {
  if (inputs.length === 0) return refuse('PHASES_EMPTY', 'phases');
  if (inputs.length > MAX_PHASES) return refuse('TOO_MANY_PHASES', 'phases');
  return firstOf(...inputs.map((phase, i) => phaseInputCheck(phase, i, kept)));
}

function phaseInputCheck(phase: PhaseInput, i: number, kept: ReadonlySet<string>): Check {
  return firstOf(
    kept.has(phase.key) ? undefined : keyCheck(phase.key, KEY_LENGTH, 'phases', i, 'key'),
    titleCheck(phase.name, 'phases', i, 'name'),
    dateCheck(phase.endsOn, 'phases', i, 'endsOn'),
    emphasisCheck(phase.emphasis, i),
  );
}

function emphasisCheck(emphasis: PillarValuesInput, i: number): Check {
  const values = [emphasis.leadership, emphasis.culture, emphasis.process, emphasis.technology];
  const sum = values.reduce((total, value) => total + value, 0);
  return values.every((value) => isWithin(value, EMPHASIS_SHARE)) && isWithin(sum, EMPHASIS_SUM)
    ? undefined
    : refuse('EMPHASIS_INVALID', 'phases', i, 'emphasis');
}

/** Checks that keys are unique and planned ends increase strictly from the start on. */
export function phasePlanCheck(phases: readonly PlannedPhase[], startsOn: LocalDate): Check {
  const keys = new Set<string>();
  let previous = startsOn;
  for (const [i, { key, endsOn }] of phases.entries()) {
    if (keys.has(key.normalize())) return refuse('PHASE_KEY_REPEATED', 'phases', i, 'key');
    if (endsOn <= previous) return refuse('PHASE_ENDS_NOT_INCREASING', 'phases', i, 'endsOn');
    keys.add(key.normalize());
    previous = endsOn;
  }
  return undefined;
}

/**
 * Checks that a revision keeps the past: the first `entered` phases keep key and order, and the finished ones (all of them but the last)
 * also keep their planned end.
 */
export function keepsPastCheck(program: ProgramState, revised: readonly PlannedPhase[], entered: number): Check {
  const before = phasePlan(program);
  for (let i = 0; i < entered; i++) {
    if (revised[i]?.key !== before[i]?.key) return refuse('PHASE_LEFT_IS_FIXED', 'phases', i, 'key');
    if (i < entered - 1 && revised[i]?.endsOn !== before[i]?.endsOn) return refuse('PHASE_LEFT_IS_FIXED', 'phases', i, 'endsOn');
  }
  return undefined;
}
