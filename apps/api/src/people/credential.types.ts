import type { AccessToken } from '#identity/access/access-tokens.js';
import type { CalendarAddress } from '#identity/access/calendar-addresses.js';
import type { Invitation } from '#identity/access/invitations.js';
import type { Session } from '#identity/access/sessions.js';
import { person, PersonType } from '#read-models/people/person.type.js';
import { DateTime, UUID } from '#read-models/schema/scalars.js';
import { Field, ObjectType } from '@nestjs/graphql';

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

@ObjectType('CalendarAddress', {
  description: 'A secret address at which a calendar program finds milestones and gates; the address itself is shown only when it is made.',
})
export class CalendarAddressType {
  constructor(readonly calendarAddress: CalendarAddress) {}

  @Field(() => String, { description: 'Its id, which is part of the address but not secret.' })
  get id(): string {
    return this.calendarAddress.id;
  }
  @Field(() => UUID, { nullable: true, description: 'The program that it shows; null: what the viewer owns and takes part in.' })
  get programId(): string | null {
    return this.calendarAddress.programId ?? null;
  }
  @Field(() => DateTime, { description: 'When it was made.' })
  get madeAt(): string {
    return this.calendarAddress.madeAt;
  }
  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to the hour.' })
  get usedAt(): string | null {
    return this.calendarAddress.usedAt ?? null;
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
