import { DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Commands } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { DriftEpisodePayload, EvaluationPayload } from '../commands/payload.types.js';
import { after } from '../commands/shown-after.js';
import { shownEvaluation } from '../graphql/loaders.js';
import { RequestContext } from '../graphql/request-context.js';
import { AcknowledgeDriftInput, EvaluateBalanceInput } from './drift.inputs.js';

@Resolver(() => DriftEpisodeType)
export class DriftMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => EvaluationPayload, { description: 'Evaluates the balance of a program at a date, as known then, and records it.' })
  async evaluateBalance(
    @Args('input', what('evaluateBalance')) input: EvaluateBalanceInput,
    @Context() context: RequestContext,
  ): Promise<EvaluationPayload> {
    const shows = ['programs', 'evaluations', 'journal'] as const;
    const { shown, ...answer } = await this.commands.perform('EvaluateBalance', input, context, shows);
    if (!shown) return { ...answer, evaluation: null, program: null };
    const { programs, reading } = context.loaders.live;
    const evaluation = await after(context, async () => {
      const on = await reading.evaluations.page({ programs: [input.programId], on: { from: input.on, to: input.on } }, null, { first: 1 });
      return on.edges[0] ? shownEvaluation(reading)(on.edges[0].node) : null;
    });
    return { ...answer, evaluation, program: await after(context, () => programs.load(input.programId)) };
  }

  @Mutation(() => DriftEpisodePayload, { description: 'Acknowledges a drift episode, with what is done about it.' })
  async acknowledgeDrift(
    @Args('input', what('acknowledgeDrift')) input: AcknowledgeDriftInput,
    @Context() context: RequestContext,
  ): Promise<DriftEpisodePayload> {
    const shows = ['programs', 'drift', 'journal'] as const;
    const { shown, ...answer } = await this.commands.perform('AcknowledgeDrift', input, context, shows);
    if (!shown) return { ...answer, driftEpisode: null };
    return { ...answer, driftEpisode: await after(context, () => context.loaders.live.episodes.load(input.episodeId)) };
  }
}
