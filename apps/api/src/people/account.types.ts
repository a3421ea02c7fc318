import type { Pillar } from '#domain/pillars.js';
import type { Role } from '#domain/program/events.js';
import type { Account, InstallationRole } from '#identity/people/people.js';
import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { person, PersonType } from '#read-models/people/person.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { enumeration } from '#read-models/schema/enumeration.js';
import { PillarEnum, RoleEnum } from '#read-models/schema/enums.js';
import { DateTime, UUID } from '#read-models/schema/scalars.js';
import { Field, ObjectType } from '@nestjs/graphql';

export const InstallationRoleEnum = enumeration<InstallationRole>('InstallationRole', 'A role for the whole installation.', {
  ADMINISTRATOR: 'May do everything; in a program without a role it is recorded as an administrator’s act.',
  AUDITOR: 'Reads every program and the security log.',
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
