import type { Row } from '#event-sourcing/folds/projection.js';
import { standingAchievement, withdrawnSince, type InitiativeState, type Milestone } from '#domain/initiative/state.js';

/** A milestone that did not change keeps the same row object, so that comparing two lists costs one comparison for each row. */
const rowsByMilestone = new WeakMap<Milestone, Row>();

/** The rows of an initiative's milestones. `state` is PLANNED also for those that may be overdue, because that depends on the date. */
export const milestoneRows = (initiative: InitiativeState): readonly Row[] =>
  initiative.milestones.map((milestone) => {
    const state = stateOf(initiative, milestone);
    const known = rowsByMilestone.get(milestone);
    if (known?.['state'] === state) return known;
    const row = { initiative_id: initiative.id, id: milestone.id, program_id: initiative.programId, forecast: milestone.forecast, state };
    rowsByMilestone.set(milestone, row);
    return row;
  });

function stateOf(initiative: InitiativeState, milestone: Milestone): 'ACHIEVED' | 'DESCOPED' | 'PLANNED' {
  if (standingAchievement(milestone)) return 'ACHIEVED';
  return withdrawnSince(initiative, milestone) === undefined ? 'PLANNED' : 'DESCOPED';
}
