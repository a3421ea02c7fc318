import type { LocalDate } from '#domain/calendar.js';
import type { Pillar } from '#domain/pillars.js';
import type { DateRange, NumberRange, Order } from '../paging/range.js';
import type { MilestoneDisplayState } from './milestone-view.js';

/** Which milestones: those that fit every part that is given. Nothing fits an empty list. */
export interface MilestoneListFilter {
  /** Only of these programs, whatever else is asked: those that the reader may see. */
  readonly among?: readonly string[] | undefined;
  readonly programs?: readonly string[] | null | undefined;
  readonly pillars?: readonly Pillar[] | null | undefined;
  /** In one of these states today, in the program's zone. */
  readonly states?: readonly MilestoneDisplayState[] | null | undefined;
  /** Owners of the milestone's initiative today, in the program's zone. */
  readonly owners?: readonly string[] | null | undefined;
  readonly unowned?: boolean | null | undefined;
  readonly units?: readonly string[] | null | undefined;
  readonly elements?: readonly string[] | null | undefined;
  readonly forecast?: DateRange | null | undefined;
  /** The baseline in force. */
  readonly baseline?: DateRange | null | undefined;
  readonly achieved?: DateRange | null | undefined;
  /** Days after the baseline in force, as `slipDays` counts them today. */
  readonly slipDays?: NumberRange | null | undefined;
  /** Whose last change became known at or after this instant. */
  readonly changedSince?: string | null | undefined;
  /** Beginnings of words of its title, its initiative's title and its program's name, or the beginning of an id. */
  readonly search?: string | null | undefined;
}

export const MILESTONE_ORDER_FIELDS = ['FORECAST', 'BASELINE', 'SLIP', 'TITLE', 'WEIGHT', 'LAST_CHANGE'] as const;
export type MilestoneOrderField = (typeof MILESTONE_ORDER_FIELDS)[number];
export type MilestoneOrder = Order<MilestoneOrderField>;

/** A filter with one value for each part, as the milestones of a program are asked for. */
export interface SingleMilestoneFilter {
  readonly programId?: string | null | undefined;
  readonly pillar?: Pillar | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly state?: MilestoneDisplayState | null | undefined;
  readonly forecastFrom?: LocalDate | null | undefined;
  readonly forecastTo?: LocalDate | null | undefined;
}

/** The same filter with lists and ranges. */
export const withLists = (single: SingleMilestoneFilter): MilestoneListFilter => ({
  programs: listOf(single.programId),
  pillars: listOf(single.pillar),
  owners: listOf(single.ownerId),
  states: listOf(single.state),
  forecast: { from: single.forecastFrom, to: single.forecastTo },
});

const listOf = <T>(value: T | null | undefined): readonly T[] | undefined => (value === null || value === undefined ? undefined : [value]);

/** Both filters at once. */
export const both = (one: MilestoneListFilter, other: MilestoneListFilter): MilestoneListFilter => ({
  ...one,
  programs: common(one.programs, other.programs),
  pillars: common(one.pillars, other.pillars),
  owners: common(one.owners, other.owners),
  states: common(one.states, other.states),
  forecast: {
    from: greatest(one.forecast?.from, other.forecast?.from),
    to: least(one.forecast?.to, other.forecast?.to),
  },
});

type Maybe<T> = T | null | undefined;
const common = <T>(one: Maybe<readonly T[]>, other: Maybe<readonly T[]>): Maybe<readonly T[]> =>
  one && other ? one.filter((value) => other.includes(value)) : (one ?? other);
const greatest = (one: Maybe<LocalDate>, other: Maybe<LocalDate>): Maybe<LocalDate> =>
  one && other && other > one ? other : (one ?? other);
const least = (one: Maybe<LocalDate>, other: Maybe<LocalDate>): Maybe<LocalDate> => (one && other && other < one ? other : (one ?? other));
