import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { Field, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../commands/payload.types.js';
import { AccountType } from './account.types.js';
import { AccessTokenType, CalendarAddressType, InvitationType } from './credential.types.js';

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

@ObjectType('CalendarAddressPayload', { description: 'The answer to making or ending the secret address of a calendar.' })
export class CalendarAddressPayload extends AccessPayload {
  @Field(() => String, { nullable: true, description: 'The whole address, shown this once; null if none was made.' })
  address!: string | null;
  @Field(() => CalendarAddressType, { nullable: true, description: 'What it shows; null on a refusal.' })
  calendarAddress!: CalendarAddressType | null;
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
