import { Field, Float, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('DriftBounds', { description: 'Where a drift signal opens an episode and where it closes it again.' })
export class DriftBoundsType {
  @Field(() => Float, { description: 'An episode opens at or above this.' })
  opensAt!: number;
  @Field(() => Float, { description: 'It closes at or below this.' })
  closesAt!: number;
}

@ObjectType('DriftPolicy', { description: 'The parameters by which a program’s balance and drift are judged.' })
export class DriftPolicyType {
  @Field(() => Int, { description: 'h: the days behind that halve a standing.' })
  halfLifeDays!: number;
  @Field(() => Float, { description: 'The share of what the phase asks for that already fits.' })
  planTolerance!: number;
  @Field(() => Float, { description: 'λ: the weight of one week’s signal in the smoothing.' })
  lambda!: number;
  @Field(() => Int, { description: 'How many counted evaluations in a row open or close an episode.' })
  consecutive!: number;
  @Field(() => DriftBoundsType, { description: 'Bounds of BEHIND, in standing.' })
  behind!: DriftBoundsType;
  @Field(() => DriftBoundsType, { description: 'Bounds of AHEAD, in half-lives.' })
  ahead!: DriftBoundsType;
  @Field(() => DriftBoundsType, { description: 'Bounds of LATE, in 1 − T.' })
  late!: DriftBoundsType;
}
