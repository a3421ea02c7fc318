import type { Command } from '#event-sourcing/decider.js';
import type { InitiativeCommand, NewMilestone } from '#domain/initiative/commands.js';
import type { ProgramCommand } from '#domain/program/commands.js';

/** Makes the id that this command always gives the thing in that role. */
export type MakeId = (role: string) => string;

/** By command type: its data as sent, with the ids that the client left out. */
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
