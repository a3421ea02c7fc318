import { toDay, type DayNumber } from '../calendar.js';
import type { InitiativeState } from '../initiative/state.js';
import type { BaselineDates } from './baseline-dates.js';
import { MilestoneHistory } from './milestone-history.js';
import type { View } from './perspective.js';
import { OUT_OF_SCOPE, Shares } from './shares.js';
import type { SweptProgram } from './swept-program.js';

/** Of a milestone: planned, moved, its forecast passed, achieved. */
const LIKELY_CHANGES = 4;

/**
 * The shares of all milestones of a program for the dates of a sweep. A milestone is looked at for the first date and for
 * those by which something about it has changed.
 * @param days ascending
 */
export function sharesOf(
  program: SweptProgram,
  initiatives: readonly InitiativeState[],
  days: readonly DayNumber[],
  view: View,
  baselines: BaselineDates,
): Shares {
  const start = toDay(program.startsOn);
  const milestones = initiatives.reduce((sum, initiative) => sum + initiative.milestones.length, 0);
  const shares = new Shares(days.length > 1 ? milestones * LIKELY_CHANGES : milestones + 1);
  const history = new MilestoneHistory(view);
  const slots = new Slots(days);
  const look = (day: DayNumber): void => slots.add(day);
  initiatives.forEach((initiative, index) => {
    history.loadInitiative(initiative);
    for (const milestone of initiative.milestones) {
      history.load(milestone);
      slots.reset();
      if (days.length > 1) history.eachChange(look);
      let previous = -1;
      for (let i = 0; i < slots.length; i++) {
        const slot = slots.at(i);
        const share = write(shares, history, days[slot]!, baselines, start);
        const unchanged = previous < 0 ? shares.place[share] === OUT_OF_SCOPE : shares.same(previous, share);
        if (unchanged) {
          shares.length--;
          continue;
        }
        shares.slot[share] = slot;
        shares.initiative[share] = index;
        shares.previous[share] = previous;
        previous = share;
      }
    }
  });
  return shares;
}

function write(shares: Shares, history: MilestoneHistory, day: DayNumber, baselines: BaselineDates, start: DayNumber): number {
  const share = shares.add();
  const counts = history.isInScope(day);
  const baseline = history.baselineOn(day);
  const forecast = history.forecastOn(day);
  const achieved = history.achievedBy(day);
  const isAchieved = achieved !== Infinity;
  const isOverdue = !isAchieved && forecast <= day;
  shares.place[share] = counts ? baselines.count(baseline) - 1 : OUT_OF_SCOPE;
  shares.weight[share] = counts ? history.weightOn(day) : 0;
  shares.achieved[share] = counts && isAchieved ? 1 : 0;
  shares.overdue[share] = counts && isOverdue ? 1 : 0;
  shares.days[share] = counts ? (isAchieved ? achieved : isOverdue ? start : forecast) - baseline : 0;
  return share;
}

/** The dates, by index, for which one milestone is looked at: in order and once each. */
class Slots {
  private readonly found: number[] = [];
  length = 0;
  private readonly first: DayNumber;
  /** For every day from the first date to the last: the index of the first date that is not before it. */
  private readonly slotOf: Int32Array;

  constructor(days: readonly DayNumber[]) {
    this.first = days[0]!;
    this.slotOf = new Int32Array(days[days.length - 1]! - this.first + 1);
    for (let i = 0, slot = 0; i < this.slotOf.length; i++) {
      while (days[slot]! < this.first + i) slot++;
      this.slotOf[i] = slot;
    }
  }

  at(index: number): number {
    return this.found[index]!;
  }

  reset(): void {
    this.length = 1;
    this.found[0] = 0;
  }

  add(day: DayNumber): void {
    const offset = day - this.first;
    if (!(offset > 0 && offset < this.slotOf.length)) return;
    const slot = this.slotOf[offset]!;
    const { found } = this;
    let place = this.length;
    while (found[place - 1]! > slot) place--;
    if (found[place - 1] === slot) return;
    for (let i = this.length++; i > place; i--) found[i] = found[i - 1]!;
    found[place] = slot;
  }
}
