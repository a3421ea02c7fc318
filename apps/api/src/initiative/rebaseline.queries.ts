import type { Rebaseline } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import { RebaselineConnectionType, RebaselineType } from '#read-models/initiatives/rebaseline.type.js';
import type { RebaselineFilter, RebaselineOrderField } from '#read-models/initiatives/rebaselines.js';
import type { Connection } from '#read-models/schema/connection.js';
import { PillarEnum, RebaselineOrderFieldEnum, RebaselineStateEnum } from '#read-models/schema/enums.js';
import { PersonId, UUID } from '#read-models/schema/scalars.js';
import { Args, ArgsType, Context, Field, InputType, Query, Resolver } from '@nestjs/graphql';
import { eitherWay, EitherWayArgs, shownPage } from '../graphql/paging.args.js';
import { InstantRangeInput, instantsAsked, OrderInput } from '../graphql/range.inputs.js';
import { RequestContext } from '../graphql/request-context.js';
import { AllProgramsCutArgs } from '../graphql/all-programs-cut.args.js';

@InputType('RebaselineFilter', { description: 'Which re-baselines: those that fit every part that is given. Nothing fits an empty list.' })
export class RebaselineFilterInput {
  @Field(() => [UUID], { nullable: true, description: 'Only those of these programs.' })
  programs?: string[] | null;
  @Field(() => [UUID], { nullable: true, description: 'Only those of these initiatives.' })
  initiatives?: string[] | null;
  @Field(() => [PillarEnum], { nullable: true, description: 'Only those of initiatives under these pillars.' })
  pillars?: Pillar[] | null;
  @Field(() => [RebaselineStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  states?: Rebaseline['state'][] | null;
  @Field(() => [PersonId], { nullable: true, description: 'Only those that one of these people proposed.' })
  proposers?: string[] | null;
  @Field(() => [PersonId], { nullable: true, description: 'Only those that one of these people approved or rejected.' })
  deciders?: string[] | null;
  @Field(() => InstantRangeInput, { nullable: true, description: 'Only those proposed in this range.' })
  proposed?: InstantRangeInput | null;
  @Field(() => InstantRangeInput, { nullable: true, description: 'Only those approved or rejected in this range.' })
  decided?: InstantRangeInput | null;
}

@InputType('RebaselineOrder', { description: 'An order of re-baselines.' })
export class RebaselineOrderInput extends OrderInput {
  @Field(() => RebaselineOrderFieldEnum, { description: 'The value to sort by.' })
  field!: RebaselineOrderField;
}

@ArgsType()
export class AllRebaselinesArgs extends EitherWayArgs {
  @Field(() => RebaselineFilterInput, { nullable: true, description: 'Which re-baselines; all if omitted.' })
  filter?: RebaselineFilterInput | null;
  @Field(() => RebaselineOrderInput, { nullable: true, description: 'The order; oldest proposal first if omitted.' })
  orderBy?: RebaselineOrderInput | null;
}

@Resolver(() => RebaselineType)
export class RebaselineQueries {
  @Query(() => RebaselineConnectionType, {
    description: 'Re-baselines of all programs that the viewer may see, oldest proposal first unless ordered otherwise.',
  })
  async rebaselines(
    @Args() args: AllRebaselinesArgs,
    @Args() cut: AllProgramsCutArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<RebaselineType>> {
    const loaders = await context.at(cut);
    const filter = { ...(await filterOf(args.filter, context.usualZone)), among: await context.access.among() };
    const page = await loaders.reading.rebaselines.page(filter, args.orderBy, eitherWay(args));
    const initiatives = await loaders.initiativesOf(page.edges.map(({ node }) => node.initiative));
    return shownPage(page, ({ rebaseline }, i) => new RebaselineType(initiatives[i]!, rebaseline));
  }
}

/** The filter that the read model understands. */
const filterOf = async (filter: RebaselineFilterInput | null | undefined, zone: () => Promise<string>): Promise<RebaselineFilter> => ({
  ...filter,
  proposed: await instantsAsked(filter?.proposed, zone),
  decided: await instantsAsked(filter?.decided, zone),
});
