import {
  BalanceSeriesRowType,
  PortfolioProgramType,
  PortfolioTimelineType,
  shownPortfolioTimeline,
  shownRow,
} from '#read-models/portfolio/portfolio.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { ReadingLoaders } from '../graphql/loaders.js';
import { RequestContext } from '../graphql/request-context.js';
import { BalanceSeriesArgs, PortfolioArgs, PortfolioTimelineArgs } from './portfolio.args.js';

/** Questions about all programs that the viewer may see, and the flat form of a program's balance. */
@Resolver(() => PortfolioProgramType)
export class PortfolioQueries {
  @Query(() => [PortfolioProgramType], {
    description:
      'How each program that the viewer may see stands: its balance, trend, open drift, next gate and loose ends. Oldest charter first.',
  })
  async portfolio(@Args() args: PortfolioArgs, @Context() context: RequestContext): Promise<PortfolioProgramType[]> {
    const { reading } = await loadersOf(args, context);
    const ids = await reading.portfolio.programIds({
      among: await among(args, context),
      status: args.status,
      hasOpenDrift: args.hasOpenDrift,
    });
    return (await reading.portfolio.rows(ids, args.perspective ?? 'AS_KNOWN_NOW')).map((row) => shownRow(row, reading));
  }

  @Query(() => PortfolioTimelineType, {
    description:
      'The balances of all programs that the viewer may see on the same dates: `from`, then each step up to `to`. At most 1,000 dates and 100,000 balances.',
  })
  async portfolioTimeline(@Args() args: PortfolioTimelineArgs, @Context() context: RequestContext): Promise<PortfolioTimelineType> {
    const { reading } = await loadersOf(args, context);
    const ids = await reading.portfolio.programIds({
      among: await among(args, context),
      status: args.status,
      hasOpenDrift: args.hasOpenDrift,
    });
    return shownPortfolioTimeline(await reading.portfolio.timeline(ids, stepsOf(args)));
  }

  @Query(() => [BalanceSeriesRowType], {
    description:
      'The balance of a program as a flat table: a row for each pillar at `from`, then at each step up to `to`; dates without a balance are left out. At most 1,000 dates.',
  })
  async balanceSeries(@Args() args: BalanceSeriesArgs, @Context() context: RequestContext): Promise<readonly BalanceSeriesRowType[]> {
    const { programId } = args;
    if (!(await context.access.sees(programId))) return [];
    const { reading } = await context.at(args, () => context.zoneOfProgram(programId));
    return reading.portfolio.series({ programId, ...stepsOf(args) });
  }

  @ResolveField(() => ProgramType, { description: 'The program itself, at the same as-of point.' })
  program(@Parent() { programId, reading }: PortfolioProgramType, @Context() context: RequestContext): Promise<ProgramType | null> {
    return context.loaders.of(reading).programs.load(programId);
  }
}

/** Loads by the as-of point; the answer is about many programs, so other work gets its turn between its steps. */
function loadersOf(args: PortfolioArgs | PortfolioTimelineArgs, context: RequestContext): Promise<ReadingLoaders> {
  context.isLong = true;
  return context.at(args);
}

/** The ids of the chosen programs that the viewer may see today; undefined: all programs. */
const among = ({ programs }: PortfolioArgs | PortfolioTimelineArgs, { access }: RequestContext): Promise<readonly string[] | undefined> =>
  programs ? access.seenAmong(programs) : access.among();

const stepsOf = ({ from, to, every, perspective }: PortfolioTimelineArgs | BalanceSeriesArgs) =>
  ({ from, to, every: every ?? 'WEEK', perspective: perspective ?? 'AS_KNOWN_THEN' }) as const;
