import { LocalDate, UUID } from '#read-models/schema/scalars.js';
import { Field, Float, InputType } from '@nestjs/graphql';

@InputType('NewMilestoneInput', { description: 'A milestone to plan.' })
export class NewMilestoneInput {
  @Field(() => UUID, { nullable: true, description: 'Its id; generated if omitted.' })
  id?: string | null;
  @Field(() => String, { description: 'The title.' })
  title!: string;
  @Field(() => LocalDate, { description: 'The first baseline and forecast; may lie in the past.' })
  due!: string;
  @Field(() => Float, { nullable: true, defaultValue: 1, description: 'w, 0.000001 to 1,000,000: its share of its initiative’s weight.' })
  weight?: number | null;
}
