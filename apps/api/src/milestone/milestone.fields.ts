import type { MilestoneRef } from '#domain/initiative/events.js';
import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { RebaselineType } from '#read-models/initiatives/rebaseline.type.js';
import { BaselineVersionType, MilestoneType, RescheduleType, type Within } from '#read-models/milestones/milestone.type.js';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';

const initiativeOf = ({ doc, programState, sight }: Within): InitiativeType => new InitiativeType(doc, programState, sight);

async function blockerOf(ref: MilestoneRef | undefined, within: Within, context: RequestContext): Promise<MilestoneType | null> {
  if (!ref) return null;
  const initiative = await context.loaders.of(within.sight.reading).initiatives.load(ref.initiativeId);
  return initiative?.milestone(ref.milestoneId) ?? null;
}

@Resolver(() => MilestoneType)
export class MilestoneFields {
  @ResolveField(() => InitiativeType, { description: 'Its initiative.' })
  initiative(@Parent() { within }: MilestoneType): InitiativeType {
    return initiativeOf(within);
  }

  @ResolveField(() => MilestoneType, { nullable: true, description: 'The milestone that it waits for, as the last reschedule named it.' })
  blockedBy(@Parent() { blocker, within }: MilestoneType, @Context() context: RequestContext): Promise<MilestoneType | null> {
    return blockerOf(blocker, within, context);
  }
}

@Resolver(() => RescheduleType)
export class RescheduleFields {
  @ResolveField(() => MilestoneType, { nullable: true, description: 'The milestone that it waited for.' })
  blockedBy(@Parent() { blocker, within }: RescheduleType, @Context() context: RequestContext): Promise<MilestoneType | null> {
    return blockerOf(blocker, within, context);
  }
}

@Resolver(() => BaselineVersionType)
export class BaselineVersionFields {
  @ResolveField(() => RebaselineType, { nullable: true, description: 'The approved re-baseline that set it; null for the original.' })
  rebaseline(@Parent() { version, within }: BaselineVersionType): RebaselineType | null {
    const rebaseline = within.doc.rebaselines.find((one) => one.id === version.rebaselineId);
    return rebaseline ? new RebaselineType(initiativeOf(within), rebaseline) : null;
  }
}
