import { elementOf, type Element } from '#domain/elements.js';
import { ownerOn, pillarOf, weightOf, type InitiativeState } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import type { ProgramState } from '#domain/program/state.js';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { milestonesByBaseline } from '../milestones/milestone-view.js';
import { MilestoneType } from '../milestones/milestone.type.js';
import { personOrNull, PersonType } from '../people/person.type.js';
import { connectionType } from '../schema/connection.js';
import { InitiativeStatusEnum, PillarEnum } from '../schema/enums.js';
import { LocalDate, UUID } from '../schema/scalars.js';
import type { Sight } from '../schema/sight.js';
import { ElementType } from './element.type.js';
import { ownershipsOf } from './initiative-view.js';
import { RebaselineType } from './rebaseline.type.js';
import { nodeIdOf } from '../schema/node-id.js';
import { NodeType } from '../schema/node.type.js';

@ObjectType('Ownership', { description: 'Who was accountable for an initiative, and from when to when.' })
export class OwnershipType {
  @Field(() => PersonType, { nullable: true, description: 'The person; null: nobody.' })
  person!: PersonType | null;
  @Field(() => LocalDate, { description: 'From this date.' })
  effectiveOn!: string;
  @Field(() => LocalDate, { nullable: true, description: 'Until the day before this date; null for the last.' })
  until!: string | null;
}

@ObjectType('Initiative', {
  implements: () => NodeType,
  description: 'Work under one pillar of one program, with a weight, milestones and at most one accountable owner at a time.',
})
export class InitiativeType {
  // Cached because a compiled query reads a list property five times.
  private shownMilestones: MilestoneType[] | undefined;

  constructor(
    readonly doc: InitiativeState,
    readonly programState: ProgramState,
    readonly sight: Sight,
  ) {}

  get nodeId(): string {
    return nodeIdOf('Initiative', this.id);
  }
  @Field(() => UUID, { description: 'Its id.' })
  get id(): string {
    return this.doc.id;
  }
  @Field(() => Int, { description: 'The revision of its stream: what expectedRevision is compared with.' })
  get revision(): number {
    return this.doc.revision;
  }
  @Field(() => PillarEnum, { description: 'The pillar that it works under.' })
  get pillar(): Pillar {
    return pillarOf(this.doc);
  }
  @Field(() => ElementType, { nullable: true, description: 'The element of that pillar that it works on.' })
  get element(): Element | null {
    return (this.doc.element === undefined ? undefined : elementOf(this.doc.element)) ?? null;
  }
  @Field(() => String, { nullable: true, description: 'The organisational unit.' })
  get unit(): string | null {
    return this.doc.unit ?? null;
  }
  @Field(() => String, { description: 'The title.' })
  get title(): string {
    return this.doc.title;
  }
  @Field(() => Float, { description: 'W > 0: its share of the pillar; its milestones divide it among them.' })
  get weight(): number {
    return weightOf(this.doc);
  }
  @Field(() => InitiativeStatusEnum, { description: 'Where it stands.' })
  get status(): InitiativeState['status'] {
    return this.doc.status;
  }
  @Field(() => PersonType, { nullable: true, description: 'Who is accountable today; null: nobody.' })
  get owner(): PersonType | null {
    return personOrNull(ownerOn(this.doc, this.sight.today));
  }
  @Field(() => [OwnershipType], { description: 'Every ownership that holds or held, by date.' })
  get owners(): OwnershipType[] {
    return ownershipsOf(this.doc).map((stretch) => ({ ...stretch, person: personOrNull(stretch.person) }));
  }
  @Field(() => [MilestoneType], {
    description: 'At most 500, by baseline. Those of a cancelled initiative show DESCOPED, achieved ones ACHIEVED.',
  })
  get milestones(): MilestoneType[] {
    return (this.shownMilestones ??= milestonesByBaseline(this.doc).map((milestone) => new MilestoneType(this, milestone)));
  }
  @Field(() => [RebaselineType], { description: 'Every proposal, oldest first.' })
  get rebaselines(): RebaselineType[] {
    return this.doc.rebaselines.map((rebaseline) => new RebaselineType(this, rebaseline));
  }

  /** One milestone by its id. */
  milestone(id: string): MilestoneType | null {
    const milestone = this.doc.milestones.find((one) => one.id === id);
    return milestone ? new MilestoneType(this, milestone) : null;
  }
}

export const InitiativeConnectionType = connectionType(InitiativeType, 'Initiative', 'initiatives');
