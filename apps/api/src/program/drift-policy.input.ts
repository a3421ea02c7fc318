import { Field, Float, Int, InputType } from '@nestjs/graphql';
import { ProgramCommandInput } from '../commands/command.input.js';

@InputType('DriftBoundsInput', { description: 'Where a drift signal opens an episode and where it closes it again.' })
export class DriftBoundsInput {
  @Field(() => Float, { description: 'An episode opens at or above this.' })
  opensAt!: number;
  @Field(() => Float, { description: 'It closes at or below this.' })
  closesAt!: number;
}

@InputType('ReviseDriftPolicyInput', { description: 'A change of the drift policy; what is left out stays as it is.' })
export class ReviseDriftPolicyInput extends ProgramCommandInput {
  @Field(() => String, { description: 'Why it changes.' })
  reason!: string;
  @Field(() => Int, { nullable: true, description: 'h: the days behind that halve a standing.' })
  halfLifeDays?: number | null;
  @Field(() => Float, { nullable: true, description: 'The share of what the phase asks for that already fits.' })
  planTolerance?: number | null;
  @Field(() => Float, { nullable: true, description: 'λ: the weight of one week’s signal in the smoothing.' })
  lambda?: number | null;
  @Field(() => Int, { nullable: true, description: 'How many counted evaluations in a row open or close an episode.' })
  consecutive?: number | null;
  @Field(() => DriftBoundsInput, { nullable: true, description: 'Bounds of BEHIND, in standing.' })
  behind?: DriftBoundsInput | null;
  @Field(() => DriftBoundsInput, { nullable: true, description: 'Bounds of AHEAD, in half-lives.' })
  ahead?: DriftBoundsInput | null;
  @Field(() => DriftBoundsInput, { nullable: true, description: 'Bounds of LATE, in 1 − T.' })
  late?: DriftBoundsInput | null;
}
