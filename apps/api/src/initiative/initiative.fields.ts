import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { RebaselineChangeType, RebaselineType } from '#read-models/initiatives/rebaseline.type.js';
import { MilestoneType } from '#read-models/milestones/milestone.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';

@Resolver(() => InitiativeType)
export class InitiativeFields {
  @ResolveField(() => ProgramType, { description: 'Its program.' })
  program(@Parent() { programState, sight }: InitiativeType): ProgramType {
    return new ProgramType(programState, sight);
  }
}

@Resolver(() => RebaselineType)
export class RebaselineFields {
  @ResolveField(() => InitiativeType, { description: 'The initiative that it is about.' })
  initiative(@Parent() { within }: RebaselineType): InitiativeType {
    return within;
  }
}

@Resolver(() => RebaselineChangeType)
export class RebaselineChangeFields {
  @ResolveField(() => MilestoneType, { description: 'The milestone.' })
  milestone(@Parent() { initiative, milestoneId }: RebaselineChangeType): MilestoneType | null {
    return initiative.milestone(milestoneId);
  }
}
