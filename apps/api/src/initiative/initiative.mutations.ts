import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Commands, type CommandSent } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { InitiativePayload } from '../commands/payload.types.js';
import { initiativeAfter, INITIATIVE_VIEWS } from '../commands/shown-after.js';
import { RequestContext } from '../graphql/request-context.js';
import {
  AssignOwnerInput,
  CancelInitiativeInput,
  CompleteInitiativeInput,
  LaunchInitiativeInput,
  MoveInitiativeInput,
  PauseInitiativeInput,
  ReopenInitiativeInput,
  ResumeInitiativeInput,
  RetitleInitiativeInput,
  ReweighInitiativeInput,
} from './initiative.inputs.js';

@Resolver(() => InitiativeType)
export class InitiativeMutations {
  constructor(private readonly commands: Commands) {}

  @Mutation(() => InitiativePayload, { description: 'Launches an initiative, with its first milestones.' })
  launchInitiative(
    @Args('input', what('launchInitiative')) input: LaunchInitiativeInput,
    @Context() context: RequestContext,
  ): Promise<InitiativePayload> {
    return this.perform('LaunchInitiative', input, context);
  }

  @Mutation(() => InitiativePayload, { description: 'Changes the title of an initiative.' })
  retitleInitiative(
    @Args('input', what('retitleInitiative')) input: RetitleInitiativeInput,
    @Context() context: RequestContext,
  ): Promise<InitiativePayload> {
    return this.perform('RetitleInitiative', input, context);
  }

  @Mutation(() => InitiativePayload, { description: 'Moves an initiative to a pillar, element and unit.' })
  moveInitiative(
    @Args('input', what('moveInitiative')) input: MoveInitiativeInput,
    @Context() context: RequestContext,
  ): Promise<InitiativePayload> {
    return this.perform('MoveInitiative', input, context);
  }

  @Mutation(() => InitiativePayload, { description: 'Changes the weight of an initiative.' })
  reweighInitiative(
    @Args('input', what('reweighInitiative')) input: ReweighInitiativeInput,
    @Context() context: RequestContext,
  ): Promise<InitiativePayload> {
    return this.perform('ReweighInitiative', input, context);
  }

  @Mutation(() => InitiativePayload, { description: 'Makes a person, or nobody, accountable.' })
  assignOwner(@Args('input', what('assignOwner')) input: AssignOwnerInput, @Context() context: RequestContext): Promise<InitiativePayload> {
    return this.perform('AssignOwner', input, context);
  }

  @Mutation(() => InitiativePayload, { description: 'Pauses an initiative.' })
  pauseInitiative(
    @Args('input', what('pauseInitiative')) input: PauseInitiativeInput,
    @Context() context: RequestContext,
  ): Promise<InitiativePayload> {
    return this.perform('PauseInitiative', input, context);
  }

  @Mutation(() => InitiativePayload, { description: 'Ends a pause.' })
  resumeInitiative(
    @Args('input', what('resumeInitiative')) input: ResumeInitiativeInput,
    @Context() context: RequestContext,
  ): Promise<InitiativePayload> {
    return this.perform('ResumeInitiative', input, context);
  }

  @Mutation(() => InitiativePayload, { description: 'Completes an initiative.' })
  completeInitiative(
    @Args('input', what('completeInitiative')) input: CompleteInitiativeInput,
    @Context() context: RequestContext,
  ): Promise<InitiativePayload> {
    return this.perform('CompleteInitiative', input, context);
  }

  @Mutation(() => InitiativePayload, { description: 'Cancels an initiative.' })
  cancelInitiative(
    @Args('input', what('cancelInitiative')) input: CancelInitiativeInput,
    @Context() context: RequestContext,
  ): Promise<InitiativePayload> {
    return this.perform('CancelInitiative', input, context);
  }

  @Mutation(() => InitiativePayload, { description: 'Reopens a completed or cancelled initiative.' })
  reopenInitiative(
    @Args('input', what('reopenInitiative')) input: ReopenInitiativeInput,
    @Context() context: RequestContext,
  ): Promise<InitiativePayload> {
    return this.perform('ReopenInitiative', input, context);
  }

  private async perform(type: string, input: CommandSent, context: RequestContext): Promise<InitiativePayload> {
    const { shown, ...answer } = await this.commands.perform(type, input, context, INITIATIVE_VIEWS);
    return { ...answer, initiative: await initiativeAfter(shown, context) };
  }
}
