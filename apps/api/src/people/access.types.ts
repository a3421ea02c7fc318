import type { AccessToken } from '#identity/access-tokens.js';
import type { Invitation } from '#identity/invitations.js';
import type { Account, InstallationRole } from '#identity/people.js';
import type { SecurityAct, SecurityEntry } from '#identity/security-log.js';
import type { Session } from '#identity/sessions.js';
import { person, personOrNull, PersonType } from '#read-models/people/person.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { enumeration } from '#read-models/schema/enumeration.js';
import { PillarEnum, RoleEnum } from '#read-models/schema/enums.js';
import { DateTime, Json, UUID } from '#read-models/schema/scalars.js';
import type { Pillar } from '#domain/pillars.js';
import type { Role } from '#domain/program/events.js';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../commands/payload.types.js';

export const InstallationRoleEnum = enumeration<InstallationRole>('InstallationRole', 'A role for the whole installation.', {
  ADMINISTRATOR: 'May do everything; in a program without a role it is recorded as an administrator’s act.',
  AUDITOR: 'Reads every program and the security log.',
});

export const SecurityActEnum = enumeration<SecurityAct>('SecurityAct', 'What the security log tells.', {
  SIGNED_IN: 'Somebody signed in.',
  SIGNED_OUT: 'Somebody signed out.',
  SIGN_IN_FAILED: 'A token, session or link was refused.',
  INVITED: 'Somebody was invited.',
  INVITATION_REVOKED: 'An invitation was taken back.',
  LINK_MADE: 'A link for another device, or a new one for a person, was made.',
  TOKEN_MADE: 'An access token was made.',
  TOKEN_REVOKED: 'An access token was revoked.',
  SESSION_ENDED: 'Sessions of a person were ended.',
  ROLES_CHANGED: 'Roles for the whole installation changed.',
  ROLE_GRANTED: 'A role in a program was granted.',
  ROLE_REVOKED: 'A role in a program was revoked.',
  NAME_CHANGED: 'The name of a person changed.',
  EMAIL_CHANGED: 'The e-mail address of a person changed.',
  EXPORTED: 'Data were exported.',
  PERSON_ADDED: 'A person was added.',
  PERSON_DEACTIVATED: 'A person was deactivated.',
  PERSON_REACTIVATED: 'A person was let in again.',
  PERSON_FORGOTTEN: 'A person was forgotten.',
  HANDED_OVER: 'What a person answers for was handed over.',
});

@ObjectType('ProgramResponsibilities', { description: 'What a person answers for in a program, today or later.' })
export class ProgramResponsibilitiesType {
  @Field(() => ProgramType, { description: 'The program.' })
  program!: ProgramType;
  @Field(() => [InitiativeType], { description: 'The initiatives that they own or are to own.' })
  initiatives!: readonly InitiativeType[];
  @Field(() => [PillarEnum], { description: 'The pillars that they lead or are to lead.' })
  leads!: readonly Pillar[];
  @Field(() => [RoleEnum], { description: 'Their roles, those on single initiatives too.' })
  roles!: readonly Role[];
}

@ObjectType('Account', { description: 'A person who can sign in, or could.' })
export class AccountType {
  constructor(readonly account: Account) {}

  @Field(() => PersonType, { description: 'The person.' })
  get person(): PersonType {
    return person(this.account.id);
  }
  @Field(() => String, { nullable: true, description: 'The e-mail address.' })
  get email(): string | null {
    return this.account.email ?? null;
  }
  @Field(() => [InstallationRoleEnum], { description: 'The roles for the whole installation.' })
  get roles(): readonly InstallationRole[] {
    return this.account.roles;
  }
  @Field(() => DateTime, { description: 'When the person was added.' })
  get addedAt(): string {
    return this.account.addedAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'When the person was deactivated; null if they can sign in.' })
  get deactivatedAt(): string | null {
    return this.account.deactivatedAt ?? null;
  }
  @Field(() => DateTime, { nullable: true, description: 'When the person was forgotten.' })
  get forgottenAt(): string | null {
    return this.account.forgottenAt ?? null;
  }
}

@ObjectType('AccountPage', { description: 'A page of people who can sign in, or could.' })
export class AccountPageType {
  @Field(() => [AccountType], { description: 'The people, by id.' })
  accounts!: readonly AccountType[];
  @Field(() => String, { nullable: true, description: 'Where the next page begins; null for the last.' })
  next!: string | null;
}

