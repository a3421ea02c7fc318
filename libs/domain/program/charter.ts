import type { Refusal } from '#event-sourcing/commands/decider.js';
import { type Check, dateCheck, firstOf, idCheck, optionalText, personCheck, REASON_LENGTH, timeZoneCheck, titleCheck } from '../checks.js';
import { refuse } from '../refusals.js';
import { omitNullish } from '../omit-nullish.js';
import type { CharterProgram } from './commands.js';
import type { PlannedPhase, ProgramEvent } from './events.js';
import { defaultPhases, phaseInputsCheck, phasePlanCheck, plannedPhases } from './phases.js';
import { defaultPolicy } from './policy.js';

/** Charters a program and enters its first phase on the start date, which may be in the future. */
export function charterProgram(data: CharterProgram['data']): readonly ProgramEvent[] | Refusal {
  const wrong = charterCheck(data);
  if (wrong) return wrong;
  const phases = data.phases ? plannedPhases(data.phases) : defaultPhases(data.startsOn, data.endsOn!, data.phaseNamesIn);
  return planRefusal(phases, data) ?? chartered(data, phases);
}

function charterCheck(data: CharterProgram['data']): Check {
  return firstOf(
    idCheck(data.id, 'id'),
    titleCheck(data.name, 'name'),
    optionalText(data.objective, REASON_LENGTH, 'objective'),
    personCheck(data.sponsorId, 'sponsorId'),
    dateCheck(data.startsOn, 'startsOn'),
    data.endsOn === undefined ? undefined : dateCheck(data.endsOn, 'endsOn'),
    data.timeZone === undefined ? undefined : timeZoneCheck(data.timeZone, 'timeZone'),
    data.phases ? phaseInputsCheck(data.phases) : data.endsOn === undefined ? refuse('ENDS_ON_REQUIRED', 'endsOn') : undefined,
  );
}

function planRefusal(phases: readonly PlannedPhase[], { phases: given, startsOn, endsOn }: CharterProgram['data']): Check {
  const wrong = phasePlanCheck(phases, startsOn);
  if (wrong) return given ? wrong : refuse('PHASE_ENDS_NOT_INCREASING', 'endsOn');
  return endsOn !== undefined && phases[phases.length - 1]!.endsOn !== endsOn ? refuse('ENDS_ON_DIFFERS', 'endsOn') : undefined;
}

function chartered(data: CharterProgram['data'], phases: readonly PlannedPhase[]): readonly ProgramEvent[] {
  const { name, objective, sponsorId, startsOn, timeZone = 'UTC' } = data;
  const policy = defaultPolicy(startsOn, phases[phases.length - 1]!.endsOn);
  return [
    { type: 'ProgramChartered', data: { name, ...omitNullish({ objective }), sponsor: sponsorId, startsOn, timeZone, phases, policy } },
    { type: 'PhaseEntered', data: { phase: phases[0]!.key, on: startsOn } },
  ];
}
