import type { InitiativeState } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import type { InitiativeListFilter, InitiativeOrderField } from '#read-models/initiatives/initiative-filter.js';
import { InitiativeOrderFieldEnum, InitiativeStatusEnum, PillarEnum } from '#read-models/schema/enums.js';
import { DateTime, PersonId, UUID } from '#read-models/schema/scalars.js';
import { Field, InputType } from '@nestjs/graphql';
import { DateRangeInput, IntRangeInput, OrderInput } from '../graphql/range.inputs.js';
import { fromInstant, zoneOf } from '../graphql/whole-days.js';

@InputType('InitiativeFilter', { description: 'Which initiatives: those that fit every part that is given. Nothing fits an empty list.' })
export class InitiativeFilterInput {
  @Field(() => [UUID], { nullable: true, description: 'Only those of these programs.' })
  programs?: string[] | null;
  @Field(() => [PillarEnum], { nullable: true, description: 'Only those under these pillars.' })
  pillars?: Pillar[] | null;
  @Field(() => [InitiativeStatusEnum], { nullable: true, description: 'Only those with one of these statuses.' })
  statuses?: InitiativeState['status'][] | null;
  @Field(() => [PersonId], { nullable: true, description: 'Only those that one of these people owns today.' })
  owners?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those without, or with, an owner today.' })
  unowned?: boolean | null;
  @Field(() => [String], { nullable: true, description: 'Only those of these organisational units.' })
  units?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Only those on the elements with these keys.' })
  elements?: string[] | null;
  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'Only those with a milestone whose forecast is in this range. The milestone fits `baseline`, `achieved` and `slipDays` too.',
  })
  forecast?: DateRangeInput | null;
  @Field(() => DateRangeInput, { nullable: true, description: 'Only those with a milestone whose baseline in force is in this range.' })
  baseline?: DateRangeInput | null;
  @Field(() => DateRangeInput, { nullable: true, description: 'Only those with a milestone achieved in this range.' })
  achieved?: DateRangeInput | null;
  @Field(() => IntRangeInput, { nullable: true, description: 'Only those with a milestone whose slip in days is in this range.' })
  slipDays?: IntRangeInput | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Only those whose last change, or that of a milestone of theirs, became known at or after this instant; for a date, on this day in the time zone of most programs or later.',
  })
  changedSince?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Only those for which each word begins a word of its title and its program’s name, or is the beginning of an id, whatever the case and accents. Chinese needs no spaces. The first 16 words count; blank: all.',
  })
  search?: string | null;
}

@InputType('InitiativeOrder', { description: 'An order of initiatives.' })
export class InitiativeOrderInput extends OrderInput {
  @Field(() => InitiativeOrderFieldEnum, { description: 'The value to sort by.' })
  field!: InitiativeOrderField;
}

/** The filter that the read model understands. @param zone returns the time zone in which a date is a whole day */
export const initiativesAsked = async (
  filter: InitiativeFilterInput | null | undefined,
  zone: () => Promise<string>,
): Promise<InitiativeListFilter> => ({
  ...filter,
  changedSince: fromInstant(filter?.changedSince, await zoneOf([filter?.changedSince], zone)),
});
