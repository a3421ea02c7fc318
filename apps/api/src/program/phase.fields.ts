import { PhaseType, pillarValues, PillarValuesType } from '#read-models/programs/phase.type.js';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';

@Resolver(() => PhaseType)
export class PhaseFields {
  @ResolveField(() => PillarValuesType, {
    nullable: true,
    description: 'The shares that the plan gives each pillar in this phase; null while it has no milestones.',
  })
  async planned(@Parent() { key, programState, sight }: PhaseType, @Context() context: RequestContext): Promise<PillarValuesType | null> {
    const shares = (await context.loaders.of(sight.reading).plannedShares.load(programState.id)).get(key);
    return shares ? pillarValues(shares) : null;
  }
}
