import { UUID } from '#read-models/schema/scalars.js';
import { Field, InputType } from '@nestjs/graphql';
import { InitiativeCommandInput } from '../commands/command.input.js';

@InputType('ProposeRebaselineInput', { description: 'A proposal to make the present forecasts the promise.' })
export class ProposeRebaselineInput extends InitiativeCommandInput {
  @Field(() => UUID, { nullable: true, description: 'Its id; generated if omitted.' })
  id?: string | null;
  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@InputType('ApproveRebaselineInput', { description: 'The approval of a proposal, by a second person.' })
export class ApproveRebaselineInput extends InitiativeCommandInput {
  @Field(() => UUID, { description: 'The proposal.' })
  rebaselineId!: string;
  @Field(() => String, { nullable: true, description: 'A note.' })
  note?: string | null;
}

@InputType('RejectRebaselineInput', { description: 'The rejection of a proposal.' })
export class RejectRebaselineInput extends InitiativeCommandInput {
  @Field(() => UUID, { description: 'The proposal.' })
  rebaselineId!: string;
  @Field(() => String, { description: 'Why.' })
  reason!: string;
}
