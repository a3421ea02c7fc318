import { OrderDirectionEnum } from '#read-models/schema/enums.js';
import type { InstantRange } from '#read-models/paging/range.js';
import { DateTime, LocalDate } from '#read-models/schema/scalars.js';
import { Field, Float, InputType, Int } from '@nestjs/graphql';
import { fromInstant, toInstant, zoneOf } from './whole-days.js';

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

@InputType('FloatRange', { description: 'A range of numbers, both ends included; a missing end is open.' })
export class FloatRangeInput {
  @Field(() => Float, { nullable: true, description: 'At least this number.' })
  atLeast?: number | null;
  @Field(() => Float, { nullable: true, description: 'At most this number.' })
  atMost?: number | null;
}

@InputType('InstantRange', {
  description:
    'A range of instants, both ends included; a missing end is open. A date means that whole day in the time zone of most programs.',
})
export class InstantRangeInput {
  @Field(() => DateTime, { nullable: true, description: 'At or after this instant, or on this day or later.' })
  from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'At or before this instant, or on this day or earlier.' })
  to?: string | null;
}

/** The same range in instants. @param zone returns the time zone in which a date is a whole day */
export async function instantsAsked(
  range: InstantRangeInput | null | undefined,
  zone: () => Promise<string>,
): Promise<InstantRange | undefined> {
  if (!range) return undefined;
  const timeZone = await zoneOf([range.from, range.to], zone);
  return { from: instant(fromInstant(range.from, timeZone)), to: instant(toInstant(range.to, timeZone)) };
}

/** The form that events use, so that instants compare as text. */
const instant = (asked: string | null | undefined): string | null => (asked ? new Date(asked).toISOString() : null);

@InputType({ isAbstract: true })
export class OrderInput {
  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'The direction.' })
  direction!: 'ASC' | 'DESC';
}
