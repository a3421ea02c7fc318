import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { Circumstances, Refusal } from '#event-sourcing/commands/decider.js';
import { type Check, firstOf, optionalText, pastCheck, personCheck, REASON_LENGTH, reasonCheck } from '../checks.js';
import { refuse } from '../refusals.js';
import { omitNullish } from '../omit-nullish.js';
import type { CorrectPhaseEntry, EnterPhase, PhaseInput, RevisePhasePlan } from './commands.js';
import type { PlannedPhase, ProgramEvent } from './events.js';
import { keepsPastCheck, phaseInputsCheck, phasePlanCheck, plannedPhases } from './phases.js';
import { phasePlan, type ProgramState } from './state.js';

type Decision = readonly ProgramEvent[] | Refusal;

export function revisePhasePlan({ phases: inputs, reason }: RevisePhasePlan['data'], program: ProgramState): Decision {
  const wrong = firstOf(reasonCheck(reason, 'reason'), revisionCheck(inputs, program, program.entries.length));
  if (wrong) return wrong;
  const phases = plannedPhases(inputs);
  return isInForce(phases, program) ? [] : [{ type: 'PhasePlanRevised', data: { phases, reason } }];
}

/** Enters the next phase of the plan, which the command must name, and may revise the plan. */
export function enterPhase(data: EnterPhase['data'], program: ProgramState, { today }: Circumstances): Decision {
  const { phase, on, approvedBy, note, phases: inputs } = data;
  const wrong = firstOf(
    orderCheck(phase, program),
    pastCheck(on, today, 'on'),
    on < program.entries[program.entries.length - 1]!.on ? refuse('PHASE_BEFORE_PREVIOUS', 'on') : undefined,
    approvedBy === undefined ? undefined : personCheck(approvedBy, 'approvedBy'),
    optionalText(note, REASON_LENGTH, 'note'),
    inputs ? revisionCheck(inputs, program, program.entries.length + 1) : undefined,
  );
  if (wrong) return wrong;
  const revised = inputs && plannedPhases(inputs);
  const phases = revised && !isInForce(revised, program) ? revised : undefined;
  return [{ type: 'PhaseEntered', data: { phase, on, ...omitNullish({ approvedBy, note, phases }) } }];
}

/** Corrects the wrongly recorded date of a phase entry. The right date is between those of its neighbours and not in the future. */
export function correctPhaseEntry(
  { phase, on, reason }: CorrectPhaseEntry['data'],
  program: ProgramState,
  { today }: Circumstances,
): Decision {
  const { entries } = program;
  const index = entries.findIndex((entry) => entry.phase === phase);
  const entry = entries[index];
  if (!entry) return refuse(phasePlan(program).some(({ key }) => key === phase) ? 'PHASE_NOT_ENTERED' : 'PHASE_UNKNOWN', 'phase');
  if (index === 0) return refuse('PHASE_OF_CHARTER', 'phase');
  const next = entries[index + 1];
  const wrong = firstOf(
    pastCheck(on, today, 'on'),
    on < entries[index - 1]!.on ? refuse('PHASE_BEFORE_PREVIOUS', 'on') : undefined,
    next && on > next.on ? refuse('PHASE_AFTER_NEXT', 'on') : undefined,
    reasonCheck(reason, 'reason'),
  );
  if (wrong) return wrong;
  return on === entry.on ? [] : [{ type: 'PhaseEntryCorrected', data: { phase, from: entry.on, on, reason } }];
}

function orderCheck(phase: string, program: ProgramState): Check {
  const index = phasePlan(program).findIndex(({ key }) => key === phase);
  const next = program.entries.length;
  if (index < 0) return refuse('PHASE_UNKNOWN', 'phase');
  if (index < next) return refuse('PHASE_ALREADY_ENTERED', 'phase');
  return index > next ? refuse('PHASE_OUT_OF_ORDER', 'phase') : undefined;
}

/** @param entered how many phases will have been entered once the revision is in force */
function revisionCheck(inputs: readonly PhaseInput[], program: ProgramState, entered: number): Check {
  const wrong = phaseInputsCheck(inputs, new Set(phasePlan(program).map(({ key }) => key)));
  if (wrong) return wrong;
  const phases = plannedPhases(inputs);
  return firstOf(phasePlanCheck(phases, program.startsOn), keepsPastCheck(program, phases, entered));
}

const isInForce = (phases: readonly PlannedPhase[], program: ProgramState): boolean =>
  canonicalJson(phases) === canonicalJson(phasePlan(program));
