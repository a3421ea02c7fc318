import { wordingKey } from '#domain/language.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Commands, type CommandSent } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { ProgramPayload } from '../commands/payload.types.js';
import { after } from '../commands/shown-after.js';
import { RequestContext } from '../graphql/request-context.js';
import { Trail } from '../people/trail.js';
import { ReviseDriftPolicyInput } from './drift-policy.input.js';
import {
  AssignPillarLeadInput,
  CharterProgramInput,
  CloseProgramInput,
  CorrectPhaseEntryInput,
  EnterPhaseInput,
  GrantRoleInput,
  RenameProgramInput,
  ReopenProgramInput,
  ReviseObjectiveInput,
  RevisePhasePlanInput,
  RevokeRoleInput,
} from './program.inputs.js';

@Resolver(() => ProgramType)
export class ProgramMutations {
  constructor(
    private readonly commands: Commands,
    private readonly trail: Trail,
  ) {}

  @Mutation(() => ProgramPayload, { description: 'Charters a program.' })
  charterProgram(
    @Args('input', what('charterProgram')) input: CharterProgramInput,
    @Context() context: RequestContext,
  ): Promise<ProgramPayload> {
    const phaseNamesIn = wordingKey(context.language);
    return this.perform('CharterProgram', input, context, { phaseNamesIn });
  }

  @Mutation(() => ProgramPayload, { description: 'Renames a program.' })
  renameProgram(
    @Args('input', what('renameProgram')) input: RenameProgramInput,
    @Context() context: RequestContext,
  ): Promise<ProgramPayload> {
    return this.perform('RenameProgram', input, context);
  }

  @Mutation(() => ProgramPayload, { description: 'Revises the objective of a program.' })
  reviseObjective(
    @Args('input', what('reviseObjective')) input: ReviseObjectiveInput,
    @Context() context: RequestContext,
  ): Promise<ProgramPayload> {
    return this.perform('ReviseObjective', input, context);
  }

  @Mutation(() => ProgramPayload, { description: 'Revises the phase plan of a program.' })
  revisePhasePlan(
    @Args('input', what('revisePhasePlan')) input: RevisePhasePlanInput,
    @Context() context: RequestContext,
  ): Promise<ProgramPayload> {
    return this.perform('RevisePhasePlan', input, context);
  }

  @Mutation(() => ProgramPayload, { description: 'Passes a gate: enters the next phase.' })
  enterPhase(@Args('input', what('enterPhase')) input: EnterPhaseInput, @Context() context: RequestContext): Promise<ProgramPayload> {
    return this.perform('EnterPhase', input, context);
  }

  @Mutation(() => ProgramPayload, { description: 'Corrects the date on which a phase was entered.' })
  correctPhaseEntry(
    @Args('input', what('correctPhaseEntry')) input: CorrectPhaseEntryInput,
    @Context() context: RequestContext,
  ): Promise<ProgramPayload> {
    return this.perform('CorrectPhaseEntry', input, context);
  }

  @Mutation(() => ProgramPayload, { description: 'Changes parameters of the drift policy.' })
  reviseDriftPolicy(
    @Args('input', what('reviseDriftPolicy')) input: ReviseDriftPolicyInput,
    @Context() context: RequestContext,
  ): Promise<ProgramPayload> {
    return this.perform('ReviseDriftPolicy', input, context);
  }

  @Mutation(() => ProgramPayload, { description: 'Makes a person responsible for a pillar.' })
  assignPillarLead(
    @Args('input', what('assignPillarLead')) input: AssignPillarLeadInput,
    @Context() context: RequestContext,
  ): Promise<ProgramPayload> {
    return this.perform('AssignPillarLead', input, context);
  }

  @Mutation(() => ProgramPayload, { description: 'Grants a role.' })
  async grantRole(@Args('input', what('grantRole')) input: GrantRoleInput, @Context() context: RequestContext): Promise<ProgramPayload> {
    return this.noted('ROLE_GRANTED', input, context, await this.perform('GrantRole', input, context));
  }

  @Mutation(() => ProgramPayload, { description: 'Revokes a role.' })
  async revokeRole(@Args('input', what('revokeRole')) input: RevokeRoleInput, @Context() context: RequestContext): Promise<ProgramPayload> {
    return this.noted('ROLE_REVOKED', input, context, await this.perform('RevokeRole', input, context));
  }

  @Mutation(() => ProgramPayload, { description: 'Closes a program.' })
  closeProgram(@Args('input', what('closeProgram')) input: CloseProgramInput, @Context() context: RequestContext): Promise<ProgramPayload> {
    return this.perform('CloseProgram', input, context);
  }

  @Mutation(() => ProgramPayload, { description: 'Reopens a closed program.' })
  reopenProgram(
    @Args('input', what('reopenProgram')) input: ReopenProgramInput,
    @Context() context: RequestContext,
  ): Promise<ProgramPayload> {
    return this.perform('ReopenProgram', input, context);
  }

  /** Notes a change of a role in the security log too, where people and access are looked up together. */
  private async noted(
    act: 'ROLE_GRANTED' | 'ROLE_REVOKED',
    { programId, personId, role }: GrantRoleInput | RevokeRoleInput,
    context: RequestContext,
    payload: ProgramPayload,
  ): Promise<ProgramPayload> {
    if ((payload.receipt?.events ?? 0) > 0) await this.trail.note(context, act, personId, { programId, role });
    return payload;
  }

  private async perform(type: string, input: CommandSent, context: RequestContext, folded?: object): Promise<ProgramPayload> {
    const { shown, ...answer } = await this.commands.perform(type, input, context, ['programs', 'evaluations', 'journal'], folded);
    const id = shown?.['programId'] ?? shown?.['id'];
    if (id === undefined) return { ...answer, program: null };
    return { ...answer, program: await after(context, () => context.loaders.live.programs.load(id as string)) };
  }
}
