import type { PillarShares } from '#domain/pillars.js';
import type { ProgramState } from '#domain/program/state.js';
import { Field, Float, ObjectType } from '@nestjs/graphql';
import { personOrNull, PersonType } from '../people/person.type.js';
import { LocalDate } from '../schema/scalars.js';
import type { Sight } from '../schema/sight.js';
import type { PhaseView } from './program-view.js';

@ObjectType('PillarValues', { description: 'One number for each pillar.' })
export class PillarValuesType {
  @Field(() => Float, { description: 'Leadership.' })
  leadership!: number;
  @Field(() => Float, { description: 'Culture.' })
  culture!: number;
  @Field(() => Float, { description: 'Process.' })
  process!: number;
  @Field(() => Float, { description: 'Technology.' })
  technology!: number;
}

export const pillarValues = ([leadership, culture, process, technology]: PillarShares): PillarValuesType => ({
  leadership,
  culture,
  process,
  technology,
});

@ObjectType('Phase', { description: 'A stretch of a program with a planned end and an emphasis. Entering the next one is the gate.' })
export class PhaseType {
  constructor(
    readonly programState: ProgramState,
    readonly view: PhaseView,
    readonly sight: Sight,
  ) {}

  @Field(() => String, { description: 'A key, unique in the plan.' })
  get key(): string {
    return this.view.phase.key;
  }
  @Field(() => String, { description: 'The name.' })
  get name(): string {
    return this.view.phase.name;
  }
  @Field(() => LocalDate, {
    description: 'The planned end. Its window is from the previous planned end, exclusive, to this one, inclusive.',
  })
  get endsOn(): string {
    return this.view.phase.endsOn;
  }
  @Field(() => PillarValuesType, { description: 'The share of its weight that each pillar should have; sums to 1.' })
  get emphasis(): PillarValuesType {
    return pillarValues(this.view.phase.emphasis);
  }
  @Field(() => LocalDate, {
    nullable: true,
    description: 'When it was entered; null while it was not. The first is entered on the start date.',
  })
  get enteredOn(): string | null {
    return this.view.enteredOn;
  }
  @Field(() => PersonType, { nullable: true, description: 'Who approved the gate.' })
  get approvedBy(): PersonType | null {
    return personOrNull(this.view.entry?.approvedBy);
  }
  @Field(() => String, { nullable: true, description: 'The note made at the gate.' })
  get note(): string | null {
    return this.view.entry?.note ?? null;
  }
}
