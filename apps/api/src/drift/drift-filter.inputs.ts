import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import type { DriftOrderField } from '#read-models/drift/drift.js';
import type { EvaluationOrderField } from '#read-models/evaluations/evaluations.js';
import { DriftKindEnum, DriftOrderFieldEnum, DriftStateEnum, EvaluationOrderFieldEnum, PillarEnum } from '#read-models/schema/enums.js';
import { UUID } from '#read-models/schema/scalars.js';
import { Field, InputType } from '@nestjs/graphql';
import { DateRangeInput, FloatRangeInput, OrderInput } from '../graphql/range.inputs.js';

@InputType('DriftEpisodeFilter', {
  description: 'Which drift episodes: those that fit every part that is given. Nothing fits an empty list.',
})
export class DriftEpisodeFilterInput {
  @Field(() => [UUID], { nullable: true, description: 'Only those of these programs.' })
  programs?: string[] | null;
  @Field(() => [DriftStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  states?: ('OPEN' | 'CLOSED')[] | null;
  @Field(() => [DriftKindEnum], { nullable: true, description: 'Only those of these kinds.' })
  kinds?: DriftKind[] | null;
  @Field(() => [PillarEnum], { nullable: true, description: 'Only those of these pillars; LATE has none.' })
  pillars?: Pillar[] | null;
  @Field(() => DateRangeInput, { nullable: true, description: 'Only those that opened in this range.' })
  opened?: DateRangeInput | null;
  @Field(() => DateRangeInput, { nullable: true, description: 'Only those that closed in this range.' })
  closed?: DateRangeInput | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those that somebody has, or nobody has, acknowledged.' })
  acknowledged?: boolean | null;
}

@InputType('DriftEpisodeOrder', { description: 'An order of drift episodes.' })
export class DriftEpisodeOrderInput extends OrderInput {
  @Field(() => DriftOrderFieldEnum, { description: 'The value to sort by.' })
  field!: DriftOrderField;
}

@InputType('EvaluationFilter', { description: 'Which evaluations: those that fit every part that is given. Nothing fits an empty list.' })
export class EvaluationFilterInput {
  @Field(() => [UUID], { nullable: true, description: 'Only those of these programs.' })
  programs?: string[] | null;
  @Field(() => DateRangeInput, { nullable: true, description: 'Only those of a date in this range.' })
  on?: DateRangeInput | null;
  @Field(() => FloatRangeInput, { nullable: true, description: 'Only those with a mean standing T in this range.' })
  t?: FloatRangeInput | null;
  @Field(() => FloatRangeInput, { nullable: true, description: 'Only those with a balance D in this range.' })
  d?: FloatRangeInput | null;
}

@InputType('EvaluationOrder', { description: 'An order of evaluations.' })
export class EvaluationOrderInput extends OrderInput {
  @Field(() => EvaluationOrderFieldEnum, { description: 'The value to sort by.' })
  field!: EvaluationOrderField;
}
