import type { Row } from '#event-sourcing/folds/projection.js';
import { daysBetween, toDay, type LocalDate } from '#domain/calendar.js';
import {
  baselineOf,
  openOf,
  standingAchievement,
  weightOf,
  withdrawnSince,
  type InitiativeState,
  type Milestone,
} from '#domain/initiative/state.js';
import { sortKey } from '../collation/sort-key.js';
import type { ChangedInitiative, ChangedMilestone } from '../initiatives/last-change.js';

type Withdrawals = InitiativeState['cancellations'];

/** A milestone that did not change keeps the same row object, so that comparing two lists costs one comparison for each row. */
const rowsByMilestone = new WeakMap<Milestone, { readonly cancellations: Withdrawals; readonly row: Row }>();

/** The rows of an initiative's milestones. `state` is PLANNED also for those that may be overdue, because that depends on the date. */
export const milestoneRows = (initiative: ChangedInitiative): readonly Row[] =>
  initiative.milestones.map((milestone, i) => {
    const known = rowsByMilestone.get(milestone);
    if (known?.cancellations === initiative.cancellations) return known.row;
    const row = rowOf(initiative, milestone, i + 1);
    rowsByMilestone.set(milestone, { cancellations: initiative.cancellations, row });
    return row;
  });

/** @param nth its number among the milestones of its initiative, from 1 */
const rowOf = (initiative: ChangedInitiative, milestone: ChangedMilestone, nth: number): Row => ({
  initiative_id: initiative.id,
  id: milestone.id,
  program_id: initiative.programId,
  forecast: milestone.forecast,
  state: stateOf(initiative, milestone),
  achieved_on: standingAchievement(milestone)?.on ?? null,
  baseline_day: toDay(baselineOf(milestone)),
  ...slipOf(initiative, milestone),
  weight: weightOf(milestone),
  title: milestone.title,
  title_key: sortKey(milestone.title),
  changed_at: milestone.changedAt,
  original_baseline: milestone.baselines[0]!.date,
  confirmed_at: milestone.forecastConfirmedAt ?? null,
  reschedules: milestone.reschedules.length,
  last_reason: milestone.reschedules.at(-1)?.reasonCode ?? null,
  nth,
});

function stateOf(initiative: ChangedInitiative, milestone: Milestone): 'ACHIEVED' | 'DESCOPED' | 'PLANNED' {
  if (standingAchievement(milestone)) return 'ACHIEVED';
  return withdrawnSince(initiative, milestone) === undefined ? 'PLANNED' : 'DESCOPED';
}

/**
 * What the slip in days is made of, as `slipDays` computes it: `slip` alone where nothing changes it any more, otherwise the slip of the
 * forecast. A milestone that was withdrawn while it was due has the days of its withdrawal and release too: gates of its program end it.
 */
function slipOf(initiative: ChangedInitiative, milestone: Milestone): Row {
  const settled = (until: LocalDate): Row => ({ slip: daysBetween(baselineOf(milestone), until), withdrawn_day: null, released_day: null });
  const achieved = standingAchievement(milestone)?.on;
  if (achieved !== undefined) return settled(achieved);
  const withdrawn = withdrawnSince(initiative, milestone);
  if (withdrawn === undefined) return settled(milestone.forecast);
  if (withdrawn < baselineOf(milestone)) return settled(withdrawn);
  const released = openOf(milestone.releases)?.from;
  return {
    ...settled(milestone.forecast),
    withdrawn_day: toDay(withdrawn),
    released_day: released === undefined ? null : toDay(released),
  };
}
