import type { RescheduleReason } from '#domain/initiative/events.js';
import type { Pillar } from '#domain/pillars.js';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { MilestoneDisplayState } from '../milestones/milestone-view.js';
import { personOrNull, PersonType } from '../people/person.type.js';
import type { Reading } from '../reading.js';
import { enumeration } from '../schema/enumeration.js';
import { MilestoneStateEnum, PillarEnum, RescheduleReasonEnum } from '../schema/enums.js';
import { LocalDate, UUID } from '../schema/scalars.js';
import type { MilestoneCount, Workload, WorkloadGroup } from './aggregates.js';
import type { MilestoneGroup } from './milestone-groups.js';

export const MilestoneGroupEnum = enumeration<MilestoneGroup>('MilestoneGroup', 'What milestones are counted by.', {
  PILLAR: 'The pillar of the initiative.',
  STATE: 'The state today.',
  OWNER: 'The owner of the initiative today.',
  UNIT: 'The organisational unit of the initiative.',
  PROGRAM: 'The program.',
  MONTH: 'The month of the achievement or, while it is not achieved, of the forecast.',
});

export const WorkloadGroupEnum = enumeration<WorkloadGroup>('WorkloadGroup', 'Whose open milestones are counted.', {
  OWNER: 'Those of the initiatives that a person owns today.',
  UNIT: 'Those of the initiatives of an organisational unit.',
});

@ObjectType('MilestoneCount', {
  description:
    'How many milestones have a combination of values. What was not grouped by is null, and so is what they do not have, such as an owner.',
})
export class MilestoneCountType {
  @Field(() => PillarEnum, { nullable: true, description: 'The pillar.' })
  pillar!: Pillar | null;
  @Field(() => MilestoneStateEnum, { nullable: true, description: 'The state today.' })
  state!: MilestoneDisplayState | null;
  @Field(() => PersonType, { nullable: true, description: 'The owner today.' })
  owner!: PersonType | null;
  @Field(() => String, { nullable: true, description: 'The organisational unit.' })
  unit!: string | null;
  @Field(() => UUID, { nullable: true, description: 'The id of the program.' })
  programId!: string | null;
  @Field(() => String, { nullable: true, description: 'The month, such as 2026-03.' })
  month!: string | null;
  @Field(() => Int, { description: 'How many milestones.' })
  count!: number;
  /** The reading that the count came from. */
  reading!: Reading;
}

@ObjectType('MovesByReason', { description: 'How the forecasts of milestones were moved for one reason.' })
export class MovesByReasonType {
  @Field(() => RescheduleReasonEnum, { description: 'The reason.' })
  reasonCode!: RescheduleReason;
  @Field(() => Int, { description: 'How many milestones were moved for it.' })
  milestones!: number;
  @Field(() => Int, { description: 'How often they were moved for it.' })
  moves!: number;
  @Field(() => Int, { description: 'By how many days to later dates, all together; days to earlier dates are subtracted.' })
  days!: number;
}

@ObjectType('SlipSummary', {
  description: 'How many days milestones slip against their baselines in force, as `slipDays` counts them today. Null without milestones.',
})
export class SlipSummaryType {
  @Field(() => Int, { description: 'How many milestones.' })
  count!: number;
  @Field(() => Int, { description: 'How many of them slip at all.' })
  late!: number;
  @Field(() => Float, { nullable: true, description: 'The mean slip in days; negative if they come early.' })
  mean!: number | null;
  @Field(() => Int, { nullable: true, description: 'The smallest slip in days that at least half of them do not exceed.' })
  median!: number | null;
  @Field(() => Int, { nullable: true, description: 'The smallest slip in days that at least nine in ten do not exceed.' })
  p90!: number | null;
  @Field(() => [MovesByReasonType], { description: 'The moves of their forecasts by reason, most days first.' })
  byReason!: readonly MovesByReasonType[];
}

@ObjectType('Workload', { description: 'The open milestones of one person or unit.' })
export class WorkloadType {
  @Field(() => PersonType, { nullable: true, description: 'The owner, if asked for by owner; null: nobody owns them.' })
  owner!: PersonType | null;
  @Field(() => String, { nullable: true, description: 'The unit, if asked for by unit; null: they belong to none.' })
  unit!: string | null;
  @Field(() => Int, { description: 'How many initiatives have open milestones.' })
  initiatives!: number;
  @Field(() => Int, { description: 'How many milestones are neither achieved nor withdrawn.' })
  open!: number;
  @Field(() => Int, { description: 'How many of them have a forecast before today.' })
  overdue!: number;
  @Field(() => Int, { description: 'How many of them have a baseline before today, whatever their forecast.' })
  late!: number;
  @Field(() => LocalDate, { description: 'The soonest forecast among them; before today if one is overdue.' })
  nextForecast!: string;
}

/** @param groups those that the count was made by, without repetition */
export function shownCount({ values, count }: MilestoneCount, groups: readonly MilestoneGroup[], reading: Reading): MilestoneCountType {
  const valueOf = <T extends string>(group: MilestoneGroup): T | null => (values[groups.indexOf(group)] as T | undefined) ?? null;
  return {
    pillar: valueOf('PILLAR'),
    state: valueOf('STATE'),
    owner: personOrNull(valueOf('OWNER')),
    unit: valueOf('UNIT'),
    programId: valueOf('PROGRAM'),
    month: valueOf('MONTH'),
    count,
    reading,
  };
}

export const shownWorkload = ({ of, ...load }: Workload, by: WorkloadGroup): WorkloadType => ({
  ...load,
  owner: by === 'OWNER' ? personOrNull(of) : null,
  unit: by === 'UNIT' ? of : null,
});
