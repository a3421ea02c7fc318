import type { Perspective } from '#domain/balance/balance.js';
import type { DriftKind } from '#domain/evaluation/events.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import type { Every } from '#read-models/balance/steps.js';
import type { MilestoneDisplayState } from '#read-models/milestones/milestone-view.js';
import type { ProgramOrderField } from '#read-models/programs/programs.js';
import {
  DriftKindEnum,
  DriftStateEnum,
  EveryEnum,
  InitiativeStatusEnum,
  MilestoneStateEnum,
  OrderDirectionEnum,
  PerspectiveEnum,
  PillarEnum,
  ProgramOrderFieldEnum,
  ProgramStatusEnum,
} from '#read-models/schema/enums.js';
import { DateTime, LocalDate, PersonId, UUID } from '#read-models/schema/scalars.js';
import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { EitherWayArgs, PagingArgs } from '../graphql/paging.args.js';

@ArgsType()
export class CutArgs {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'What was known then; for a date, at the end of that day in the program’s time zone. Everything below inherits it, “today” included.',
  })
  asOf?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'What had been recorded by then; for a date, by the end of that day in the program’s time zone. Everything below inherits it.',
  })
  asRecordedAt?: string | null;
}

@InputType('ProgramOrder', { description: 'An order of programs.' })
export class ProgramOrder {
  @Field(() => ProgramOrderFieldEnum, { description: 'The value to sort by.' })
  field!: ProgramOrderField;
  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'The direction.' })
  direction!: 'ASC' | 'DESC';
}

@ArgsType()
export class ProgramsArgs extends EitherWayArgs {
  @Field(() => ProgramStatusEnum, { nullable: true, description: 'Only those with this status.' })
  status?: 'ACTIVE' | 'CLOSED' | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those with, or without, an open drift episode.' })
  hasOpenDrift?: boolean | null;
  @Field(() => ProgramOrder, { nullable: true, description: 'The order; oldest charter first if omitted.' })
  orderBy?: ProgramOrder | null;
}

export const perspectives =
  'With whose knowledge: AS_KNOWN_NOW judges by all that is known by now, AS_KNOWN_THEN by what was known on the date itself.';

@ArgsType()
export class BalanceArgs {
  @Field(() => LocalDate, { nullable: true, description: 'The date; today if omitted. Not after today.' })
  on?: string | null;
  @Field(() => PerspectiveEnum, { nullable: true, defaultValue: 'AS_KNOWN_NOW', description: perspectives })
  perspective?: Perspective | null;
}

@ArgsType()
export class TimelineArgs {
  @Field(() => LocalDate, { description: 'The first date.' })
  from!: string;
  @Field(() => LocalDate, { description: 'The last date at the latest; not after today.' })
  to!: string;
  @Field(() => EveryEnum, { nullable: true, defaultValue: 'WEEK', description: 'The step.' })
  every?: Every | null;
  @Field(() => PerspectiveEnum, { nullable: true, defaultValue: 'AS_KNOWN_THEN', description: perspectives })
  perspective?: Perspective | null;
}

@ArgsType()
export class EvaluationsArgs extends PagingArgs {
  @Field(() => LocalDate, { nullable: true, description: 'Only those on or after this date.' })
  from?: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'Only those on or before this date.' })
  to?: string | null;
}

@ArgsType()
export class InitiativesArgs extends PagingArgs {
  @Field(() => PillarEnum, { nullable: true, description: 'Only those under this pillar.' })
  pillar?: Pillar | null;
  @Field(() => String, { nullable: true, description: 'Only those on the element with this key.' })
  element?: string | null;
  @Field(() => String, { nullable: true, description: 'Only those of this organisational unit.' })
  unit?: string | null;
  @Field(() => PersonId, { nullable: true, description: 'Only those that this person owns today.' })
  ownerId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those without, or with, an owner today.' })
  unowned?: boolean | null;
  @Field(() => InitiativeStatusEnum, { nullable: true, description: 'Only those with this status.' })
  status?: InitiativeState['status'] | null;
}

@ArgsType()
export class MilestonesArgs extends PagingArgs {
  @Field(() => PillarEnum, { nullable: true, description: 'Only those under this pillar.' })
  pillar?: Pillar | null;
  @Field(() => PersonId, { nullable: true, description: 'Only those of initiatives that this person owns today.' })
  ownerId?: string | null;
  @Field(() => MilestoneStateEnum, { nullable: true, description: 'Only those in this state today.' })
  state?: MilestoneDisplayState | null;
  @Field(() => LocalDate, { nullable: true, description: 'Only those with a forecast on or after this date.' })
  forecastFrom?: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'Only those with a forecast on or before this date.' })
  forecastTo?: string | null;
}

@ArgsType()
export class DriftEpisodesArgs extends PagingArgs {
  @Field(() => DriftStateEnum, { nullable: true, description: 'Only those in this state.' })
  state?: 'OPEN' | 'CLOSED' | null;
  @Field(() => DriftKindEnum, { nullable: true, description: 'Only those of this kind.' })
  kind?: DriftKind | null;
  @Field(() => PillarEnum, { nullable: true, description: 'Only those of this pillar.' })
  pillar?: Pillar | null;
}

@ArgsType()
export class HistoryArgs {
  @Field(() => Int, { nullable: true, description: 'How many from the front, at most 100; 20 if neither first nor last is given.' })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'The cursor after which the page begins.' })
  after?: string | null;
  @Field(() => Int, { nullable: true, description: 'How many from the back, at most 100; not together with first.' })
  last?: number | null;
  @Field(() => String, { nullable: true, description: 'The cursor before which the page ends.' })
  before?: string | null;
  @Field(() => PersonId, { nullable: true, description: 'Only what this person did.' })
  actor?: string | null;
  @Field(() => [String], { nullable: true, description: 'Only events of these types, such as MilestoneAchieved.' })
  types?: string[] | null;
  @Field(() => UUID, { nullable: true, description: 'Only what concerns this initiative.' })
  initiativeId?: string | null;
  @Field(() => UUID, { nullable: true, description: 'Only what concerns this milestone.' })
  milestoneId?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Only what became known at or after this instant, or on this day or later.' })
  from?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Only what became known at or before this instant, or on this day or earlier.' })
  to?: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Only what was recorded at or after this instant, or on this day or later: an import records today what became known long ago.',
  })
  recordedFrom?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Only what was recorded at or before this instant, or on this day or earlier.' })
  recordedTo?: string | null;
}
