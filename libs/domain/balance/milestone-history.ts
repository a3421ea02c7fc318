import { toDay, type DayNumber } from '../calendar.js';
import type { InitiativeState, Milestone } from '../initiative/state.js';
import { Stretches, Versions } from './day-lists.js';
import { countsFrom, type View } from './perspective.js';

/**
 * One milestone's history as day numbers, and what it comes to at the end of a day. One object serves all milestones in
 * turn, so that a sweep over ten thousand of them allocates next to nothing.
 */
export class MilestoneHistory {
  private planned: DayNumber = 0;
  private readonly baselines = new Versions();
  private readonly weights = new Versions();
  private readonly forecasts = new Versions();
  private readonly achievements = new Stretches();
  private readonly descopings = new Stretches();
  private readonly releases = new Stretches();
  private readonly cancellations = new Stretches();

  constructor(private readonly view: View) {}

  /** To be called before the milestones of an initiative are loaded. */
  loadInitiative(initiative: InitiativeState): void {
    this.cancellations.load(initiative.cancellations);
  }

  load(milestone: Milestone): void {
    const { weights, reschedules, descopings, releases } = milestone;
    // As known now, a plan reaches back to the start.
    this.planned = this.view.then ? toDay(milestone.plannedOn) : -Infinity;
    this.loadBaselines(milestone);
    this.weights.clear();
    for (let i = 0; i < weights.length; i++) this.weights.push(toDay(weights[i]!.since), weights[i]!.value);
    for (let i = 0; i < reschedules.length; i++) this.forecasts.push(toDay(reschedules[i]!.since), toDay(reschedules[i]!.to));
    this.loadAchievements(milestone);
    this.descopings.load(descopings);
    this.releases.load(releases);
  }

  /** The first baseline is the first forecast too. */
  private loadBaselines({ baselines }: Milestone): void {
    this.baselines.clear();
    this.forecasts.clear();
    for (let i = 0; i < baselines.length; i++) {
      const since = toDay(baselines[i]!.since);
      const date = toDay(baselines[i]!.date);
      this.baselines.push(since, date);
      if (i === 0) this.forecasts.push(since, date);
    }
  }

  /** As known now, an achievement that was reopened never counted. */
  private loadAchievements({ achievements }: Milestone): void {
    const { then } = this.view;
    this.achievements.clear();
    for (let i = 0; i < achievements.length; i++) {
      const { on, known, reopenedOn } = achievements[i]!;
      if (reopenedOn === undefined) this.achievements.push(countsFrom(then, on, known), Infinity, toDay(on));
      else if (then) this.achievements.push(countsFrom(then, on, known), toDay(reopenedOn), toDay(on));
    }
  }

  isPlanned(day: DayNumber): boolean {
    return this.planned <= day;
  }

  baselineOn(day: DayNumber): DayNumber {
    return this.baselines.inForce(day);
  }

  weightOn(day: DayNumber): number {
    return this.weights.inForce(day);
  }

  forecastOn(day: DayNumber): DayNumber {
    return this.forecasts.inForce(day);
  }

  /** The own day of the achievement that counts by then; Infinity: none. */
  achievedBy(day: DayNumber): DayNumber {
    return this.achievements.about(day);
  }

  /** Since when it has been withdrawn, descoped or its initiative cancelled, the earlier of those that stand; Infinity: it is not. */
  withdrawnSince(day: DayNumber): DayNumber {
    return Math.min(this.descopings.about(day), this.cancellations.about(day));
  }

  /** An achieved one always is. */
  isInScope(day: DayNumber): boolean {
    if (!this.isPlanned(day)) return false;
    if (this.achievedBy(day) !== Infinity) return true;
    const withdrawn = this.withdrawnSince(day);
    return withdrawn === Infinity || (withdrawn >= this.baselineOn(day) && !this.isReleased(withdrawn, day));
  }

  /** What was due when it was withdrawn is owed until an approved re-baseline or a gate of a later day releases it. */
  private isReleased(withdrawn: DayNumber, day: DayNumber): boolean {
    return this.releases.about(day) !== Infinity || this.view.gates.some((gate) => gate.on > withdrawn && gate.from <= day);
  }

  /** Calls back with every day, in no order, on which any of this may change or the forecast passes. */
  eachChange(on: (day: DayNumber) => void): void {
    on(this.planned);
    this.baselines.eachChange(on);
    this.weights.eachChange(on);
    this.forecasts.eachChange(on);
    this.forecasts.eachValue(on);
    this.achievements.eachChange(on);
    if (this.descopings.isEmpty && this.cancellations.isEmpty) return;
    this.descopings.eachChange(on);
    this.cancellations.eachChange(on);
    this.releases.eachChange(on);
    for (const gate of this.view.gates) on(gate.from);
  }
}
