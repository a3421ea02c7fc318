import type { RescheduleReason } from '#domain/initiative/events.js';
import { RescheduleReasonEnum } from '#read-models/schema/enums.js';
import { LocalDate, UUID } from '#read-models/schema/scalars.js';
import { Field, Float, InputType } from '@nestjs/graphql';
import { InitiativeCommandInput, MilestoneCommandInput } from '../commands/command.input.js';

@InputType('MilestoneRef', { description: 'A reference to a milestone.' })
export class MilestoneRef {
  @Field(() => UUID, { description: 'Its initiative.' })
  initiativeId!: string;
  @Field(() => UUID, { description: 'Its id within the initiative.' })
  milestoneId!: string;
}

@InputType('PlanMilestoneInput', { description: 'A milestone to plan.' })
export class PlanMilestoneInput extends InitiativeCommandInput {
  @Field(() => UUID, { nullable: true, description: 'Its id; generated if omitted.' })
  id?: string | null;
  @Field(() => String, { description: 'The title.' })
  title!: string;
  @Field(() => LocalDate, { description: 'The first baseline and forecast; may lie in the past.' })
  due!: string;
  @Field(() => Float, { nullable: true, defaultValue: 1, description: 'w, 0.000001 to 1,000,000: its share of its initiative’s weight.' })
  weight?: number | null;
}

@InputType('RetitleMilestoneInput', { description: 'A new title for a milestone.' })
export class RetitleMilestoneInput extends MilestoneCommandInput {
  @Field(() => String, { description: 'The title.' })
  title!: string;
}

@InputType('ReweighMilestoneInput', { description: 'A new weight for a milestone.' })
export class ReweighMilestoneInput extends MilestoneCommandInput {
  @Field(() => Float, { description: 'w, 0.000001 to 1,000,000.' })
  weight!: number;
  @Field(() => String, { description: 'Why it changes.' })
  reason!: string;
}

@InputType('RescheduleMilestoneInput', { description: 'A new forecast for a milestone. Its baseline stays.' })
export class RescheduleMilestoneInput extends MilestoneCommandInput {
  @Field(() => LocalDate, { description: 'The new forecast.' })
  forecast!: string;
  @Field(() => RescheduleReasonEnum, { description: 'Why, from a fixed list.' })
  reasonCode!: RescheduleReason;
  @Field(() => String, { description: 'Why, in words.' })
  reason!: string;
  @Field(() => MilestoneRef, { nullable: true, description: 'The milestone that it waits for.' })
  blockedBy?: MilestoneRef | null;
}

@InputType('ConfirmForecastInput', { description: 'Confirms the forecast of a milestone: “still on track”.' })
export class ConfirmForecastInput extends MilestoneCommandInput {
  @Field(() => String, { nullable: true, description: 'A note.' })
  note?: string | null;
}

@InputType('AchieveMilestoneInput', { description: 'The achievement of a milestone.' })
export class AchieveMilestoneInput extends MilestoneCommandInput {
  @Field(() => LocalDate, { description: 'The date; not in the future.' })
  achievedOn!: string;
  @Field(() => String, { nullable: true, description: 'Evidence.' })
  evidence?: string | null;
}

@InputType('ReopenMilestoneInput', { description: 'Undoes the achievement of a milestone.' })
export class ReopenMilestoneInput extends MilestoneCommandInput {
  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@InputType('DescopeMilestoneInput', { description: 'The withdrawal of a milestone.' })
export class DescopeMilestoneInput extends MilestoneCommandInput {
  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@InputType('RestoreMilestoneInput', { description: 'Brings a withdrawn milestone back: the same id, the same baseline.' })
export class RestoreMilestoneInput extends MilestoneCommandInput {
  @Field(() => String, { description: 'Why.' })
  reason!: string;
}