@ObjectType('InvitationPurpose', { description: 'One thing that a person is invited for.' })
export class InvitationPurposeType {
  @Field(() => UUID, { nullable: true, description: 'The program; null: the whole installation.' })
  programId!: string | null;
  @Field(() => String, { description: 'The role.' })
  role!: string;
}

@ObjectType('Invitation', { description: 'A one-time link that can still be used; the link itself is shown only when it is made.' })
export class InvitationType {
  constructor(readonly invitation: Invitation) {}

  @Field(() => String, { description: 'Its id, which is not the link.' })
  get id(): string {
    return this.invitation.id;
  }
  @Field(() => PersonType, { description: 'Who is invited.' })
  get person(): PersonType {
    return person(this.invitation.person);
  }
  @Field(() => PersonType, { description: 'Who invited.' })
  get by(): PersonType {
    return person(this.invitation.by);
  }
  @Field(() => [InvitationPurposeType], { description: 'What for.' })
  get purposes(): readonly InvitationPurposeType[] {
    return this.invitation.purposes.map(({ programId, role }) => ({ programId: programId ?? null, role }));
  }
  @Field(() => DateTime, { description: 'When it was made.' })
  get madeAt(): string {
    return this.invitation.madeAt;
  }
  @Field(() => DateTime, { description: 'Until when it can be used.' })
  get expiresAt(): string {
    return this.invitation.expiresAt;
  }
}

@ObjectType('AccessToken', {
  description: 'A token for a script, a report or the command line; the token itself is shown only when it is made.',
})
export class AccessTokenType {
  constructor(readonly token: AccessToken) {}

  @Field(() => String, { description: 'Its id, which is part of the token but not secret.' })
  get id(): string {
    return this.token.id;
  }
  @Field(() => String, { description: 'What it is for.' })
  get name(): string {
    return this.token.name;
  }
  @Field(() => Boolean, { description: 'Whether it may send commands.' })
  get write(): boolean {
    return this.token.write;
  }
  @Field(() => [UUID], { nullable: true, description: 'The programs that it reaches; null: all that its owner may see.' })
  get programIds(): readonly string[] | null {
    return this.token.programs ?? null;
  }
  @Field(() => DateTime, { description: 'When it was made.' })
  get madeAt(): string {
    return this.token.madeAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'When it ends by itself.' })
  get expiresAt(): string | null {
    return this.token.expiresAt ?? null;
  }
  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to the minute.' })
  get usedAt(): string | null {
    return this.token.usedAt ?? null;
  }
  @Field(() => DateTime, { nullable: true, description: 'When it was revoked.' })
  get revokedAt(): string | null {
    return this.token.revokedAt ?? null;
  }
}

@ObjectType('Session', { description: 'A browser in which a person is signed in.' })
export class SessionType {
  constructor(
    readonly session: Session,
    private readonly current: string | undefined,
  ) {}

  @Field(() => String, { description: 'Its id, which is not the cookie.' })
  get id(): string {
    return this.session.id;
  }
  @Field(() => String, { nullable: true, description: 'The browser as it calls itself.' })
  get device(): string | null {
    return this.session.device ?? null;
  }
  @Field(() => DateTime, { description: 'When the person signed in.' })
  get madeAt(): string {
    return this.session.madeAt;
  }
  @Field(() => DateTime, { description: 'When it was last used, to the hour.' })
  get seenAt(): string {
    return this.session.seenAt;
  }
  @Field(() => DateTime, { description: 'When it ends unless it is used.' })
  get expiresAt(): string {
    return this.session.expiresAt;
  }
  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  get isCurrent(): boolean {
    return this.session.id === this.current;
  }
}

@ObjectType('SecurityEntry', { description: 'An entry of the security log.' })
export class SecurityEntryType {
  constructor(readonly entry: SecurityEntry) {}

