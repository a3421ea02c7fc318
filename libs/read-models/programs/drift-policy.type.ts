import { Field, Float, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('DriftBounds', { description: 'Where a drift signal opens an episode and where it closes it again.' })
export class DriftBoundsType {
  @Field(() => Float, {
    description: 'An episode opens when the smoothed signal is at or above this at `consecutive` counted evaluations in a row.',
  })
  opensAt!: number;
  @Field(() => Float, { description: 'It closes when the smoothed signal is at or below this at as many.' })
  closesAt!: number;
}

@ObjectType('DriftPolicy', { description: 'The parameters by which a program’s balance and drift are judged.' })
export class DriftPolicyType {
  @Field(() => Int, {
    description:
      'h, the half-life: every so many days behind halve a standing. At the charter an eighth of the planned duration, at least 15 days.',
  })
  halfLifeDays!: number;
  @Field(() => Float, { description: 'How much of what the phase requires is enough (0.5: half).' })
  planTolerance!: number;
  @Field(() => Float, {
    description:
      'λ: how much of a week’s change the smoothed signal z takes over: z + (1 − (1 − λ)^(days/7)) · (signal − z). A larger one reacts faster.',
  })
  lambda!: number;
  @Field(() => Int, {
    description:
      'How many counted evaluations in a row open or close an episode. An evaluation fewer than 4 days after the last counted one is not counted.',
  })
  consecutive!: number;
  @Field(() => DriftBoundsType, { description: 'Bounds of BEHIND: how far a standing lies below the median of the other three.' })
  behind!: DriftBoundsType;
  @Field(() => DriftBoundsType, {
    description: 'Bounds of AHEAD: how many half-lives a pillar is ahead of its plan and of the other three.',
  })
  ahead!: DriftBoundsType;
  @Field(() => DriftBoundsType, { description: 'Bounds of LATE: 1 − T, how far the mean standing lies below 1.' })
  late!: DriftBoundsType;
}
