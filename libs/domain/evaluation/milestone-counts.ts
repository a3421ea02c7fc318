import { MilestoneHistory } from '../balance/sweep/milestone-history.js';
import { resolvePerspective } from '../balance/perspective.js';
import { toDay, type LocalDate } from '../calendar.js';
import type { InitiativeState } from '../initiative/state.js';
import type { ProgramState } from '../program/state.js';
import type { MilestoneCounts } from './events.js';

/**
 * How many milestones of a program were in each state at the end of a day, as known then. An achieved one counts as achieved whatever
 * became of its initiative; overdue means not achieved, with a forecast before that day.
 */
export function milestoneCounts(program: ProgramState, initiatives: readonly InitiativeState[], on: LocalDate): MilestoneCounts {
  const day = toDay(on);
  const history = new MilestoneHistory(resolvePerspective(program, 'AS_KNOWN_THEN'));
  const counts = { planned: 0, overdue: 0, achieved: 0, descoped: 0 };
  for (const initiative of initiatives) {
    history.loadInitiative(initiative);
    for (const milestone of initiative.milestones) {
      history.load(milestone);
      if (!history.isPlanned(day)) continue;
      if (history.achievedBy(day) !== Infinity) counts.achieved++;
      else if (history.withdrawnSince(day) !== Infinity) counts.descoped++;
      else if (history.forecastOn(day) < day) counts.overdue++;
      else counts.planned++;
    }
  }
  return counts;
}
