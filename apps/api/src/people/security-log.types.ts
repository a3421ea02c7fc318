import type { SecurityAct, SecurityEntry } from '#identity/security-log.js';
import { personOrNull, PersonType } from '#read-models/people/person.type.js';
import { enumeration } from '#read-models/schema/enumeration.js';
import { DateTime, Json } from '#read-models/schema/scalars.js';
import { Field, Int, ObjectType } from '@nestjs/graphql';

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
