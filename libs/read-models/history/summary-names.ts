import type { InitiativeState } from '#domain/initiative/state.js';

/** Names for the ids in an event; each gives the id itself where it knows no name. */
export interface SummaryNames {
  person(id: string): string;
  initiative(id: string): string;
  milestone(initiativeId: string, milestoneId: string): string;
}

/**
 * Names from what was looked up.
 * @param people names that the directory has, by id
 * @param initiatives those that the summaries name, as they are called at the cut
 */
export const summaryNames = (
  people: ReadonlyMap<string, string>,
  initiatives: ReadonlyMap<string, Pick<InitiativeState, 'title' | 'milestones'>>,
): SummaryNames => ({
  person: (id) => people.get(id) ?? id,
  initiative: (id) => initiatives.get(id)?.title ?? id,
  milestone: (initiativeId, id) => initiatives.get(initiativeId)?.milestones.find((milestone) => milestone.id === id)?.title ?? id,
});
