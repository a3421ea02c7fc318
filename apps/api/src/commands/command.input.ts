import { UUID } from '#read-models/schema/scalars.js';
import { Field, Int, InputType } from '@nestjs/graphql';

@InputType({ isAbstract: true })
export abstract class CommandInput {
  @Field(() => UUID, {
    nullable: true,
    description:
      'The same id sent twice is the same command: what it recorded is recorded once, and answered with the first receipt. A command that recorded nothing (refused, or a receipt with 0 events) is not remembered: sent again, it is decided anew.',
  })
  commandId?: string | null;
}

@InputType({ isAbstract: true })
export abstract class RevisedInput extends CommandInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'The revision that the client saw; an older one than the stream’s is refused with CONFLICT, one ahead of it with REVISION_UNKNOWN.',
  })
  expectedRevision?: number | null;
}

@InputType({ isAbstract: true })
export abstract class ProgramCommandInput extends RevisedInput {
  @Field(() => UUID, { description: 'The program.' })
  programId!: string;
}

@InputType({ isAbstract: true })
export abstract class InitiativeCommandInput extends RevisedInput {
  @Field(() => UUID, { description: 'The initiative.' })
  initiativeId!: string;
}

@InputType({ isAbstract: true })
export abstract class MilestoneCommandInput extends InitiativeCommandInput {
  @Field(() => UUID, { description: 'The milestone of that initiative.' })
  milestoneId!: string;
}
