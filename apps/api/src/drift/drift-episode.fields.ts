import { DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import { leftOpen, policyNow } from '#read-models/drift/drift-episode.js';
import { EvaluationType } from '#read-models/evaluations/evaluation.type.js';
import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { DriftPolicyType } from '#read-models/programs/drift-policy.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { Context, Float, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ReadingLoaders } from '../graphql/loaders.js';
import { RequestContext } from '../graphql/request-context.js';

const loadersOf = (episode: DriftEpisodeType, context: RequestContext): ReadingLoaders => context.loaders.of(episode.sight.reading);

async function programOf(episode: DriftEpisodeType, context: RequestContext): Promise<ProgramType> {
  const program = await loadersOf(episode, context).programs.load(episode.doc.programId);
  if (!program) throw new Error(`drift episode ${episode.id} without its program`);
  return program;
}

@Resolver(() => DriftEpisodeType)
export class DriftEpisodeFields {
  @ResolveField(() => ProgramType, { description: 'The program.' })
  program(@Parent() episode: DriftEpisodeType, @Context() context: RequestContext): Promise<ProgramType> {
    return programOf(episode, context);
  }

  @ResolveField(() => Float, { description: 'The largest smoothed signal of the evaluations from its first evidence to its close.' })
  peak(@Parent() episode: DriftEpisodeType, @Context() context: RequestContext): Promise<number> {
    return loadersOf(episode, context).peaks.load(episode.doc);
  }

  @ResolveField(() => DriftPolicyType, { description: 'The policy at its close, or today.' })
  async policyNow(@Parent() episode: DriftEpisodeType, @Context() context: RequestContext): Promise<DriftPolicyType> {
    return policyNow(episode.doc, (await programOf(episode, context)).state);
  }

  @ResolveField(() => Boolean, { description: 'Whether it is open but its program was closed: then it does not count as open drift.' })
  async programClosed(@Parent() episode: DriftEpisodeType, @Context() context: RequestContext): Promise<boolean> {
    return leftOpen(episode.doc, (await programOf(episode, context)).state);
  }

  @ResolveField(() => [EvaluationType], { description: 'The evaluations that opened it, and those that closed it.' })
  async evidence(@Parent() episode: DriftEpisodeType, @Context() context: RequestContext): Promise<EvaluationType[]> {
    const found = await loadersOf(episode, context).evaluations.loadMany(episode.doc.evidence);
    return found.flatMap((evaluation) => {
      if (evaluation instanceof Error) throw evaluation;
      return evaluation ? [evaluation] : [];
    });
  }

  @ResolveField(() => InitiativeType, { nullable: true, description: 'The initiative that is to correct it.' })
  async correctiveInitiative(@Parent() episode: DriftEpisodeType, @Context() context: RequestContext): Promise<InitiativeType | null> {
    const id = episode.doc.correctiveInitiativeId;
    return id === undefined ? null : loadersOf(episode, context).initiatives.load(id);
  }
}
