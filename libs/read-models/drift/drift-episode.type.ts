import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import { Field, ObjectType } from '@nestjs/graphql';
import { personOrNull, PersonType } from '../people/person.type.js';
import { DriftPolicyType } from '../programs/drift-policy.type.js';
import { connectionType } from '../schema/connection.js';
import { DriftKindEnum, DriftStateEnum, PillarEnum } from '../schema/enums.js';
import { LocalDate, UUID } from '../schema/scalars.js';
import type { Sight } from '../schema/sight.js';
import { episodeState, type DriftEpisodeDocument } from './drift-episode.js';
import { nodeIdOf } from '../schema/node-id.js';
import { NodeType } from '../schema/node.type.js';

@ObjectType('DriftEpisode', { implements: () => NodeType, description: 'A stretch in which a drift signal stood beyond its bound.' })
export class DriftEpisodeType {
  constructor(
    readonly doc: DriftEpisodeDocument,
    readonly sight: Sight,
  ) {}

  get nodeId(): string {
    return nodeIdOf('DriftEpisode', this.id);
  }
  @Field(() => UUID, { description: 'UUIDv5 of the evaluation that opened it, the pillar and the kind.' })
  get id(): string {
    return this.doc.id;
  }
  @Field(() => DriftKindEnum, { description: 'The signal that opened it.' })
  get kind(): DriftKind {
    return this.doc.kind;
  }
  @Field(() => PillarEnum, { nullable: true, description: 'The pillar; null for LATE.' })
  get pillar(): Pillar | null {
    return this.doc.pillar;
  }
  @Field(() => DriftStateEnum, { description: 'Open or closed.' })
  get state(): 'OPEN' | 'CLOSED' {
    return episodeState(this.doc);
  }
  @Field(() => LocalDate, { description: 'The date of the evaluation that opened it.' })
  get openedOn(): string {
    return this.doc.openedOn;
  }
  @Field(() => LocalDate, { nullable: true, description: 'The date of the evaluation that closed it.' })
  get closedOn(): string | null {
    return this.doc.closedOn ?? null;
  }
  @Field(() => DriftPolicyType, { description: 'The policy in force when it opened.' })
  get policy(): DriftPolicyType {
    return this.doc.policy;
  }
  @Field(() => PersonType, { nullable: true, description: 'Who acknowledged it.' })
  get acknowledgedBy(): PersonType | null {
    return personOrNull(this.doc.acknowledgedBy);
  }
  @Field(() => String, { nullable: true, description: 'The note of the acknowledgement.' })
  get acknowledgement(): string | null {
    return this.doc.acknowledgement ?? null;
  }
}

export const DriftEpisodeConnectionType = connectionType(DriftEpisodeType, 'DriftEpisode', 'drift episodes');
