import type { RescheduleReason } from '#domain/initiative/events.js';
import { RescheduleReasonEnum } from '#read-models/schema/enums.js';
import { LocalDate, UUID } from '#read-models/schema/scalars.js';
import { Field, InputType } from '@nestjs/graphql';
import { InitiativeCommandInput } from '../commands/command.input.js';
import { NewMilestoneInput } from './new-milestone.input.js';
import { MilestoneRef } from './milestone.inputs.js';

@InputType('RescheduleChange', { description: 'A new forecast for one of the milestones.' })
export class RescheduleChange {
  @Field(() => UUID, { description: 'The milestone.' })
  milestoneId!: string;
  @Field(() => LocalDate, { description: 'The new forecast.' })
  forecast!: string;
  @Field(() => RescheduleReasonEnum, { description: 'Why, from a fixed list.' })
  reasonCode!: RescheduleReason;
  @Field(() => String, { description: 'Why, in words.' })
  reason!: string;
  @Field(() => MilestoneRef, { nullable: true, description: 'The milestone that it waits for.' })
  blockedBy?: MilestoneRef | null;
}

@InputType('AchieveChange', { description: 'The achievement of one of the milestones.' })
export class AchieveChange {
  @Field(() => UUID, { description: 'The milestone.' })
  milestoneId!: string;
  @Field(() => LocalDate, { description: 'The date; not in the future.' })
  achievedOn!: string;
  @Field(() => String, { nullable: true, description: 'Evidence.' })
  evidence?: string | null;
}

@InputType('ConfirmChange', { description: '“Still on track” for one of the milestones.' })
export class ConfirmChange {
  @Field(() => UUID, { description: 'The milestone.' })
  milestoneId!: string;
  @Field(() => String, { nullable: true, description: 'A note.' })
  note?: string | null;
}

@InputType('UpdateMilestonesInput', {
  description: 'Many changes to the milestones of one initiative: all or nothing, in the order plan, reschedule, confirm, achieve.',
})
export class UpdateMilestonesInput extends InitiativeCommandInput {
  @Field(() => [NewMilestoneInput], { nullable: true, description: 'Milestones to plan.' })
  plan?: readonly NewMilestoneInput[] | null;
  @Field(() => [AchieveChange], { nullable: true, description: 'Milestones achieved.' })
  achieve?: readonly AchieveChange[] | null;
  @Field(() => [RescheduleChange], { nullable: true, description: 'Forecasts moved.' })
  reschedule?: readonly RescheduleChange[] | null;
  @Field(() => [ConfirmChange], { nullable: true, description: 'Forecasts confirmed.' })
  confirm?: readonly ConfirmChange[] | null;
}
