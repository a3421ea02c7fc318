import { InitiativeConnectionType, InitiativeType } from '#read-models/initiatives/initiative.type.js';
import type { Connection } from '#read-models/schema/connection.js';
import { UUID } from '#read-models/schema/scalars.js';
import { Args, ArgsType, Context, Field, Query, Resolver } from '@nestjs/graphql';
import { EitherWayArgs, eitherWay, shownPage } from '../graphql/paging.args.js';
import { RequestContext } from '../graphql/request-context.js';
import { AllProgramsCutArgs } from '../graphql/all-programs-cut.args.js';
import { CutArgs } from '../program/program.args.js';
import { InitiativeFilterInput, InitiativeOrderInput, initiativesAsked } from './initiative-filter.input.js';

@ArgsType()
export class AllInitiativesArgs extends EitherWayArgs {
  @Field(() => InitiativeFilterInput, { nullable: true, description: 'Which initiatives; all if omitted.' })
  filter?: InitiativeFilterInput | null;
  @Field(() => InitiativeOrderInput, { nullable: true, description: 'The order; oldest first if omitted.' })
  orderBy?: InitiativeOrderInput | null;
}

@Resolver(() => InitiativeType)
export class InitiativeQueries {
  @Query(() => InitiativeType, { nullable: true, description: 'An initiative by its id.' })
  async initiative(
    @Args('id', { type: () => UUID, description: 'Its id.' }) id: string,
    @Args() cut: CutArgs,
    @Context() context: RequestContext,
  ): Promise<InitiativeType | null> {
    return (await context.at(cut, () => context.zoneOfInitiative(id))).initiatives.load(id);
  }

  @Query(() => InitiativeConnectionType, {
    description: 'Initiatives of all programs that the viewer may see, oldest first unless ordered otherwise.',
  })
  async initiatives(
    @Args() args: AllInitiativesArgs,
    @Args() cut: AllProgramsCutArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<InitiativeType>> {
    const loaders = await context.at(cut);
    const filter = { ...(await initiativesAsked(args.filter, context.usualZone)), among: await context.access.among() };
    const page = await loaders.reading.initiatives.page(filter, args.orderBy, eitherWay(args));
    const initiatives = await loaders.initiativesOf(page.edges.map(({ node }) => node));
    return shownPage(page, (_, i) => initiatives[i]!);
  }
}
