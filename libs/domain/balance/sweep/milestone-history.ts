import { toDay, type DayNumber } from '../../calendar.js';
import type { InitiativeState, Milestone } from '../../initiative/state.js';
import { Stretches, Versions } from './day-lists.js';
import { countsFrom, type ResolvedPerspective } from '../perspective.js';

/**
 * One milestone's history as day numbers, and its values at the end of a day. One object is reused for all milestones, so that a sweep over
 * ten thousand of them allocates next to nothing.
 */
export class MilestoneHistory {
  /** The day from which the milestone counts. */
  private planned: DayNumber = 0;
  /** The day on which the milestone became known. */
  private known: DayNumber = 0;
  private readonly baselines = new Versions();
  private readonly weights = new Versions();
  private readonly forecasts = new Versions();
  private readonly achievements = new Stretches();
  private readonly descopings = new Stretches();
  private readonly releases = new Stretches();
  private readonly cancellations = new Stretches();

  constructor(private readonly view: ResolvedPerspective) {}

  /** Call before loading the milestones of an initiative. */
  loadInitiative(initiative: InitiativeState): void {
    this.cancellations.load(initiative.cancellations);
  }

  load(milestone: Milestone): void {
    const { weights, reschedules, descopings, releases } = milestone;
    this.loadBaselines(milestone);
    this.known = toDay(milestone.plannedOn);
    // Under AS_KNOWN_NOW a milestone counts from its first baseline if that is earlier, so that history entered later counts.
    this.planned = this.view.then ? this.known : Math.min(this.known, this.baselines.first);
    this.weights.clear();
    for (let i = 0; i < weights.length; i++) this.weights.push(toDay(weights[i]!.since), weights[i]!.value);
    for (let i = 0; i < reschedules.length; i++) this.forecasts.push(toDay(reschedules[i]!.since), toDay(reschedules[i]!.to));
    this.loadAchievements(milestone);
    this.descopings.load(descopings);
    this.releases.load(releases);
  }

  /** The first baseline is also the first forecast. */
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

  /** Under AS_KNOWN_NOW a reopened achievement never counted. */
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

  /** The date of the achievement that counts at the end of a day; Infinity: none. */
  achievedBy(day: DayNumber): DayNumber {
    return this.achievements.about(day);
  }

  /** The day since which the milestone is withdrawn (descoped, or its initiative cancelled, whichever is earlier); Infinity: it is not. */
  withdrawnSince(day: DayNumber): DayNumber {
    return Math.min(this.descopings.about(day), this.cancellations.about(day));
  }

  /**
   * Whether the milestone is in scope. An achieved one always is. One that was withdrawn on the day it became known counts as a mistake and
   * never was.
   */
  isInScope(day: DayNumber): boolean {
    if (!this.isPlanned(day)) return false;
    if (this.achievedBy(day) !== Infinity) return true;
    const withdrawn = this.withdrawnSince(day);
    if (withdrawn === Infinity) return true;
    if (withdrawn === this.known) return false;
    return withdrawn >= this.baselineOn(day) && !this.isReleased(withdrawn, day);
  }

  /** Whether a withdrawn milestone that was due has been released by an approved re-baseline or by a gate of a later day. */
  private isReleased(withdrawn: DayNumber, day: DayNumber): boolean {
    return (
      this.releases.about(day) !== Infinity || this.view.gates.some((gate) => gate.on > withdrawn && gate.from <= day && day < gate.until)
    );
  }

  /** Calls back, in no order, with every day on which one of these values may change or the baseline or forecast has just passed. */
  eachChange(on: (day: DayNumber) => void): void {
    const dayAfter = (day: DayNumber): void => on(day + 1);
    on(this.planned);
    this.baselines.eachChange(on);
    this.baselines.eachValue(dayAfter);
    this.weights.eachChange(on);
    this.forecasts.eachChange(on);
    this.forecasts.eachValue(dayAfter);
    this.achievements.eachChange(on);
    if (this.descopings.isEmpty && this.cancellations.isEmpty) return;
    this.descopings.eachChange(on);
    this.cancellations.eachChange(on);
    this.releases.eachChange(on);
    for (const gate of this.view.gates) on(gate.from);
  }
}
