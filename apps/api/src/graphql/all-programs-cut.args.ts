import { DateTime } from '#read-models/schema/scalars.js';
import { ArgsType, Field } from '@nestjs/graphql';

/** An as-of point for questions about several programs: a date alone means the end of that day in the zone of most programs. */
@ArgsType()
export class AllProgramsCutArgs {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'What was known then; for a date, at the end of that day in the time zone of most programs. Everything below inherits it, “today” included.',
  })
  asOf?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'What had been recorded by then; for a date, by the end of that day in the time zone of most programs. Everything below inherits it.',
  })
  asRecordedAt?: string | null;
}
