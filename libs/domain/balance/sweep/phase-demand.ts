import { toDay, type DayNumber } from '../../calendar.js';
import type { InitiativeState } from '../../initiative/state.js';
import { PILLARS } from '../../pillars.js';
import type { BaselineDates } from './baseline-dates.js';
import type { InitiativeSums } from './initiative-sums.js';
import { inForce, type ResolvedPerspective } from '../perspective.js';
import { phaseOn, type PhaseOnDay } from './program-on-day.js';
import { StepHistory } from './step-history.js';
import type { SweptProgram } from '../swept-program.js';
import { isNothing } from '../tolerance.js';

/**
 * What the entered phases require of each pillar, and since when that has been more than is planned. The requirement depends on the value
 * of all pillars together, so it changes only with the scope, a baseline, a weight, the phase plan, the policy or the phase: only on those
 * days the sums of the changed initiatives are read again, and the four numbers are kept as steps.
 */
export class PhaseDemand {
  /** The value of all milestones of the program, Σv. */
  total = 0;
  /** What the entered phases require of each pillar: Σ_j g_ij · (all pillars' v in phase j). */
  readonly asked = [0, 0, 0, 0];
  /** tolerance · asked; Infinity if no value lies in the entered phases although each requires some of every pillar. */
  readonly wants = [0, 0, 0, 0];
  private readonly history: readonly StepHistory[];
  /** For each initiative, Σv up to the end of each phase of the plan in force. */
  private readonly upTo: Float64Array[];
  private readonly programChanges: Uint8Array;
  private phase!: PhaseOnDay;
  private places: readonly number[] = [];

  /** @param first and @param last the first and last day of the sweep */
  constructor(
    private readonly program: SweptProgram,
    private readonly initiatives: readonly InitiativeState[],
    private readonly dates: BaselineDates,
    private readonly sums: InitiativeSums,
    private readonly view: ResolvedPerspective,
    private readonly first: DayNumber,
    last: DayNumber,
  ) {
    this.history = PILLARS.map(() => new StepHistory(first));
    this.upTo = initiatives.map(() => new Float64Array(0));
    this.programChanges = new Uint8Array(last - first + 1);
    this.programChanges[0] = 1;
    const mark = (day: DayNumber): void => {
      if (day > first && day <= last) this.programChanges[day - first] = 1;
    };
    for (const versions of [program.plans, program.policies, ...initiatives.map(({ weights }) => weights)])
      for (let i = 1; i < versions.length; i++) mark(toDay(versions[i]!.since));
    for (const { from } of view.gates) mark(from);
  }

  /** Call for every day in order, after the shares of that day have been taken. */
  advance(day: DayNumber): void {
    const changed = this.sums.takeChanged();
    if (this.programChanges[day - this.first] === 1) {
      this.phase = phaseOn(this.program, day, this.view);
      const { plan } = this.phase;
      this.places = plan.map(({ endsOn }, j) => (j === plan.length - 1 ? this.dates.length : this.dates.count(toDay(endsOn))));
      for (let i = 0; i < this.initiatives.length; i++) this.upTo[i] = this.read(i, day);
    } else if (changed.length > 0) for (const i of changed) this.upTo[i] = this.read(i, day);
    else return;
    this.ask();
    for (let i = 0; i < this.wants.length; i++) this.history[i]!.change(day, this.wants[i]!);
  }

  /** The first day of the current unbroken period in which more was required of a pillar than is planned now. */
  wantedMoreSince(pillar: number, planned: number): DayNumber {
    return this.history[pillar]!.aboveSince(planned);
  }

  private read(initiative: number, day: DayNumber): Float64Array {
    const upTo = new Float64Array(this.places.length);
    const weight = this.sums.weight[initiative]!;
    if (weight === 0) return upTo;
    const value = inForce(this.initiatives[initiative]!.weights, day).value;
    for (let j = 0; j < upTo.length; j++)
      upTo[j] = this.places[j] === this.dates.length ? value : (value / weight) * this.sums.due(initiative, this.places[j]!);
    return upTo;
  }

  private ask(): void {
    const { plan, phase, policy } = this.phase;
    const upTo = new Float64Array(plan.length);
    for (const own of this.upTo) for (let j = 0; j < own.length; j++) upTo[j]! += own[j]!;
    this.total = upTo[plan.length - 1]!;
    const nothing = isNothing(upTo[phase]!, this.total);
    for (let i = 0; i < this.asked.length; i++) {
      let asked = 0;
      let emphasis = 0;
      for (let j = 0; j <= phase; j++) {
        emphasis += plan[j]!.emphasis[i]!;
        asked += plan[j]!.emphasis[i]! * (upTo[j]! - (j === 0 ? 0 : upTo[j - 1]!));
      }
      this.asked[i] = nothing || isNothing(asked, this.total) ? 0 : asked;
      this.wants[i] = nothing && emphasis > 0 ? Infinity : policy.planTolerance * this.asked[i]!;
    }
  }
}
