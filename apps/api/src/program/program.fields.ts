import { BalanceType, shownBalance, shownOutlook } from '#read-models/balance/balance.type.js';
import { LEVERAGE } from '#read-models/balance/balances.js';
import { LeverageType } from '#read-models/balance/leverage.type.js';
import type { DriftFilter } from '#read-models/drift/drift.js';
import { DriftEpisodeConnectionType, DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import { EvaluationConnectionType, EvaluationType } from '#read-models/evaluations/evaluation.type.js';
import { HistoryConnectionType, type HistoryEntryType } from '#read-models/history/history-entry.type.js';
import { inLists } from '#read-models/initiatives/initiative-filter.js';
import { InitiativeConnectionType, InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { RebaselineType } from '#read-models/initiatives/rebaseline.type.js';
import { withLists } from '#read-models/milestones/milestone-filter.js';
import { MilestoneConnectionType, MilestoneType } from '#read-models/milestones/milestone.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import type { Connection } from '#read-models/schema/connection.js';
import { LocalDate } from '#read-models/schema/scalars.js';
import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { shownEvaluation } from '../graphql/loaders.js';
import { shownPage } from '../graphql/paging.args.js';
import { fromInstant, toInstant } from '../graphql/whole-days.js';
import { shownHistory } from '../history/shown-history.js';
import { RequestContext } from '../graphql/request-context.js';
import { shownMilestones } from '../milestone/shown-milestones.js';
import {
  BalanceArgs,
  DriftEpisodesArgs,
  EvaluationsArgs,
  HistoryArgs,
  InitiativesArgs,
  MilestonesArgs,
  TimelineArgs,
} from './program.args.js';

/** The fields that lead from a program to other objects, all at the program's as-of point. */
@Resolver(() => ProgramType)
export class ProgramFields {
  @ResolveField(() => BalanceType, {
    nullable: true,
    description:
      'The balance on a date; null before the start, and after the closing day of a closed program. By default as known now: with all that became known since, unlike `balanceTimeline`, whose default is what was known then.',
  })
  async balance(@Parent() { id, sight }: ProgramType, @Args() { on, perspective }: BalanceArgs): Promise<BalanceType | null> {
    const { balances } = sight.reading;
    const known = perspective ?? 'AS_KNOWN_NOW';
    const balance = await balances.on(id, on, known);
    return balance && shownBalance(balance, () => balances.lateWork(id, balance.on, known));
  }

  @ResolveField(() => BalanceType, {
    nullable: true,
    description:
      'Where today’s forecasts lead: the balance on a date if every open milestone is achieved on its forecast, where that is not past, and every phase is entered by plan. Nothing is recorded; null while the program is closed.',
  })
  async balanceOutlook(
    @Parent() { id, sight }: ProgramType,
    @Args('to', { type: () => LocalDate, description: 'The date: today or later.' }) to: string,
  ): Promise<BalanceType | null> {
    const balance = await sight.reading.balances.outlook(id, to);
    return balance && shownOutlook(balance);
  }

  @ResolveField(() => [LeverageType], {
    description:
      'What helps most: the open milestones whose achievement today would raise D most, as known now; then those that make their pillar less behind, then those that make its due work less late. Each is judged by itself. Milestones that would lower D, or that are neither late nor would raise it, are left out: the list may be empty. For a program of the past, today is the day of `asOf`.',
  })
  async leverage(
    @Parent() { id, sight }: ProgramType,
    @Args('first', { type: () => Int, nullable: true, defaultValue: LEVERAGE, description: 'How many, at most 100.' })
    first: number | null,
    @Context() context: RequestContext,
  ): Promise<LeverageType[]> {
    const found = await sight.reading.balances.leverage(id, first);
    const initiatives = await context.loaders.of(sight.reading).initiatives.loadMany(found.map(({ initiativeId }) => initiativeId));
    return found.map(({ milestoneId, pillar, d, behindDays, lateDays }, i) => {
      const initiative = initiatives[i];
      if (initiative instanceof Error) throw initiative;
      const milestone = initiative?.milestone(milestoneId);
      if (!milestone) throw new Error(`a milestone was found and is not there: ${milestoneId}`);
      return { milestone, pillar, d, behindDays, lateDays };
    });
  }

  @ResolveField(() => [BalanceType], {
    description:
      'The balance at `from`, then at each step up to `to`; dates without a balance are left out. At most 1,000 dates. By default as known then: with what was known on each date, unlike `balance`, whose default is what is known now.',
  })
  async balanceTimeline(@Parent() { id, sight }: ProgramType, @Args() args: TimelineArgs): Promise<BalanceType[]> {
    const { from, to } = args;
    const question = { programId: id, from, to, every: args.every ?? 'WEEK', perspective: args.perspective ?? 'AS_KNOWN_THEN' } as const;
    return (await sight.reading.balances.timeline(question)).map((balance) => shownBalance(balance));
  }

  @ResolveField(() => EvaluationType, { nullable: true, description: 'The last recorded evaluation.' })
  lastEvaluation(@Parent() { id, sight }: ProgramType, @Context() context: RequestContext): Promise<EvaluationType | null> {
    return context.loaders.of(sight.reading).lastEvaluations.load(id);
  }

  @ResolveField(() => EvaluationConnectionType, { description: 'The recorded evaluations, by date.' })
  async evaluations(@Parent() { id, sight }: ProgramType, @Args() args: EvaluationsArgs): Promise<Connection<EvaluationType>> {
    const page = await sight.reading.evaluations.page({ programs: [id], on: { from: args.from, to: args.to } }, null, args);
    return shownPage(page, shownEvaluation(sight.reading));
  }

  @ResolveField(() => InitiativeConnectionType, { description: 'The initiatives, oldest first.' })
  async initiatives(@Parent() { id, state, sight }: ProgramType, @Args() args: InitiativesArgs): Promise<Connection<InitiativeType>> {
    const page = await sight.reading.initiatives.page(inLists({ ...args, programId: id }), null, args);
    return shownPage(page, (initiative) => new InitiativeType(initiative, state, sight));
  }

  @ResolveField(() => MilestoneConnectionType, { description: 'The milestones of all initiatives, soonest forecast first.' })
  async milestones(
    @Parent() { id, sight }: ProgramType,
    @Args() args: MilestonesArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<MilestoneType>> {
    return shownMilestones(context.loaders.of(sight.reading), withLists({ ...args, programId: id }), null, args);
  }

  @ResolveField(() => DriftEpisodeConnectionType, { description: 'The drift episodes, by the date on which they opened.' })
  async driftEpisodes(@Parent() { id, sight }: ProgramType, @Args() args: DriftEpisodesArgs): Promise<Connection<DriftEpisodeType>> {
    const page = await sight.reading.drift.page(episodesOf(id, args), null, args);
    return shownPage(page, (episode) => new DriftEpisodeType(episode, sight));
  }

  @ResolveField(() => [RebaselineType], { description: 'The re-baselines that wait for a second person, oldest first.' })
  async pendingRebaselines(@Parent() { id, state, sight }: ProgramType, @Context() context: RequestContext): Promise<RebaselineType[]> {
    const pending = (await context.loaders.of(sight.reading).pendingRebaselines.load(id)) ?? [];
    return pending.map(({ initiative, rebaseline }) => new RebaselineType(new InitiativeType(initiative, state, sight), rebaseline));
  }

  @ResolveField(() => HistoryConnectionType, { description: 'What happened, by the instant at which it became known.' })
  async history(
    @Parent() { id, timeZone, sight }: ProgramType,
    @Args() args: HistoryArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<HistoryEntryType>> {
    // A page may have megabytes, so other work runs before the next one.
    context.isLong = true;
    const between = {
      from: fromInstant(args.from, timeZone),
      to: toInstant(args.to, timeZone),
      recordedFrom: fromInstant(args.recordedFrom, timeZone),
      recordedTo: toInstant(args.recordedTo, timeZone),
    };
    const page = await sight.reading.history.page(
      { ...args, ...between, actors: args.actor == null ? null : [args.actor], programId: id },
      args,
    );
    return shownHistory(page, sight.reading, context);
  }
}

const episodesOf = (programId: string, { state, kind, pillar }: DriftEpisodesArgs): DriftFilter => ({
  programs: [programId],
  states: state && [state],
  kinds: kind && [kind],
  pillars: pillar && [pillar],
});
