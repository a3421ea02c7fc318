import type { Pillar } from '#domain/pillars.js';
import { PillarEnum } from '#read-models/schema/enums.js';
import { LocalDate, PersonId, UUID } from '#read-models/schema/scalars.js';
import { Field, Float, InputType } from '@nestjs/graphql';
import { CommandInput, InitiativeCommandInput } from '../commands/command.input.js';
import { NewMilestoneInput } from '../milestone/new-milestone.input.js';

@InputType('LaunchInitiativeInput', { description: 'A new initiative, with its first milestones.' })
export class LaunchInitiativeInput extends CommandInput {
  @Field(() => UUID, { nullable: true, description: 'Its id; generated if omitted.' })
  id?: string | null;
  @Field(() => UUID, { description: 'The program.' })
  programId!: string;
  @Field(() => PillarEnum, { description: 'The pillar that it works under.' })
  pillar!: Pillar;
  @Field(() => String, { nullable: true, description: 'The key of an element of that pillar.' })
  element?: string | null;
  @Field(() => String, { nullable: true, description: 'The organisational unit.' })
  unit?: string | null;
  @Field(() => String, { description: 'The title.' })
  title!: string;
  @Field(() => Float, { nullable: true, defaultValue: 1, description: 'W, 0.000001 to 1,000,000: its share of the pillar.' })
  weight?: number | null;
  @Field(() => PersonId, { nullable: true, description: 'Who is accountable from today.' })
  ownerId?: string | null;
  @Field(() => [NewMilestoneInput], { nullable: true, description: 'The first milestones; at most 500.' })
  milestones?: readonly NewMilestoneInput[] | null;
}

@InputType('RetitleInitiativeInput', { description: 'A new title for an initiative.' })
export class RetitleInitiativeInput extends InitiativeCommandInput {
  @Field(() => String, { description: 'The title.' })
  title!: string;
}

@InputType('MoveInitiativeInput', {
  description: 'A new place for an initiative. If the element or unit is omitted, it has none from now on.',
})
export class MoveInitiativeInput extends InitiativeCommandInput {
  @Field(() => PillarEnum, { description: 'The pillar.' })
  pillar!: Pillar;
  @Field(() => String, { nullable: true, description: 'The key of an element of that pillar.' })
  element?: string | null;
  @Field(() => String, { nullable: true, description: 'The organisational unit.' })
  unit?: string | null;
  @Field(() => String, { description: 'Why it moves.' })
  reason!: string;
}

@InputType('ReweighInitiativeInput', { description: 'A new weight for an initiative.' })
export class ReweighInitiativeInput extends InitiativeCommandInput {
  @Field(() => Float, { description: 'W, 0.000001 to 1,000,000.' })
  weight!: number;
  @Field(() => String, { description: 'Why it changes.' })
  reason!: string;
}

@InputType('AssignOwnerInput', { description: 'A new accountable owner.' })
export class AssignOwnerInput extends InitiativeCommandInput {
  @Field(() => PersonId, { nullable: true, description: 'The person; null or omitted: nobody.' })
  ownerId?: string | null;
  @Field(() => LocalDate, { description: 'From which date.' })
  effectiveOn!: string;
}

@InputType('PauseInitiativeInput', { description: 'A pause. The clock runs on.' })
export class PauseInitiativeInput extends InitiativeCommandInput {
  @Field(() => String, { description: 'Why.' })
  reason!: string;
  @Field(() => LocalDate, { nullable: true, description: 'Until when, as far as it is known.' })
  until?: string | null;
}

@InputType('ResumeInitiativeInput', { description: 'The end of a pause.' })
export class ResumeInitiativeInput extends InitiativeCommandInput {
  @Field(() => String, { nullable: true, description: 'A note.' })
  note?: string | null;
}

@InputType('CompleteInitiativeInput', { description: 'The completion of an initiative without open milestones.' })
export class CompleteInitiativeInput extends InitiativeCommandInput {
  @Field(() => String, { nullable: true, description: 'A note.' })
  note?: string | null;
}

@InputType('CancelInitiativeInput', { description: 'The end of an initiative; its open milestones are withdrawn.' })
export class CancelInitiativeInput extends InitiativeCommandInput {
  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@InputType('ReopenInitiativeInput', { description: 'The return of a completed or cancelled initiative.' })
export class ReopenInitiativeInput extends InitiativeCommandInput {
  @Field(() => String, { description: 'Why.' })
  reason!: string;
}
