import { MilestoneType } from '#read-models/milestones/milestone.type.js';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Commands } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { MilestonesPayload } from '../commands/payload.types.js';
import { initiativeAfter, INITIATIVE_VIEWS } from '../commands/shown-after.js';
import { RequestContext } from '../graphql/request-context.js';
import { UpdateMilestonesInput } from './update-milestones.input.js';

interface Named {
  readonly plan?: readonly { readonly id: string }[];
  readonly reschedule?: readonly { readonly milestoneId: string }[];
  readonly confirm?: readonly { readonly milestoneId: string }[];
  readonly achieve?: readonly { readonly milestoneId: string }[];
}

@Resolver(() => MilestoneType)
export class UpdateMilestonesMutation {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => MilestonesPayload, { description: 'Plans, reschedules, confirms and achieves many milestones at once, or nothing.' })
  async updateMilestones(
    @Args('input', what('updateMilestones')) input: UpdateMilestonesInput,
    @Context() context: RequestContext,
  ): Promise<MilestonesPayload> {
    const { shown, ...answer } = await this.commands.perform('UpdateMilestones', input, context, INITIATIVE_VIEWS);
    const initiative = await initiativeAfter(shown, context);
    const ids = shown ? idsIn(shown) : [];
    return { ...answer, initiative, milestones: initiative && ids.flatMap((id) => initiative.milestone(id) ?? []) };
  }
}

function idsIn({ plan = [], reschedule = [], confirm = [], achieve = [] }: Named): readonly string[] {
  const changed = [...reschedule, ...confirm, ...achieve].map((change) => change.milestoneId);
  return [...new Set([...plan.map((milestone) => milestone.id), ...changed])];
}
