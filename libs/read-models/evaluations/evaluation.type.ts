import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { BalanceType } from '../balance/balance.type.js';
import { connectionType } from '../schema/connection.js';
import { DriftKindEnum, PillarEnum } from '../schema/enums.js';
import { NodeType } from '../schema/node.type.js';
import type { Reading } from '../reading.js';
import { DateTime, LocalDate, UUID } from '../schema/scalars.js';

@ObjectType('DriftSignal', { description: 'One drift signal as an evaluation saw it.' })
export class DriftSignalType {
  @Field(() => DriftKindEnum, { description: 'The signal.' })
  kind!: DriftKind;
  @Field(() => PillarEnum, { nullable: true, description: 'The pillar; null for LATE, which is the program’s.' })
  pillar!: Pillar | null;
  @Field(() => Float, { description: 'The signal on this date alone, before it is smoothed.' })
  value!: number;
  @Field(() => Float, { description: 'z: the signal, smoothed over the evaluations so far by the policy’s lambda.' })
  smoothed!: number;
  @Field(() => Int, {
    description:
      'At how many counted evaluations in a row z was beyond the bound. An evaluation fewer than 4 days after the last counted one moves z but is not counted: nobody opens an episode by evaluating twice.',
  })
  count!: number;
  @Field(() => Float, { description: 'The bound in force: opensAt while closed, otherwise closesAt.' })
  bound!: number;
}

@ObjectType('Evaluation', {
  implements: () => NodeType,
  description: 'A recorded evaluation: what the alarm saw at its date, as known then. Balances and timelines never read it.',
})
export class EvaluationType {
  nodeId!: string;
  @Field(() => UUID, { description: 'The id of its event.' })
  id!: string;
  programId!: string;
  /** The as-of point that it was read at. */
  reading!: Reading;
  @Field(() => LocalDate, { description: 'The date that was evaluated.' })
  on!: string;
  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: string;
  @Field(() => BalanceType, { description: 'The whole balance at the date, as known then.' })
  balance!: BalanceType;
  @Field(() => [DriftSignalType], { description: 'BEHIND and AHEAD of each pillar, then LATE: always nine.' })
  signals!: readonly DriftSignalType[];
}

export const EvaluationConnectionType = connectionType(EvaluationType, 'Evaluation', 'evaluations');
