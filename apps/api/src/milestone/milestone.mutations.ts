import { MilestoneType } from '#read-models/milestones/milestone.type.js';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Commands, type CommandSent } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { MilestonePayload } from '../commands/payload.types.js';
import { initiativeAfter, INITIATIVE_VIEWS } from '../commands/shown-after.js';
import { RequestContext } from '../graphql/request-context.js';
import {
  AchieveMilestoneInput,
  ConfirmForecastInput,
  DescopeMilestoneInput,
  PlanMilestoneInput,
  ReopenMilestoneInput,
  RescheduleMilestoneInput,
  RestoreMilestoneInput,
  RetitleMilestoneInput,
  ReweighMilestoneInput,
} from './milestone.inputs.js';

@Resolver(() => MilestoneType)
export class MilestoneMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => MilestonePayload, { description: 'Plans a milestone.' })
  planMilestone(
    @Args('input', what('planMilestone')) input: PlanMilestoneInput,
    @Context() context: RequestContext,
  ): Promise<MilestonePayload> {
    return this.perform('PlanMilestone', input, context);
  }

  @Mutation(() => MilestonePayload, { description: 'Changes the title of a milestone.' })
  retitleMilestone(
    @Args('input', what('retitleMilestone')) input: RetitleMilestoneInput,
    @Context() context: RequestContext,
  ): Promise<MilestonePayload> {
    return this.perform('RetitleMilestone', input, context);
  }

  @Mutation(() => MilestonePayload, { description: 'Changes the weight of a milestone.' })
  reweighMilestone(
    @Args('input', what('reweighMilestone')) input: ReweighMilestoneInput,
    @Context() context: RequestContext,
  ): Promise<MilestonePayload> {
    return this.perform('ReweighMilestone', input, context);
  }

  @Mutation(() => MilestonePayload, { description: 'Moves the forecast of a milestone, with a reason.' })
  rescheduleMilestone(
    @Args('input', what('rescheduleMilestone')) input: RescheduleMilestoneInput,
    @Context() context: RequestContext,
  ): Promise<MilestonePayload> {
    return this.perform('RescheduleMilestone', input, context);
  }

  @Mutation(() => MilestonePayload, { description: 'Says that a milestone is still on track.' })
  confirmForecast(
    @Args('input', what('confirmForecast')) input: ConfirmForecastInput,
    @Context() context: RequestContext,
  ): Promise<MilestonePayload> {
    return this.perform('ConfirmForecast', input, context);
  }

  @Mutation(() => MilestonePayload, { description: 'Achieves a milestone.' })
  achieveMilestone(
    @Args('input', what('achieveMilestone')) input: AchieveMilestoneInput,
    @Context() context: RequestContext,
  ): Promise<MilestonePayload> {
    return this.perform('AchieveMilestone', input, context);
  }

  @Mutation(() => MilestonePayload, { description: 'Takes an achievement back.' })
  reopenMilestone(
    @Args('input', what('reopenMilestone')) input: ReopenMilestoneInput,
    @Context() context: RequestContext,
  ): Promise<MilestonePayload> {
    return this.perform('ReopenMilestone', input, context);
  }

  @Mutation(() => MilestonePayload, { description: 'Withdraws a milestone.' })
  descopeMilestone(
    @Args('input', what('descopeMilestone')) input: DescopeMilestoneInput,
    @Context() context: RequestContext,
  ): Promise<MilestonePayload> {
    return this.perform('DescopeMilestone', input, context);
  }

  @Mutation(() => MilestonePayload, { description: 'Brings a withdrawn milestone back.' })
  restoreMilestone(
    @Args('input', what('restoreMilestone')) input: RestoreMilestoneInput,
    @Context() context: RequestContext,
  ): Promise<MilestonePayload> {
    return this.perform('RestoreMilestone', input, context);
  }

  private async perform(type: string, input: CommandSent, context: RequestContext): Promise<MilestonePayload> {
    const { shown, ...answer } = await this.commands.perform(type, input, context, INITIATIVE_VIEWS);
    const initiative = await initiativeAfter(shown, context);
    const id = shown?.['milestoneId'] ?? shown?.['id'];
    return { ...answer, initiative, milestone: initiative?.milestone(id as string) ?? null };
  }
}
