import { DriftEpisodeConnectionType, DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import { EvaluationConnectionType } from '#read-models/evaluations/evaluation.type.js';
import type { EvaluationType } from '#read-models/evaluations/evaluation.type.js';
import type { Connection } from '#read-models/schema/connection.js';
import { Args, ArgsType, Context, Field, Query, Resolver } from '@nestjs/graphql';
import { shownEvaluation } from '../graphql/loaders.js';
import { eitherWay, EitherWayArgs, shownPage } from '../graphql/paging.args.js';
import { RequestContext } from '../graphql/request-context.js';
import { AllProgramsCutArgs } from '../graphql/all-programs-cut.args.js';
import { DriftEpisodeFilterInput, DriftEpisodeOrderInput, EvaluationFilterInput, EvaluationOrderInput } from './drift-filter.inputs.js';

@ArgsType()
export class AllDriftEpisodesArgs extends EitherWayArgs {
  @Field(() => DriftEpisodeFilterInput, { nullable: true, description: 'Which episodes; all if omitted.' })
  filter?: DriftEpisodeFilterInput | null;
  @Field(() => DriftEpisodeOrderInput, { nullable: true, description: 'The order; opened earliest first if omitted.' })
  orderBy?: DriftEpisodeOrderInput | null;
}

@ArgsType()
export class AllEvaluationsArgs extends EitherWayArgs {
  @Field(() => EvaluationFilterInput, { nullable: true, description: 'Which evaluations; all if omitted.' })
  filter?: EvaluationFilterInput | null;
  @Field(() => EvaluationOrderInput, { nullable: true, description: 'The order; earliest date first if omitted.' })
  orderBy?: EvaluationOrderInput | null;
}

@Resolver(() => DriftEpisodeType)
export class DriftQueries {
  @Query(() => DriftEpisodeConnectionType, {
    description: 'Drift episodes of all programs that the viewer may see, by the date on which they opened unless ordered otherwise.',
  })
  async driftEpisodes(
    @Args() args: AllDriftEpisodesArgs,
    @Args() cut: AllProgramsCutArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<DriftEpisodeType>> {
    const loaders = await context.at(cut);
    const filter = { ...args.filter, among: await context.access.among() };
    const page = await loaders.reading.drift.page(filter, args.orderBy, eitherWay(args));
    const episodes = await loaders.episodesOf(page.edges.map(({ node }) => node));
    return shownPage(page, (_, i) => episodes[i]!);
  }

  @Query(() => EvaluationConnectionType, {
    description: 'Recorded evaluations of all programs that the viewer may see, by date unless ordered otherwise.',
  })
  async evaluations(
    @Args() args: AllEvaluationsArgs,
    @Args() cut: AllProgramsCutArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<EvaluationType>> {
    const { reading } = await context.at(cut);
    const filter = { ...args.filter, among: await context.access.among() };
    return shownPage(await reading.evaluations.page(filter, args.orderBy, eitherWay(args)), shownEvaluation(reading));
  }
}
