import { Field, Float, Int, InputType } from '@nestjs/graphql';
import { ProgramCommandInput } from '../commands/command.input.js';

@InputType('DriftBoundsInput', { description: 'Where a drift signal opens an episode and where it closes it again.' })
export class DriftBoundsInput {
  @Field(() => Float, { description: 'An episode opens at or above this; at least 0.01 above closesAt.' })
  opensAt!: number;
  @Field(() => Float, { description: 'It closes at or below this; 0 or more.' })
  closesAt!: number;
}

@InputType('ReviseDriftPolicyInput', { description: 'A change of the drift policy; omitted parameters stay as they are.' })
export class ReviseDriftPolicyInput extends ProgramCommandInput {
  @Field(() => String, { description: 'Why it changes.' })
  reason!: string;
  @Field(() => Int, { nullable: true, description: 'h, the half-life: every so many days behind halve a standing; whole, 7 to 36,500.' })
  halfLifeDays?: number | null;
  @Field(() => Float, { nullable: true, description: 'How much of what the phase requires is enough (0.5: half); 0.05 to 1.' })
  planTolerance?: number | null;
  @Field(() => Float, { nullable: true, description: 'λ: how much of a week’s change the smoothed signal takes over; 0.05 to 1.' })
  lambda?: number | null;
  @Field(() => Int, { nullable: true, description: 'How many counted evaluations in a row open or close an episode; whole, 1 to 52.' })
  consecutive?: number | null;
  @Field(() => DriftBoundsInput, { nullable: true, description: 'Bounds of BEHIND, in standing; opensAt at most 1.' })
  behind?: DriftBoundsInput | null;
  @Field(() => DriftBoundsInput, { nullable: true, description: 'Bounds of AHEAD, in half-lives; opensAt at most 100.' })
  ahead?: DriftBoundsInput | null;
  @Field(() => DriftBoundsInput, { nullable: true, description: 'Bounds of LATE, in 1 − T; opensAt at most 1.' })
  late?: DriftBoundsInput | null;
}
