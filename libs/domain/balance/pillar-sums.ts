import { toDay, type DayNumber } from '../calendar.js';
import type { InitiativeState } from '../initiative/state.js';
import { PILLARS, pillarIndex } from '../pillars.js';
import type { BaselineDates } from './baseline-dates.js';
import type { InitiativeSums } from './initiative-sums.js';
import { inForce } from './perspective.js';
import type { SweptProgram } from './swept-program.js';

/** What the milestones of one pillar are worth on a day; every sum is of v = W·w / Σw. */
export interface PillarSums {
  /** Σv in scope. */
  readonly value: number;
  /** Σv of the baselines on or before the day. */
  readonly due: number;
  readonly earned: number;
  /** Σv·days of slip. */
  readonly slip: number;
  /** Σv in the phases up to and with each one that is asked about. */
  readonly upToPhase: Float64Array;
  /** The first baseline date up to which more than `sum` of v lies; the last one when it never does. */
  firstDateAbove(sum: number): DayNumber;
}

type Written = { -readonly [K in keyof PillarSums]: PillarSums[K] };

/**
 * Reads the sums of the four pillars at the end of a day.
 * @param ends the last day of each phase that is asked about, in order; Infinity for a last phase
 */
export type ReadPillars = (day: DayNumber, ends: readonly DayNumber[]) => readonly PillarSums[];

/** A reader over sums that somebody else keeps up to date. What it gives is good until it is read again. */
export function pillarReader(
  program: SweptProgram,
  initiatives: readonly InitiativeState[],
  dates: BaselineDates,
  sums: InitiativeSums,
): ReadPillars {
  const start = toDay(program.startsOn);

  const lists = PILLARS.map(() => ({
    length: 0,
    initiatives: new Int32Array(initiatives.length),
    scales: new Float64Array(initiatives.length),
  }));

  const blank = (index: number, phases: number): Written => ({
    value: 0,
    due: 0,
    earned: 0,
    slip: 0,
    upToPhase: new Float64Array(phases),
    firstDateAbove: (sum) => sums.firstDateAbove(sum, lists[index]!.initiatives, lists[index]!.scales, lists[index]!.length),
  });

  return (day, ends) => {
    for (const list of lists) list.length = 0;
    const pillars = lists.map((_, index) => blank(index, ends.length));
    const elapsed = day - start;
    const due = dates.count(day);
    const places = ends.map((end) => (end === Infinity ? dates.length : dates.count(end)));
    for (let i = 0; i < initiatives.length; i++) {
      const weight = sums.weight[i]!;
      if (weight === 0) continue;
      const index = pillarIndex(inForce(initiatives[i]!.pillars, day).value);
      const value = inForce(initiatives[i]!.weights, day).value;
      const scale = value / weight;
      const list = lists[index]!;
      list.initiatives[list.length] = i;
      list.scales[list.length++] = scale;
      const pillar = pillars[index]!;
      pillar.value += value;
      pillar.due += scale * sums.due(i, due);
      pillar.earned += scale * sums.earned[i]!;
      pillar.slip += scale * (sums.days[i]! + elapsed * sums.overdue[i]!);
      for (let phase = 0; phase < places.length; phase++)
        pillar.upToPhase[phase]! += places[phase] === dates.length ? value : scale * sums.due(i, places[phase]!);
    }
    return pillars;
  };
}

/** The last days of phases 1..k of a plan of n phases: what is planned after the last phase's end belongs to it. */
export const phaseEnds = (plan: readonly { readonly endsOn: string }[], k: number): readonly DayNumber[] =>
  plan.slice(0, k + 1).map(({ endsOn }, index) => (index === plan.length - 1 ? Infinity : toDay(endsOn)));
