import { withLists } from '#read-models/milestones/milestone-filter.js';
import { MilestoneConnectionType, MilestoneType } from '#read-models/milestones/milestone.type.js';
import type { Connection } from '#read-models/schema/connection.js';
import { UUID } from '#read-models/schema/scalars.js';
import { Args, ArgsType, Context, Field, Query, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';
import { CutArgs, MilestonesArgs } from '../program/program.args.js';
import { shownMilestones } from './shown-milestones.js';

@ArgsType()
export class AllMilestonesArgs extends MilestonesArgs {
  @Field(() => UUID, { nullable: true, description: 'Only those of this program.' })
  programId?: string | null;
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

  @Query(() => MilestoneConnectionType, { description: 'Milestones of all programs that the viewer may see, soonest forecast first.' })
  async milestones(@Args() args: AllMilestonesArgs, @Context() context: RequestContext): Promise<Connection<MilestoneType>> {
    return shownMilestones(context.loaders.live, { ...withLists(args), among: await context.access.among() }, null, args);
  }
}