  @Field(() => String, { description: 'Its id.' })
  get id(): string {
    return this.entry.id;
  }
  @Field(() => DateTime, { description: 'When it happened.' })
  get at(): string {
    return this.entry.at;
  }
  @Field(() => SecurityActEnum, { description: 'What happened.' })
  get act(): SecurityAct {
    return this.entry.act;
  }
  @Field(() => PersonType, { nullable: true, description: 'Who did it; null: nobody who is known.' })
  get who(): PersonType | null {
    return personOrNull(this.entry.who);
  }
  @Field(() => PersonType, { nullable: true, description: 'The person whom it is about.' })
  get about(): PersonType | null {
    return personOrNull(this.entry.about);
  }
  @Field(() => String, { nullable: true, description: 'The network address that it came from.' })
  get from(): string | null {
    return this.entry.from ?? null;
  }
  @Field(() => Json, { nullable: true, description: 'What else is known.' })
  get details(): unknown {
    return this.entry.details ?? null;
  }
  @Field(() => Int, { description: 'How often it happened: failures of one address within a minute are one entry.' })
  get times(): number {
    return this.entry.times;
  }
}

@ObjectType('SecurityLogPage', { description: 'A page of the security log.' })
export class SecurityLogPageType {
  @Field(() => [SecurityEntryType], { description: 'The entries, the newest first.' })
  entries!: readonly SecurityEntryType[];
  @Field(() => String, { nullable: true, description: 'Where the next page begins; null for the last.' })
  next!: string | null;
}

/** The members of every payload about people and access. */
@ObjectType({ isAbstract: true })
abstract class AccessPayload {
  @Field(() => [UserErrorType], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('AccountPayload', { description: 'The answer to a change of a person who can sign in.' })
export class AccountPayload extends AccessPayload {
  @Field(() => AccountType, { nullable: true, description: 'The person after it; null on a refusal.' })
  account!: AccountType | null;
}

@ObjectType('LinkPayload', { description: 'The answer to an invitation or to the request for a link.' })
export class LinkPayload extends AccessPayload {
  @Field(() => AccountType, { nullable: true, description: 'The person who can use it; null on a refusal.' })
  account!: AccountType | null;
  @Field(() => String, { nullable: true, description: 'The one-time link, shown this once; null on a refusal.' })
  link!: string | null;
  @Field(() => InvitationType, { nullable: true, description: 'What the link is for, and until when; null on a refusal.' })
  invitation!: InvitationType | null;
}

@ObjectType('AccessTokenPayload', { description: 'The answer to making or revoking an access token.' })
export class AccessTokenPayload extends AccessPayload {
  @Field(() => String, { nullable: true, description: 'The token, shown this once; null if none was made.' })
  token!: string | null;
  @Field(() => AccessTokenType, { nullable: true, description: 'What it may do; null on a refusal.' })
  accessToken!: AccessTokenType | null;
}

@ObjectType('DonePayload', { description: 'The answer to what shows nothing but whether it was done.' })
export class DonePayload extends AccessPayload {
  @Field(() => Boolean, { description: 'Whether it was done.' })
  done!: boolean;
}

@ObjectType('HandOverItem', { description: 'One thing that was to be handed over.' })
export class HandOverItemType {
  @Field(() => String, { description: 'The command that was sent for it, such as AssignOwner.' })
  command!: string;
  @Field(() => ProgramType, { description: 'The program.' })
  program!: ProgramType;
  @Field(() => InitiativeType, { nullable: true, description: 'The initiative, if it is about one.' })
  initiative!: InitiativeType | null;
  @Field(() => String, { nullable: true, description: 'Why it was not done, as a code; null: it was.' })
  code!: string | null;
  @Field(() => String, { nullable: true, description: 'The same in the language of the request.' })
  message!: string | null;
}

@ObjectType('HandOverPayload', { description: 'The answer to a hand-over. Each item is done or refused by itself.' })
export class HandOverPayload extends AccessPayload {
  @Field(() => [HandOverItemType], { description: 'Everything that was to be handed over.' })
  items!: readonly HandOverItemType[];
}

@ObjectType('ViewerRole', { description: 'What the viewer is in a program today.' })
export class ViewerRoleType {
  @Field(() => ProgramType, { description: 'The program.' })
  program!: ProgramType;
  @Field(() => [RoleEnum], { description: 'The roles for the whole program; OWNER if they own an initiative of it.' })
  roles!: readonly Role[];
  @Field(() => [PillarEnum], { description: 'The pillars that they lead.' })
  leads!: readonly Pillar[];
  @Field(() => [UUID], { description: 'The initiatives on which they are named as contributors.' })
  contributesTo!: readonly string[];
}
