import type { InitiativeState } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import type { DateRange, NumberRange, Order } from '../paging/range.js';

/** Which initiatives: those that fit every part that is given. Nothing fits an empty list. */
export interface InitiativeListFilter {
  /** Only of these programs, whatever else is asked: those that the reader may see. */
  readonly among?: readonly string[] | undefined;
  readonly programs?: readonly string[] | null | undefined;
  readonly pillars?: readonly Pillar[] | null | undefined;
  readonly statuses?: readonly InitiativeState['status'][] | null | undefined;
  /** Today's owners, in the program's zone. */
  readonly owners?: readonly string[] | null | undefined;
  /** true: initiatives without an owner today; false: those with one. */
  readonly unowned?: boolean | null | undefined;
  readonly units?: readonly string[] | null | undefined;
  readonly elements?: readonly string[] | null | undefined;
  /** These four: initiatives with a milestone that fits all of them that are given. */
  readonly forecast?: DateRange | null | undefined;
  readonly baseline?: DateRange | null | undefined;
  readonly achieved?: DateRange | null | undefined;
  readonly slipDays?: NumberRange | null | undefined;
  /** Whose last change, or that of one of its milestones, became known at or after this instant. */
  readonly changedSince?: string | null | undefined;
  /** Beginnings of words of its title and its program's name, or the beginning of an id. */
  readonly search?: string | null | undefined;
}

/** FORECAST and BASELINE: the soonest of an open milestone. SLIP: the largest of an open milestone. Without an open milestone: last. */
export const INITIATIVE_ORDER_FIELDS = ['LAUNCHED', 'FORECAST', 'BASELINE', 'SLIP', 'TITLE', 'WEIGHT', 'LAST_CHANGE'] as const;
export type InitiativeOrderField = (typeof INITIATIVE_ORDER_FIELDS)[number];
export type InitiativeOrder = Order<InitiativeOrderField>;

/** A filter with one value for each part, as the initiatives of a program are asked for. */
export interface SingleInitiativeFilter {
  readonly programId?: string | null | undefined;
  readonly pillar?: Pillar | null | undefined;
  readonly element?: string | null | undefined;
  readonly unit?: string | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly unowned?: boolean | null | undefined;
  readonly status?: InitiativeState['status'] | null | undefined;
}

/** The same filter with lists. */
export const inLists = (single: SingleInitiativeFilter): InitiativeListFilter => ({
  programs: listOf(single.programId),
  pillars: listOf(single.pillar),
  elements: listOf(single.element),
  units: listOf(single.unit),
  owners: listOf(single.ownerId),
  unowned: single.unowned,
  statuses: listOf(single.status),
});

const listOf = <T>(value: T | null | undefined): readonly T[] | undefined => (value === null || value === undefined ? undefined : [value]);
