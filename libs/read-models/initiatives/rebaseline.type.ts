import type { Rebaseline } from '#domain/initiative/state.js';
import { Field, ObjectType } from '@nestjs/graphql';
import { person, personOrNull, PersonType } from '../people/person.type.js';
import { connectionType } from '../schema/connection.js';
import { RebaselineStateEnum } from '../schema/enums.js';
import { DateTime, LocalDate, UUID } from '../schema/scalars.js';
import type { InitiativeType } from './initiative.type.js';
import { nodeIdOf } from '../schema/node-id.js';
import { NodeType } from '../schema/node.type.js';

@ObjectType('RebaselineChange', { description: 'One milestone of a proposed re-baseline, as at the proposal.' })
export class RebaselineChangeType {
  constructor(
    readonly initiative: InitiativeType,
    readonly milestoneId: string,
    from: string,
    to: string | null,
  ) {
    this.from = from;
    this.to = to;
  }

  @Field(() => LocalDate, { description: 'The baseline before.' })
  readonly from: string;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'The baseline after; null: a withdrawn milestone that was still due is released.',
  })
  readonly to: string | null;
}

@ObjectType('Rebaseline', {
  implements: () => NodeType,
  description: 'A proposal to make the present forecasts the promise. It needs a second person.',
})
export class RebaselineType {
  constructor(
    readonly within: InitiativeType,
    readonly proposal: Rebaseline,
  ) {}

  get nodeId(): string {
    return nodeIdOf('Rebaseline', this.within.id, this.id);
  }
  @Field(() => UUID, { description: 'Its id.' })
  get id(): string {
    return this.proposal.id;
  }
  @Field(() => String, { description: 'Why it was proposed.' })
  get reason(): string {
    return this.proposal.reason;
  }
  @Field(() => RebaselineStateEnum, { description: 'The outcome of the proposal.' })
  get state(): Rebaseline['state'] {
    return this.proposal.state;
  }
  @Field(() => PersonType, { description: 'Who proposed it.' })
  get proposedBy(): PersonType {
    return person(this.proposal.proposedBy);
  }
  @Field(() => DateTime, { description: 'When it was proposed.' })
  get proposedAt(): string {
    return this.proposal.proposedAt;
  }
  @Field(() => [RebaselineChangeType], { description: 'The milestones that it moves or releases.' })
  get changes(): RebaselineChangeType[] {
    return this.proposal.changes.map(({ milestoneId, from, to }) => new RebaselineChangeType(this.within, milestoneId, from, to));
  }
  @Field(() => PersonType, { nullable: true, description: 'Who approved or rejected it.' })
  get decidedBy(): PersonType | null {
    return personOrNull(this.proposal.decidedBy);
  }
  @Field(() => DateTime, { nullable: true, description: 'When it was approved or rejected.' })
  get decidedAt(): string | null {
    return this.proposal.decidedAt ?? null;
  }
  @Field(() => String, { nullable: true, description: 'The note of the approval, or the reason of the rejection.' })
  get note(): string | null {
    return this.proposal.note ?? null;
  }
}

export const RebaselineConnectionType = connectionType(RebaselineType, 'Rebaseline', 're-baselines');
