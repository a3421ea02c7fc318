import { OrderDirectionEnum } from '#read-models/schema/enums.js';
import { LocalDate } from '#read-models/schema/scalars.js';
import { Field, InputType, Int } from '@nestjs/graphql';

@InputType('DateRange', { description: 'A range of dates, both ends included; a missing end is open.' })
export class DateRangeInput {
  @Field(() => LocalDate, { nullable: true, description: 'On or after this date.' })
  from?: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'On or before this date.' })
  to?: string | null;
}

@InputType('IntRange', { description: 'A range of whole numbers, both ends included; a missing end is open.' })
export class IntRangeInput {
  @Field(() => Int, { nullable: true, description: 'At least this number.' })
  atLeast?: number | null;
  @Field(() => Int, { nullable: true, description: 'At most this number.' })
  atMost?: number | null;
}

@InputType({ isAbstract: true })
export class OrderInput {
  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'The direction.' })
  direction!: 'ASC' | 'DESC';
}
