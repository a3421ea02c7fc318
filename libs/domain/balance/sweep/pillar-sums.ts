import { toDay, type DayNumber } from '../../calendar.js';
import type { InitiativeState } from '../../initiative/state.js';
import { PILLARS, pillarIndex } from '../../pillars.js';
import type { BaselineDates } from './baseline-dates.js';
import type { InitiativeSums } from './initiative-sums.js';
import { inForce } from '../perspective.js';
import type { SweptProgram } from '../swept-program.js';

/** The value of one pillar's milestones on a day; every sum is of v = W·w / Σw. */
export interface PillarSums {
  /** The value of the milestones in scope, Σv. */
  readonly value: number;
  /** The value of the milestones with a baseline on or before the day, Σv. */
  readonly due: number;
  readonly earned: number;
  /** The value of open milestones that were due before the day, Σv. */
  readonly late: number;
  /** The days since their baselines, weighted by value and summed over late milestones: Σv·days. */
  readonly lateValueDays: number;
  /** The slip of all milestones in days, weighted by value and summed: Σv·days. */
  readonly slip: number;
  /** The value of the milestones with a baseline up to the planning reach, Σv. */
  readonly planned: number;
  /** The first baseline date up to which more than `sum` of v lies; if there is none, the last date. */
  firstDateAbove(sum: number): DayNumber;
  /** The earliest baseline, on or before the day, of open milestones; undefined: none. */
  oldestOpenBaseline(): DayNumber | undefined;
}

type Written = { -readonly [K in keyof PillarSums]: PillarSums[K] };

/**
 * Reads the sums of the four pillars at the end of a day.
 * @param reach the last day of what counts as planned; Infinity: everything counts
 */
export type ReadPillars = (day: DayNumber, reach: DayNumber) => readonly PillarSums[];

/** Makes a reader of sums that the sweep keeps up to date. Its result is valid until the next read. */
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

  const blank = ({ initiatives: own, scales }: (typeof lists)[number], index: number, day: DayNumber): Written => ({
    value: 0,
    due: 0,
    earned: 0,
    late: 0,
    lateValueDays: 0,
    slip: 0,
    planned: 0,
    firstDateAbove: (sum) => sums.firstDateAbove(sum, own, scales, lists[index]!.length),
    oldestOpenBaseline: () => sums.firstOpenDate(day, own, lists[index]!.length),
  });

  return (day, reach) => {
    for (const list of lists) list.length = 0;
    const pillars = lists.map((list, index) => blank(list, index, day));
    const elapsed = day - start;
    const due = dates.count(day);
    const planned = dates.count(reach);
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
      pillar.late += scale * sums.late[i]!;
      pillar.lateValueDays += scale * (elapsed * sums.late[i]! - sums.lateSince[i]!);
      pillar.slip += scale * (sums.days[i]! + elapsed * sums.overdue[i]!);
      pillar.planned += planned === dates.length ? value : scale * sums.due(i, planned);
    }
    return pillars;
  };
}
