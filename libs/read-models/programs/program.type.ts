import type { Pillar } from '#domain/pillars.js';
import type { Role } from '#domain/program/events.js';
import { driftPolicy, endsOn, type ProgramState } from '#domain/program/state.js';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { person, PersonType } from '../people/person.type.js';
import { connectionType } from '../schema/connection.js';
import { PillarEnum, ProgramStatusEnum, RoleEnum } from '../schema/enums.js';
import { LocalDate, TimeZone, UUID } from '../schema/scalars.js';
import type { Sight } from '../schema/sight.js';
import { DriftPolicyType } from './drift-policy.type.js';
import { PhaseType } from './phase.type.js';
import { currentPhase, phaseOverdueDays, phasesOf, pillarLeads } from './program-view.js';
import { nodeIdOf } from '../schema/node-id.js';
import { NodeType } from '../schema/node.type.js';

@ObjectType('Membership', { description: 'A role that a person has or had in a program.' })
export class MembershipType {
  @Field(() => PersonType, { description: 'The person.' })
  person!: PersonType;
  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;
  @Field(() => UUID, { nullable: true, description: 'The initiative to which a contributor contributes; null: the whole program.' })
  initiativeId!: string | null;
  @Field(() => LocalDate, { description: 'The day on which it was granted.' })
  since!: string;
  @Field(() => LocalDate, { nullable: true, description: 'The last day for which it was granted; null if none was set.' })
  endsOn!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'The day on which it was revoked or changed; null while it stands.' })
  until!: string | null;
}

@ObjectType('PillarLead', { description: 'The person responsible for a pillar, to whom its alarms go.' })
export class PillarLeadType {
  @Field(() => PillarEnum, { description: 'The pillar.' })
  pillar!: Pillar;
  @Field(() => PersonType, { description: 'The person.' })
  person!: PersonType;
  @Field(() => LocalDate, { description: 'From which date.' })
  since!: string;
}

@ObjectType('Program', { implements: () => NodeType, description: 'A transformation program along the four pillars.' })
export class ProgramType {
  // Cached because a compiled query reads a list property five times and an object once for each field.
  private shownPhases: PhaseType[] | undefined;
  private shownPhase: PhaseType | undefined;

  constructor(
    readonly state: ProgramState,
    readonly sight: Sight,
  ) {}

  get nodeId(): string {
    return nodeIdOf('Program', this.id);
  }
  @Field(() => UUID, { description: 'Its id.' })
  get id(): string {
    return this.state.id;
  }
  @Field(() => Int, { description: 'The revision of its stream: what expectedRevision is compared with.' })
  get revision(): number {
    return this.state.revision;
  }
  @Field(() => String, { description: 'The name.' })
  get name(): string {
    return this.state.name;
  }
  @Field(() => String, { nullable: true, description: 'What it is for.' })
  get objective(): string | null {
    return this.state.objective ?? null;
  }
  @Field(() => PersonType, { description: 'Who answers for it.' })
  get sponsor(): PersonType {
    return person(this.state.sponsor);
  }
  @Field(() => ProgramStatusEnum, { description: 'Active or closed.' })
  get status(): ProgramState['status'] {
    return this.state.status;
  }
  @Field(() => TimeZone, { description: 'The time zone in which its days begin and end.' })
  get timeZone(): string {
    return this.state.timeZone;
  }
  @Field(() => LocalDate, { description: 'The start date.' })
  get startsOn(): string {
    return this.state.startsOn;
  }
  @Field(() => LocalDate, { description: 'The planned end of the last phase.' })
  get endsOn(): string {
    return endsOn(this.state);
  }
  @Field(() => [PhaseType], { description: 'The phase plan, in order.' })
  get phases(): PhaseType[] {
    return (this.shownPhases ??= phasesOf(this.state, this.sight.today).map((phase) => new PhaseType(this.state, phase, this.sight)));
  }
  @Field(() => PhaseType, { description: 'The phase entered last; before the start, the first.' })
  get currentPhase(): PhaseType {
    return (this.shownPhase ??= this.phaseOf(currentPhase(this.state, this.sight.today).key));
  }
  private phaseOf(key: string): PhaseType {
    return this.phases.find((phase) => phase.key === key)!;
  }
  @Field(() => Int, { description: 'Days since the planned end of the current phase; 0 before it.' })
  get phaseOverdueDays(): number {
    return phaseOverdueDays(this.state, this.sight.today);
  }
  @Field(() => DriftPolicyType, { description: 'The drift policy in force.' })
  get driftPolicy(): DriftPolicyType {
    return driftPolicy(this.state);
  }
  @Field(() => [PillarLeadType], { description: 'The lead of each pillar that has one today.' })
  get pillarLeads(): PillarLeadType[] {
    return pillarLeads(this.state, this.sight.today).map(({ pillar, person: id, since }) => ({ pillar, person: person(id), since }));
  }
  @Field(() => [MembershipType], { description: 'Every role granted so far, with the revoked ones, oldest first.' })
  get members(): MembershipType[] {
    return this.state.grants.map(({ person: id, role, initiativeId, since, endsOn, until }) => ({
      person: person(id),
      role,
      initiativeId: initiativeId ?? null,
      since,
      endsOn: endsOn ?? null,
      until: until ?? null,
    }));
  }
}

export const ProgramConnectionType = connectionType(ProgramType, 'Program', 'programs');
