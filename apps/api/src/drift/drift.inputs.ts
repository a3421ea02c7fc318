import { LocalDate, UUID } from '#read-models/schema/scalars.js';
import { Field, InputType } from '@nestjs/graphql';
import { CommandInput } from '../commands/command.input.js';

@InputType('EvaluateBalanceInput', { description: 'An evaluation of a program at a date, later than its last one.' })
export class EvaluateBalanceInput extends CommandInput {
  @Field(() => UUID, { description: 'The program.' })
  programId!: string;
  @Field(() => LocalDate, { description: 'The date.' })
  on!: string;
}

@InputType('AcknowledgeDriftInput', { description: 'Acknowledges a drift episode, with what is done about it.' })
export class AcknowledgeDriftInput extends CommandInput {
  @Field(() => UUID, { description: 'The program.' })
  programId!: string;
  @Field(() => UUID, { description: 'The episode.' })
  episodeId!: string;
  @Field(() => String, { description: 'A note.' })
  note!: string;
  @Field(() => UUID, { nullable: true, description: 'The initiative that is to correct it.' })
  correctiveInitiativeId?: string | null;
}
