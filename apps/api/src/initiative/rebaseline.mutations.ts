import { RebaselineType } from '#read-models/initiatives/rebaseline.type.js';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Commands, type CommandSent } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { RebaselinePayload } from '../commands/payload.types.js';
import { initiativeAfter, INITIATIVE_VIEWS } from '../commands/shown-after.js';
import { RequestContext } from '../graphql/request-context.js';
import { ApproveRebaselineInput, ProposeRebaselineInput, RejectRebaselineInput } from './rebaseline.inputs.js';

@Resolver(() => RebaselineType)
export class RebaselineMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => RebaselinePayload, { description: 'Proposes to make the present forecasts the promise.' })
  proposeRebaseline(
    @Args('input', what('proposeRebaseline')) input: ProposeRebaselineInput,
    @Context() context: RequestContext,
  ): Promise<RebaselinePayload> {
    return this.perform('ProposeRebaseline', input, context);
  }

  @Mutation(() => RebaselinePayload, { description: 'Approves a proposed re-baseline, as a second person.' })
  approveRebaseline(
    @Args('input', what('approveRebaseline')) input: ApproveRebaselineInput,
    @Context() context: RequestContext,
  ): Promise<RebaselinePayload> {
    return this.perform('ApproveRebaseline', input, context);
  }

  @Mutation(() => RebaselinePayload, { description: 'Rejects a proposed re-baseline.' })
  rejectRebaseline(
    @Args('input', what('rejectRebaseline')) input: RejectRebaselineInput,
    @Context() context: RequestContext,
  ): Promise<RebaselinePayload> {
    return this.perform('RejectRebaseline', input, context);
  }

  private async perform(type: string, input: CommandSent, context: RequestContext): Promise<RebaselinePayload> {
    const { shown, ...answer } = await this.commands.perform(type, input, context, INITIATIVE_VIEWS);
    const initiative = await initiativeAfter(shown, context);
    const id = shown?.['rebaselineId'] ?? shown?.['id'];
    return { ...answer, initiative, rebaseline: initiative?.rebaselines.find((rebaseline) => rebaseline.id === id) ?? null };
  }
}
