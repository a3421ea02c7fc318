import { OrderDirectionEnum } from '#read-models/schema/enums.js';
import { PersonId, UUID } from '#read-models/schema/scalars.js';
import type { HistoryFilter } from '#read-models/history/history.js';
import { ArgsType, Field, InputType } from '@nestjs/graphql';
import { EitherWayArgs } from '../graphql/paging.args.js';
import { InstantRangeInput, instantsAsked } from '../graphql/range.inputs.js';

@InputType('HistoryFilter', { description: 'Which events: those that fit every part that is given. Nothing fits an empty list.' })
export class HistoryFilterInput {
  @Field(() => [UUID], { nullable: true, description: 'Only those of these programs.' })
  programs?: string[] | null;
  @Field(() => [UUID], { nullable: true, description: 'Only what concerns these initiatives.' })
  initiatives?: string[] | null;
  @Field(() => UUID, { nullable: true, description: 'Only what concerns this milestone.' })
  milestoneId?: string | null;
  @Field(() => [PersonId], { nullable: true, description: 'Only what these people did.' })
  actors?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Only events of these types, such as MilestoneAchieved.' })
  types?: string[] | null;
  @Field(() => InstantRangeInput, { nullable: true, description: 'Only what became known in this range.' })
  occurred?: InstantRangeInput | null;
  @Field(() => InstantRangeInput, {
    nullable: true,
    description: 'Only what was recorded in this range: an import records today what became known long ago.',
  })
  recorded?: InstantRangeInput | null;
}

@ArgsType()
export class AllHistoryArgs extends EitherWayArgs {
  @Field(() => HistoryFilterInput, { nullable: true, description: 'Which events; all if omitted.' })
  filter?: HistoryFilterInput | null;
  @Field(() => OrderDirectionEnum, {
    nullable: true,
    defaultValue: 'ASC',
    description: 'ASC: first recorded first; DESC: last recorded first.',
  })
  direction?: 'ASC' | 'DESC' | null;
}

/** The filter that the read model understands. @param zone returns the time zone in which a date is a whole day */
export async function eventsAsked({ filter, direction }: AllHistoryArgs, zone: () => Promise<string>): Promise<HistoryFilter> {
  const { occurred, recorded, ...rest } = filter ?? {};
  const [known, stored] = [await instantsAsked(occurred, zone), await instantsAsked(recorded, zone)];
  return {
    ...rest,
    from: known?.from,
    to: known?.to,
    recordedFrom: stored?.from,
    recordedTo: stored?.to,
    descending: direction === 'DESC',
  };
}
