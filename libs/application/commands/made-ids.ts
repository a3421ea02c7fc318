import type { Command } from '#event-sourcing/commands/decider.js';
import type { InitiativeCommand, NewMilestone } from '#domain/initiative/commands.js';
import type { ProgramCommand } from '#domain/program/commands.js';

/** Makes the id of a thing in a role: the same command always gives the same id. */
export type MakeId = (role: string) => string;

/** Adds the ids that the client omitted to a command's data, by command type. */
export type MadeIds<C extends Command> = {
  readonly [Type in C['type']]?: (sent: Extract<C, { type: Type }>['data'], make: MakeId) => Extract<C, { type: Type }>['data'];
};

const withId = <Data extends { readonly id?: string }>(sent: Data, make: MakeId, role: string): Data =>
  sent.id === undefined ? { ...sent, id: make(role) } : sent;

const withMilestoneIds = (milestones: readonly NewMilestone[], make: MakeId): readonly NewMilestone[] =>
  milestones.map((milestone, index) => withId(milestone, make, `milestone.${index}`));

export const programIds: MadeIds<ProgramCommand> = {
  CharterProgram: (sent, make) => withId(sent, make, 'program'),
};

export const initiativeIds: MadeIds<InitiativeCommand> = {
  LaunchInitiative: (sent, make) => ({
    ...withId(sent, make, 'initiative'),
    ...(sent.milestones ? { milestones: withMilestoneIds(sent.milestones, make) } : {}),
  }),
  PlanMilestone: (sent, make) => withId(sent, make, 'milestone.0'),
  UpdateMilestones: (sent, make) => (sent.plan ? { ...sent, plan: withMilestoneIds(sent.plan, make) } : sent),
  ProposeRebaseline: (sent, make) => withId(sent, make, 'rebaseline'),
};
