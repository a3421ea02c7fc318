import type { StoredEvent } from '#event-sourcing/event.js';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { person, personOrNull, PersonType } from '../people/person.type.js';
import type { Reading } from '../reading.js';
import { connectionType } from '../schema/connection.js';
import { DateTime, Json, Position, UUID } from '../schema/scalars.js';
import { nodeIdOf } from '../schema/node-id.js';
import { NodeType } from '../schema/node.type.js';

@ObjectType('HistoryEntry', { implements: () => NodeType, description: 'One recorded event.' })
export class HistoryEntryType {
  /** @param reading the as-of point that it was read at; undefined: now */
  constructor(
    readonly entry: StoredEvent,
    readonly reading?: Reading,
  ) {}

  get nodeId(): string {
    return nodeIdOf('HistoryEntry', this.id);
  }
  @Field(() => UUID, { description: 'The id of the event.' })
  get id(): string {
    return this.entry.id;
  }
  @Field(() => Position, { description: 'Its place among all events.' })
  get position(): string {
    return this.entry.position;
  }
  @Field(() => String, { description: 'The stream that it was recorded in.' })
  get stream(): string {
    return this.entry.stream;
  }
  @Field(() => Int, { description: 'Its place in that stream, from 0.' })
  get revision(): number {
    return this.entry.revision;
  }
  @Field(() => String, { description: 'Its stored type name.' })
  get type(): string {
    return this.entry.type;
  }
  @Field(() => PersonType, { description: 'Who acted.' })
  get actor(): PersonType {
    return person(this.entry.metadata.actor);
  }
  @Field(() => DateTime, { description: 'When it became known.' })
  get occurredAt(): string {
    return this.entry.metadata.occurredAt;
  }
  @Field(() => Boolean, { description: 'Whether an administrator did it without a role in the program that permits it.' })
  get asAdministrator(): boolean {
    return this.entry.metadata.asAdministrator ?? false;
  }
  @Field(() => DateTime, { description: 'When it was recorded.' })
  get recordedAt(): string {
    return this.entry.metadata.recordedAt;
  }
  @Field(() => Json, { description: 'What it says.' })
  get data(): unknown {
    return this.entry.data;
  }
  @Field(() => UUID, { nullable: true, description: 'The command that made it.' })
  get commandId(): string | null {
    return this.entry.metadata.commandId;
  }
  @Field(() => UUID, { nullable: true, description: 'Shared by everything that one request led to.' })
  get correlationId(): string | null {
    return this.entry.metadata.correlationId;
  }
  @Field(() => UUID, { nullable: true, description: 'The event that led to it.' })
  get causationId(): string | null {
    return this.entry.metadata.causationId ?? null;
  }
  @Field(() => String, { nullable: true, description: 'The history file that it was imported from.' })
  get importedFrom(): string | null {
    return this.entry.metadata.importedFrom ?? null;
  }
  @Field(() => PersonType, { nullable: true, description: 'Who imported it.' })
  get importedBy(): PersonType | null {
    return personOrNull(this.entry.metadata.importedBy);
  }
}

export const HistoryConnectionType = connectionType(HistoryEntryType, 'History', 'history entries');
