import type { InstallationRole } from '#identity/people/people.js';
import { DateTime, LocalDate, PersonId, UUID } from '#read-models/schema/scalars.js';
import { RoleEnum } from '#read-models/schema/enums.js';
import type { Role } from '#domain/program/events.js';
import { Field, InputType } from '@nestjs/graphql';
import { InstallationRoleEnum } from './account.types.js';

@InputType('InvitedRoleInput', { description: 'A role in a program that an invited person gets.' })
export class InvitedRoleInput {
  @Field(() => UUID, { description: 'The program.' })
  programId!: string;
  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;
  @Field(() => UUID, { nullable: true, description: 'For a contributor: the initiative.' })
  initiativeId?: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'The last day of the role.' })
  endsOn?: string | null;
}

@InputType('InvitePersonInput', { description: 'A person who is to be let in, and what for.' })
export class InvitePersonInput {
  @Field(() => PersonId, { nullable: true, description: 'The id of a person whom history names already; a new one if omitted.' })
  personId?: string | null;
  @Field(() => String, { description: 'The name.' })
  name!: string;
  @Field(() => String, { nullable: true, description: 'The e-mail address.' })
  email?: string | null;
  @Field(() => [InvitedRoleInput], { nullable: true, description: 'Roles in programs, at most 20.' })
  roles?: readonly InvitedRoleInput[] | null;
  @Field(() => [InstallationRoleEnum], { nullable: true, description: 'Roles for the whole installation. For administrators.' })
  installationRoles?: readonly InstallationRole[] | null;
}

@InputType('RevokeInvitationInput', { description: 'An invitation that is taken back.' })
export class RevokeInvitationInput {
  @Field(() => String, { description: 'Its id.' })
  id!: string;
}

@InputType('MakeLinkInput', { description: 'A one-time link to sign in.' })
export class MakeLinkInput {
  @Field(() => PersonId, { nullable: true, description: 'The person; oneself if omitted. Others only for administrators.' })
  personId?: string | null;
}

@InputType('MakeAccessTokenInput', { description: 'An access token and what it may do.' })
export class MakeAccessTokenInput {
  @Field(() => PersonId, { nullable: true, description: 'Whose it is; one’s own if omitted. Others only for administrators.' })
  personId?: string | null;
  @Field(() => String, { description: 'What it is for.' })
  name!: string;
  @Field(() => Boolean, { defaultValue: false, description: 'Whether it may send commands.' })
  write!: boolean;
  @Field(() => [UUID], { nullable: true, description: 'The only programs that it reaches; all that its owner may see if omitted.' })
  programIds?: readonly string[] | null;
  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself; never if omitted.' })
  expiresAt?: string | null;
}

@InputType('RevokeAccessTokenInput', { description: 'An access token that is to end.' })
export class RevokeAccessTokenInput {
  @Field(() => String, { description: 'Its id.' })
  id!: string;
  @Field(() => PersonId, { nullable: true, description: 'Whose it is; one’s own if omitted. Others only for administrators.' })
  personId?: string | null;
}

@InputType('MakeCalendarAddressInput', { description: 'The secret address of a calendar of one’s own.' })
export class MakeCalendarAddressInput {
  @Field(() => UUID, { nullable: true, description: 'The program that it shows; what one owns and takes part in if omitted.' })
  programId?: string | null;
}

@InputType('RevokeCalendarAddressInput', { description: 'The secret address of a calendar that is to end.' })
export class RevokeCalendarAddressInput {
  @Field(() => String, { description: 'Its id.' })
  id!: string;
}

@InputType('EndSessionInput', { description: 'A session of one’s own.' })
export class EndSessionInput {
  @Field(() => String, { description: 'Its id.' })
  id!: string;
}

@InputType({ isAbstract: true })
abstract class PersonInput {
  @Field(() => PersonId, { description: 'The person.' })
  personId!: string;
}

@InputType('DeactivatePersonInput', { description: 'A person who is to lose every access.' })
export class DeactivatePersonInput extends PersonInput {}

@InputType('ReactivatePersonInput', { description: 'A person who may be let in again.' })
export class ReactivatePersonInput extends PersonInput {}

@InputType('ForgetPersonInput', { description: 'A person who is to be forgotten.' })
export class ForgetPersonInput extends PersonInput {}

@InputType('SetPersonEmailInput', { description: 'The e-mail address of a person.' })
export class SetPersonEmailInput extends PersonInput {
  @Field(() => String, { nullable: true, description: 'The address; none if omitted.' })
  email?: string | null;
}

@InputType('SetInstallationRolesInput', { description: 'The roles of a person for the whole installation.' })
export class SetInstallationRolesInput extends PersonInput {
  @Field(() => [InstallationRoleEnum], { description: 'All of them; those that are left out are taken away.' })
  roles!: readonly InstallationRole[];
}

@InputType('HandOverInput', { description: 'What one person answers for, handed over to another.' })
export class HandOverInput {
  @Field(() => PersonId, { description: 'Who answers for it now.' })
  fromId!: string;
  @Field(() => PersonId, { description: 'The successor.' })
  toId!: string;
  @Field(() => LocalDate, { nullable: true, description: 'From which date; today in each program’s time zone if omitted.' })
  on?: string | null;
  @Field(() => UUID, { nullable: true, description: 'The same id sent twice hands over once.' })
  commandId?: string | null;
}
