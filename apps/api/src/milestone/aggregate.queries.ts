import type { WorkloadGroup } from '#read-models/aggregates/aggregates.js';
import {
  MilestoneCountType,
  MilestoneGroupEnum,
  shownCount,
  shownWorkload,
  SlipSummaryType,
  WorkloadGroupEnum,
  WorkloadType,
} from '#read-models/aggregates/aggregates.type.js';
import type { MilestoneGroup } from '#read-models/aggregates/milestone-groups.js';
import type { MilestoneListFilter } from '#read-models/milestones/milestone-filter.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import type { Reading } from '#read-models/readings.js';
import { Args, ArgsType, Context, Field, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';
import { AllProgramsCutArgs } from '../graphql/all-programs-cut.args.js';
import { MilestoneFilterInput, milestonesAsked } from './milestone-filter.input.js';

@ArgsType()
class AggregateArgs extends AllProgramsCutArgs {
  @Field(() => MilestoneFilterInput, { nullable: true, description: 'Which milestones; all if omitted.' })
  filter?: MilestoneFilterInput | null;
}

/** Sums over the milestones of all programs that the viewer may see. */
@Resolver(() => MilestoneCountType)
export class AggregateQueries {
  @Query(() => [MilestoneCountType], {
    description:
      'Counts milestones of all programs that the viewer may see, by every combination of values that occurs; at most 10,000. Without groups: one count.',
  })
  async milestoneCounts(
    @Args() args: AggregateArgs,
    @Args('groupBy', { type: () => [MilestoneGroupEnum], description: 'What to count by; the counts come in this order.' })
    groupBy: MilestoneGroup[],
    @Context() context: RequestContext,
  ): Promise<MilestoneCountType[]> {
    const { reading, filter } = await asked(args, context);
    const groups = [...new Set(groupBy)];
    return (await reading.aggregates.milestoneCounts(filter, groups)).map((count) => shownCount(count, groups, reading));
  }

  @Query(() => SlipSummaryType, {
    description:
      'How far milestones of all programs that the viewer may see slip, and why their forecasts were moved. Withdrawn ones count only if `filter.states` names DESCOPED.',
  })
  async slipSummary(@Args() args: AggregateArgs, @Context() context: RequestContext): Promise<SlipSummaryType> {
    const { reading, filter } = await asked(args, context);
    return reading.aggregates.slipSummary(filter);
  }

  @Query(() => [WorkloadType], {
    description: 'Who has how many open milestones, in all programs that the viewer may see; most open ones first.',
  })
  async workload(
    @Args() args: AggregateArgs,
    @Args('by', { type: () => WorkloadGroupEnum, defaultValue: 'OWNER', description: 'Whose they are.' }) by: WorkloadGroup,
    @Context() context: RequestContext,
  ): Promise<WorkloadType[]> {
    const { reading, filter } = await asked(args, context);
    return (await reading.aggregates.workload(filter, by)).map((load) => shownWorkload(load, by));
  }

  @ResolveField(() => ProgramType, { nullable: true, description: 'The program, if counted by program.' })
  async program(@Parent() { programId, reading }: MilestoneCountType, @Context() context: RequestContext): Promise<ProgramType | null> {
    return programId === null ? null : context.loaders.of(reading).programs.load(programId);
  }
}

interface Asked {
  readonly reading: Reading;
  readonly filter: MilestoneListFilter;
}

/** The filter within what the viewer may see. The answer takes several statements, and other work gets its turn between them. */
async function asked(args: AggregateArgs, context: RequestContext): Promise<Asked> {
  context.isLong = true;
  const { reading } = await context.at(args);
  return { reading, filter: { ...(await milestonesAsked(args.filter, context.usualZone)), among: await context.access.among() } };
}
