import type { Pillar } from '#domain/pillars.js';
import type { Role } from '#domain/program/events.js';
import { PillarEnum, RoleEnum } from '#read-models/schema/enums.js';
import { LocalDate, PersonId, TimeZone, UUID } from '#read-models/schema/scalars.js';
import { Field, InputType } from '@nestjs/graphql';
import { CommandInput, ProgramCommandInput } from '../commands/command.input.js';
import { PhaseInput } from './phase.input.js';

@InputType('CharterProgramInput', { description: 'A new program.' })
export class CharterProgramInput extends CommandInput {
  @Field(() => UUID, { nullable: true, description: 'Its id; generated if omitted.' })
  id?: string | null;
  @Field(() => String, { description: 'The name.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'What it is for.' })
  objective?: string | null;
  @Field(() => PersonId, { description: 'Who answers for it.' })
  sponsorId!: string;
  @Field(() => LocalDate, { description: 'The start date, on which the first phase is entered.' })
  startsOn!: string;
  @Field(() => LocalDate, { nullable: true, description: 'The planned end; required if phases are omitted.' })
  endsOn?: string | null;
  @Field(() => TimeZone, { nullable: true, description: 'The time zone of its days; UTC if omitted.' })
  timeZone?: string | null;
  @Field(() => [PhaseInput], {
    nullable: true,
    description:
      'The phase plan; if omitted, the default plan in four equal parts up to endsOn, with names in the language of the request.',
  })
  phases?: readonly PhaseInput[] | null;
}

@InputType('RenameProgramInput', { description: 'A new name for a program.' })
export class RenameProgramInput extends ProgramCommandInput {
  @Field(() => String, { description: 'The name.' })
  name!: string;
}

@InputType('ReviseObjectiveInput', { description: 'A new objective for a program.' })
export class ReviseObjectiveInput extends ProgramCommandInput {
  @Field(() => String, { description: 'What it is for.' })
  objective!: string;
  @Field(() => String, { description: 'Why it changes.' })
  reason!: string;
}

@InputType('RevisePhasePlanInput', { description: 'A new phase plan. Phases already left keep their keys, order and planned ends.' })
export class RevisePhasePlanInput extends ProgramCommandInput {
  @Field(() => [PhaseInput], { description: 'The whole plan.' })
  phases!: readonly PhaseInput[];
  @Field(() => String, { description: 'Why it changes.' })
  reason!: string;
}

@InputType('EnterPhaseInput', { description: 'A gate: the entry into the next phase.' })
export class EnterPhaseInput extends ProgramCommandInput {
  @Field(() => String, { description: 'The key of the next phase of the plan.' })
  phase!: string;
  @Field(() => LocalDate, { description: 'The date of the entry: not in the future, not before the previous one.' })
  on!: string;
  @Field(() => PersonId, { nullable: true, description: 'Who approved it.' })
  approvedBy?: string | null;
  @Field(() => String, { nullable: true, description: 'A note.' })
  note?: string | null;
  @Field(() => [PhaseInput], { nullable: true, description: 'A revised phase plan that the gate carries.' })
  phases?: readonly PhaseInput[] | null;
}

@InputType('CorrectPhaseEntryInput', { description: 'The right date of a phase that was entered with a wrong one.' })
export class CorrectPhaseEntryInput extends ProgramCommandInput {
  @Field(() => String, { description: 'The key of a phase that was entered; not the first, which begins with the program.' })
  phase!: string;
  @Field(() => LocalDate, { description: 'The right date: between the entries of its neighbours, not in the future.' })
  on!: string;
  @Field(() => String, { description: 'Why it is corrected.' })
  reason!: string;
}

@InputType('AssignPillarLeadInput', { description: 'The person responsible for a pillar.' })
export class AssignPillarLeadInput extends ProgramCommandInput {
  @Field(() => PillarEnum, { description: 'The pillar.' })
  pillar!: Pillar;
  @Field(() => PersonId, { description: 'The person.' })
  personId!: string;
  @Field(() => LocalDate, { nullable: true, description: 'From which date; today if omitted.' })
  effectiveOn?: string | null;
}

@InputType('GrantRoleInput', { description: 'A role for a person in a program.' })
export class GrantRoleInput extends ProgramCommandInput {
  @Field(() => PersonId, { description: 'The person.' })
  personId!: string;
  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;
  @Field(() => UUID, { nullable: true, description: 'For a contributor: the initiative; if omitted, the role is for the whole program.' })
  initiativeId?: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'Its last day; if omitted, it holds until it is revoked.' })
  endsOn?: string | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}

@InputType('RevokeRoleInput', { description: 'The end of a role of a person in a program.' })
export class RevokeRoleInput extends ProgramCommandInput {
  @Field(() => PersonId, { description: 'The person.' })
  personId!: string;
  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;
  @Field(() => UUID, { nullable: true, description: 'The initiative, if the role was granted for one.' })
  initiativeId?: string | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}

@InputType('CloseProgramInput', { description: 'The end of a program.' })
export class CloseProgramInput extends ProgramCommandInput {
  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@InputType('ReopenProgramInput', { description: 'Reopens a closed program.' })
export class ReopenProgramInput extends ProgramCommandInput {
  @Field(() => String, { description: 'Why.' })
  reason!: string;
}
