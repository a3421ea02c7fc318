import type { Pillar } from '#domain/pillars.js';
import { both, withLists } from '#read-models/milestones/milestone-filter.js';
import type { MilestoneDisplayState } from '#read-models/milestones/milestone-view.js';
import { MilestoneConnectionType, MilestoneType } from '#read-models/milestones/milestone.type.js';
import type { Connection } from '#read-models/schema/connection.js';
import { deprecated } from '#read-models/schema/deprecated.js';
import { MilestoneStateEnum, PillarEnum } from '#read-models/schema/enums.js';
import { LocalDate, PersonId, UUID } from '#read-models/schema/scalars.js';
import { Args, ArgsType, Context, Field, Query, Resolver } from '@nestjs/graphql';
import { EitherWayArgs, eitherWay } from '../graphql/paging.args.js';
import { RequestContext } from '../graphql/request-context.js';
import { AllProgramsCutArgs } from '../graphql/all-programs-cut.args.js';
import { CutArgs } from '../program/program.args.js';
import { MilestoneFilterInput, MilestoneOrderInput, milestonesAsked } from './milestone-filter.input.js';
import { shownMilestones } from './shown-milestones.js';

const instead = (part: string): string => deprecated('2026-11-28', `Use filter.${part}.`);

@ArgsType()
export class AllMilestonesArgs extends EitherWayArgs {
  @Field(() => MilestoneFilterInput, { nullable: true, description: 'Which milestones; all if omitted.' })
  filter?: MilestoneFilterInput | null;
  @Field(() => MilestoneOrderInput, { nullable: true, description: 'The order; soonest forecast first if omitted.' })
  orderBy?: MilestoneOrderInput | null;
  @Field(() => UUID, { nullable: true, description: 'Only those of this program.', deprecationReason: instead('programs') })
  programId?: string | null;
  @Field(() => PillarEnum, { nullable: true, description: 'Only those under this pillar.', deprecationReason: instead('pillars') })
  pillar?: Pillar | null;
  @Field(() => PersonId, {
    nullable: true,
    description: 'Only those of initiatives that this person owns today.',
    deprecationReason: instead('owners'),
  })
  ownerId?: string | null;
  @Field(() => MilestoneStateEnum, { nullable: true, description: 'Only those in this state today.', deprecationReason: instead('states') })
  state?: MilestoneDisplayState | null;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'Only those with a forecast on or after this date.',
    deprecationReason: instead('forecast'),
  })
  forecastFrom?: string | null;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'Only those with a forecast on or before this date.',
    deprecationReason: instead('forecast'),
  })
  forecastTo?: string | null;
}

@Resolver(() => MilestoneType)
export class MilestoneQueries {
  @Query(() => MilestoneType, { nullable: true, description: 'A milestone by its initiative and its id within it.' })
  async milestone(
    @Args('initiativeId', { type: () => UUID, description: 'Its initiative.' }) initiativeId: string,
    @Args('id', { type: () => UUID, description: 'Its id within the initiative.' }) id: string,
    @Args() cut: CutArgs,
    @Context() context: RequestContext,
  ): Promise<MilestoneType | null> {
    const loaders = await context.at(cut, () => context.zoneOfInitiative(initiativeId));
    const initiative = await loaders.initiatives.load(initiativeId);
    return initiative?.milestone(id) ?? null;
  }

  @Query(() => MilestoneConnectionType, {
    description: 'Milestones of all programs that the viewer may see, soonest forecast first unless ordered otherwise.',
  })
  async milestones(
    @Args() args: AllMilestonesArgs,
    @Args() cut: AllProgramsCutArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<MilestoneType>> {
    const loaders = await context.at(cut);
    const filter = { ...both(await milestonesAsked(args.filter, context.usualZone), withLists(args)), among: await context.access.among() };
    return shownMilestones(loaders, filter, args.orderBy, eitherWay(args));
  }
}
