import { launchUnder } from '#application/permitted/examples.js';
import { PILLARS, type Pillar } from '#domain/pillars.js';
import { driftOf } from '#read-models/drift/drift-episode.js';
import { DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { RebaselineType } from '#read-models/initiatives/rebaseline.type.js';
import { MilestoneType } from '#read-models/milestones/milestone.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { PillarEnum } from '#read-models/schema/enums.js';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';
import {
  askerOf,
  DriftEpisodeViewerCan,
  InitiativeViewerCan,
  MilestoneViewerCan,
  ProgramViewerCan,
  RebaselineViewerCan,
} from './viewer-can.js';

const CAN = 'What the viewer could do now.';

@Resolver(() => ProgramType)
export class ProgramPermissions {
  @ResolveField(() => ProgramViewerCan, { description: CAN })
  viewerCan(@Parent() { state, sight }: ProgramType, @Context() { principal }: RequestContext): object {
    return new ProgramViewerCan(state, sight.today, askerOf(principal, sight, { program: state }));
  }

  @ResolveField(() => [PillarEnum], { description: 'The pillars under which the viewer could launch an initiative now.' })
  viewerCanLaunchUnder(@Parent() { state, sight }: ProgramType, @Context() { principal }: RequestContext): Pillar[] {
    const ask = askerOf(principal, sight, { program: state });
    return PILLARS.filter((pillar) => ask([launchUnder(state, pillar)]));
  }
}

@Resolver(() => InitiativeType)
export class InitiativePermissions {
  @ResolveField(() => InitiativeViewerCan, { description: CAN })
  viewerCan(@Parent() { doc, programState, sight }: InitiativeType, @Context() { principal }: RequestContext): object {
    return new InitiativeViewerCan(doc, sight.today, askerOf(principal, sight, { program: programState, initiative: doc }));
  }
}

@Resolver(() => MilestoneType)
export class MilestonePermissions {
  @ResolveField(() => MilestoneViewerCan, { description: CAN })
  viewerCan(@Parent() { doc: milestone, within }: MilestoneType, @Context() { principal }: RequestContext): object {
    const { doc: initiative, programState: program, sight } = within;
    return new MilestoneViewerCan({ initiative, milestone }, sight.today, askerOf(principal, sight, { program, initiative }));
  }
}

@Resolver(() => RebaselineType)
export class RebaselinePermissions {
  @ResolveField(() => RebaselineViewerCan, { description: CAN })
  viewerCan(@Parent() { proposal: rebaseline, within }: RebaselineType, @Context() { principal }: RequestContext): object {
    const { doc: initiative, programState: program, sight } = within;
    return new RebaselineViewerCan({ initiative, rebaseline }, sight.today, askerOf(principal, sight, { program, initiative }));
  }
}

@Resolver(() => DriftEpisodeType)
export class DriftEpisodePermissions {
  @ResolveField(() => DriftEpisodeViewerCan, { description: CAN })
  async viewerCan(@Parent() { doc, sight }: DriftEpisodeType, @Context() { principal, loaders }: RequestContext): Promise<object> {
    const program = await loaders.of(sight.reading).programs.load(doc.programId);
    if (!program) throw new Error(`drift episode ${doc.id} without its program`);
    const at = { program: program.state, drift: driftOf(doc) };
    return new DriftEpisodeViewerCan({ programId: doc.programId, episodeId: doc.id }, sight.today, askerOf(principal, sight, at));
  }
}
