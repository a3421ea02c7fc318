import type { DayNumber } from '../../calendar.js';
import type { InitiativeState } from '../../initiative/state.js';
import type { Steps } from '../../steps.js';
import type { BaselineDates } from './baseline-dates.js';
import { MilestoneHistory } from './milestone-history.js';
import type { ResolvedPerspective } from '../perspective.js';
import { OUT_OF_SCOPE, Shares } from '../shares.js';

/** The probable number of changes of one milestone: planned, moved, forecast passed, achieved. */
const LIKELY_CHANGES = 4;

/**
 * The shares of all milestones of a program on the days of a sweep. A milestone is evaluated on the first day and on every day on which it
 * changes.
 * @param first the first day of the sweep
 * @param last its last day
 */
export function* sharesOf(
  initiatives: readonly InitiativeState[],
  first: DayNumber,
  last: DayNumber,
  view: ResolvedPerspective,
  baselines: BaselineDates,
  start: DayNumber,
): Steps<Shares> {
  const milestones = initiatives.reduce((sum, initiative) => sum + initiative.milestones.length, 0);
  const shares = new Shares(milestones * LIKELY_CHANGES);
  const history = new MilestoneHistory(view);
  const days = new Days(first, last);
  const look = (day: DayNumber): void => days.add(day);
  for (const [index, initiative] of initiatives.entries()) {
    history.loadInitiative(initiative);
    for (const milestone of initiative.milestones) {
      history.load(milestone);
      days.reset();
      history.eachChange(look);
      let previous = -1;
      for (let i = 0; i < days.length; i++) {
        const day = days.at(i);
        const share = write(shares, history, day, baselines, start);
        const unchanged = previous < 0 ? shares.place[share] === OUT_OF_SCOPE : shares.same(previous, share);
        if (unchanged) {
          shares.length--;
          continue;
        }
        shares.slot[share] = day - first;
        shares.initiative[share] = index;
        shares.previous[share] = previous;
        previous = share;
      }
    }
    yield;
  }
  return shares;
}

function write(shares: Shares, history: MilestoneHistory, day: DayNumber, baselines: BaselineDates, start: DayNumber): number {
  const share = shares.add();
  const counts = history.isInScope(day);
  const baseline = history.baselineOn(day);
  const forecast = history.forecastOn(day);
  const achieved = history.achievedBy(day);
  const isAchieved = achieved !== Infinity;
  const isOverdue = !isAchieved && forecast < day;
  shares.place[share] = counts ? baselines.count(baseline) - 1 : OUT_OF_SCOPE;
  shares.weight[share] = counts ? history.weightOn(day) : 0;
  shares.achieved[share] = counts && isAchieved ? 1 : 0;
  shares.overdue[share] = counts && isOverdue ? 1 : 0;
  shares.late[share] = counts && !isAchieved && baseline < day ? 1 : 0;
  shares.days[share] = counts ? (isAchieved ? achieved : isOverdue ? start : forecast) - baseline : 0;
  return share;
}

/** The days on which one milestone is evaluated: in order, without duplicates. */
class Days {
  private readonly found: number[] = [];
  length = 0;

  constructor(
    private readonly first: DayNumber,
    private readonly last: DayNumber,
  ) {}

  at(index: number): DayNumber {
    return this.found[index]!;
  }

  reset(): void {
    this.length = 1;
    this.found[0] = this.first;
  }

  add(day: DayNumber): void {
    if (!(day > this.first && day <= this.last)) return;
    const { found } = this;
    let place = this.length;
    while (found[place - 1]! > day) place--;
    if (found[place - 1] === day) return;
    for (let i = this.length++; i > place; i--) found[i] = found[i - 1]!;
    found[place] = day;
  }
}
