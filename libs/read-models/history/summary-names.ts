import { nameBefore } from '#domain/former-names.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { ProgramState } from '#domain/program/state.js';

/** Names for the ids in an event, as they were just before it; an unknown id is its own name. */
export interface SummaryNames {
  person(id: string): string;
  program(id: string, revision: number): string;
  /** The name of a phase by the plan in the event, if the event contains a plan. */
  phase(programId: string, key: string, revision: number): string;
  initiative(id: string, revision: number): string;
  milestone(initiativeId: string, id: string, revision: number): string;
}

/**
 * Makes names from what was looked up.
 * @param people names in the directory, by id
 * @param programs and @param initiatives the ones that the summaries name
 */
export function summaryNames(
  people: ReadonlyMap<string, string>,
  programs: ReadonlyMap<string, Pick<ProgramState, 'name' | 'formerNames' | 'plans'>>,
  initiatives: ReadonlyMap<string, Pick<InitiativeState, 'title' | 'formerTitles' | 'milestones'>>,
): SummaryNames {
  return {
    person: (id) => people.get(id) ?? id,
    program: (id, revision) => {
      const program = programs.get(id);
      return program ? nameBefore(revision, program.name, program.formerNames) : id;
    },
    phase: (programId, key, revision) => {
      const plan = programs.get(programId)?.plans.findLast((one) => one.revision <= revision);
      return plan?.value.find((phase) => phase.key === key)?.name ?? key;
    },
    initiative: (id, revision) => {
      const initiative = initiatives.get(id);
      return initiative ? nameBefore(revision, initiative.title, initiative.formerTitles) : id;
    },
    milestone: (initiativeId, id, revision) => {
      const milestone = initiatives.get(initiativeId)?.milestones.find((one) => one.id === id);
      return milestone ? nameBefore(revision, milestone.title, milestone.formerTitles) : id;
    },
  };
}
