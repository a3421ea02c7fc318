import type { Pillar } from '#domain/pillars.js';
import type { MilestoneListFilter, MilestoneOrderField } from '#read-models/milestones/milestone-filter.js';
import type { MilestoneDisplayState } from '#read-models/milestones/milestone-view.js';
import { MilestoneOrderFieldEnum, MilestoneStateEnum, PillarEnum } from '#read-models/schema/enums.js';
import { DateTime, PersonId, UUID } from '#read-models/schema/scalars.js';
import { Field, InputType } from '@nestjs/graphql';
import { DateRangeInput, IntRangeInput, OrderInput } from '../graphql/range.inputs.js';
import { fromInstant, zoneOf } from '../graphql/whole-days.js';

@InputType('MilestoneFilter', { description: 'Which milestones: those that fit every part that is given. Nothing fits an empty list.' })
export class MilestoneFilterInput {
  @Field(() => [UUID], { nullable: true, description: 'Only those of these programs.' })
  programs?: string[] | null;
  @Field(() => [PillarEnum], { nullable: true, description: 'Only those under these pillars.' })
  pillars?: Pillar[] | null;
  @Field(() => [MilestoneStateEnum], { nullable: true, description: 'Only those in one of these states today.' })
  states?: MilestoneDisplayState[] | null;
  @Field(() => [PersonId], { nullable: true, description: 'Only those of initiatives that one of these people owns today.' })
  owners?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those of initiatives without, or with, an owner today.' })
  unowned?: boolean | null;
  @Field(() => [String], { nullable: true, description: 'Only those of initiatives of these organisational units.' })
  units?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Only those of initiatives on the elements with these keys.' })
  elements?: string[] | null;
  @Field(() => DateRangeInput, { nullable: true, description: 'Only those with a forecast in this range.' })
  forecast?: DateRangeInput | null;
  @Field(() => DateRangeInput, { nullable: true, description: 'Only those whose baseline in force is in this range.' })
  baseline?: DateRangeInput | null;
  @Field(() => DateRangeInput, { nullable: true, description: 'Only those achieved in this range.' })
  achieved?: DateRangeInput | null;
  @Field(() => IntRangeInput, { nullable: true, description: 'Only those whose slip in days, as `slipDays` shows it, is in this range.' })
  slipDays?: IntRangeInput | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Only those whose last change became known at or after this instant; for a date, on this day in the time zone of most programs or later.',
  })
  changedSince?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Only those for which each word begins a word of its title, its initiative’s title and its program’s name, or is the beginning of an id, whatever the case and accents. Chinese needs no spaces. The first 16 words count; blank: all.',
  })
  search?: string | null;
}

@InputType('MilestoneOrder', { description: 'An order of milestones.' })
export class MilestoneOrderInput extends OrderInput {
  @Field(() => MilestoneOrderFieldEnum, { description: 'The value to sort by.' })
  field!: MilestoneOrderField;
}

/** The filter that the read model understands. @param zone returns the time zone in which a date is a whole day */
export const milestonesAsked = async (
  filter: MilestoneFilterInput | null | undefined,
  zone: () => Promise<string>,
): Promise<MilestoneListFilter> => ({
  ...filter,
  changedSince: fromInstant(filter?.changedSince, await zoneOf([filter?.changedSince], zone)),
});
