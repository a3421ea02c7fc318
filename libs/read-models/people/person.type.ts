import { Field, ObjectType } from '@nestjs/graphql';
import { PersonId } from '../schema/scalars.js';
import { nodeIdOf } from '../schema/node-id.js';
import { NodeType } from '../schema/node.type.js';

@ObjectType('Person', {
  implements: () => NodeType,
  description: 'A person, known to the events by an opaque id only; names live in the directory.',
})
export class PersonType {
  constructor(id: string) {
    this.id = id;
  }

  get nodeId(): string {
    return nodeIdOf('Person', this.id);
  }
  @Field(() => PersonId, { description: 'The opaque id.' })
  readonly id: string;
}

export const person = (id: string): PersonType => new PersonType(id);
export const personOrNull = (id: string | null | undefined): PersonType | null => (id == null ? null : new PersonType(id));
