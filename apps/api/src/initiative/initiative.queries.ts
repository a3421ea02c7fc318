import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { UUID } from '#read-models/schema/scalars.js';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';
import { CutArgs } from '../program/program.args.js';

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
}
