import type { Pillar } from '#domain/pillars.js';
import { Field, Float, ObjectType } from '@nestjs/graphql';
import { MilestoneType } from '../milestones/milestone.type.js';
import { PillarEnum } from '../schema/enums.js';

@ObjectType('Leverage', { description: 'What a program would gain today, if one open milestone were achieved today.' })
export class LeverageType {
  @Field(() => MilestoneType, { description: 'The milestone.' })
  milestone!: MilestoneType;
  @Field(() => PillarEnum, { description: 'Its pillar.' })
  pillar!: Pillar;
  @Field(() => Float, {
    description: 'By how much D would grow; 0 where the schedule of its pillar does not move by this milestone alone.',
  })
  d!: number;
  @Field(() => Float, { description: 'By how many days its pillar would be less behind.' })
  behindDays!: number;
  @Field(() => Float, { description: 'By how many days the due work of its pillar would be less late, on average by value.' })
  lateDays!: number;
}
