import { LocalDate } from '#read-models/schema/scalars.js';
import { Field, Float, InputType } from '@nestjs/graphql';

@InputType('PillarValuesInput', { description: 'One number for each pillar.' })
export class PillarValuesInput {
  @Field(() => Float, { description: 'Leadership.' })
  leadership!: number;
  @Field(() => Float, { description: 'Culture.' })
  culture!: number;
  @Field(() => Float, { description: 'Process.' })
  process!: number;
  @Field(() => Float, { description: 'Technology.' })
  technology!: number;
}

@InputType('PhaseInput', { description: 'A phase of a plan.' })
export class PhaseInput {
  @Field(() => String, { description: 'A key, unique in the plan.' })
  key!: string;
  @Field(() => String, { description: 'The name.' })
  name!: string;
  @Field(() => LocalDate, { description: 'The planned end; later than that of the phase before.' })
  endsOn!: string;
  @Field(() => PillarValuesInput, {
    description:
      'The share of its weight that each pillar should have: each 0 to 1,000,000, their sum at least 0.000001; scaled to sum to 1.',
  })
  emphasis!: PillarValuesInput;
}
