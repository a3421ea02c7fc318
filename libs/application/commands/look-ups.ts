import type { Command, Refusal } from '#event-sourcing/commands/decider.js';
import type { DriftCommand } from '#domain/drift/commands.js';
import type { EvaluationCommand } from '#domain/evaluation/commands.js';
import type { InitiativeCommand } from '#domain/initiative/commands.js';
import type { MilestoneRef } from '#domain/initiative/events.js';
import type { Initiative } from '#domain/initiative/state.js';
import type { ProgramCommand } from '#domain/program/commands.js';
import type { Program } from '#domain/program/state.js';
import { refuse } from '#domain/refusals.js';
import type { EvaluationInputs } from './evaluation-inputs.js';

/** What a command can look up in other streams and in the views before it is decided. */
export interface Surroundings {
  /** An initiative of a program that the principal may see. */
  readonly initiative: (id: string) => Promise<Initiative>;
  readonly evaluations: EvaluationInputs;
}

/** Looks up what a command needs, by command type: gives its completed data, or a refusal if it names something that does not exist. */
export type LookUps<C extends Command> = {
  readonly [Type in C['type']]?: (
    data: Extract<C, { type: Type }>['data'],
    program: Program,
    surroundings: Surroundings,
  ) => Promise<Extract<C, { type: Type }>['data'] | Refusal>;
};

/** A blocking milestone must exist in some initiative. One of the same initiative is checked by the decider. */
async function missing(
  own: string,
  blockedBy: MilestoneRef | undefined,
  { initiative }: Surroundings,
  path: readonly (string | number)[],
): Promise<Refusal | undefined> {
  if (!blockedBy || blockedBy.initiativeId === own) return undefined;
  const other = await initiative(blockedBy.initiativeId);
  if (other.status === 'NONE') return refuse('INITIATIVE_NOT_FOUND', ...path, 'blockedBy', 'initiativeId');
  if (other.milestones.some(({ id }) => id === blockedBy.milestoneId)) return undefined;
  return refuse('MILESTONE_NOT_FOUND', ...path, 'blockedBy', 'milestoneId');
}

export const programLookUps: LookUps<ProgramCommand> = {
  GrantRole: async (data, _program, { initiative }) => {
    if (data.initiativeId === undefined) return data;
    const named = await initiative(data.initiativeId);
    if (named.status === 'NONE') return refuse('INITIATIVE_NOT_FOUND', 'initiativeId');
    return named.programId === data.programId ? data : refuse('INITIATIVE_OF_OTHER_PROGRAM', 'initiativeId');
  },
};

export const initiativeLookUps: LookUps<InitiativeCommand> = {
  RescheduleMilestone: async (data, _program, around) => (await missing(data.initiativeId, data.blockedBy, around, [])) ?? data,
  UpdateMilestones: async (data, _program, around) => {
    for (const [index, change] of (data.reschedule ?? []).entries()) {
      const refused = await missing(data.initiativeId, change.blockedBy, around, ['reschedule', index]);
      if (refused) return refused;
    }
    return data;
  },
};

export const evaluationLookUps: LookUps<EvaluationCommand> = {
  EvaluateBalance: async (data, program, { evaluations }) => {
    // If the balance is already there, the caller has folded it.
    if (program.status === 'NONE' || data.balance !== undefined) return data;
    const inputs = await evaluations.at(program, data.on);
    return 'refused' in inputs ? inputs : { ...data, ...inputs };
  },
};

export const driftLookUps: LookUps<DriftCommand> = {
  AcknowledgeDrift: async (data, _program, { initiative }) => {
    if (data.correctiveInitiativeId === undefined) return data;
    const corrective = await initiative(data.correctiveInitiativeId);
    return corrective.status === 'NONE' ? data : { ...data, correctiveInitiativeProgramId: corrective.programId };
  },
};
