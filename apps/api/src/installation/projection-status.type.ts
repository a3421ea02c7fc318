import type { ProjectionStatus } from '#projection-engine/daemon/states/projection-status.js';
import { ProjectionStateEnum } from '#read-models/schema/enums.js';
import { Position } from '#read-models/schema/scalars.js';
import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('RebuildProgress', { description: 'How far a rebuild is, in events.' })
export class RebuildProgressType {
  @Field(() => Int, { description: 'Events folded so far.' })
  done!: number;
  @Field(() => Int, { description: 'Events in all.' })
  total!: number;
}

@ObjectType('ProjectionStatus', { description: 'How far a projection is.' })
export class ProjectionStatusType {
  @Field(() => String, { description: 'Its name.' })
  name!: string;
  @Field(() => Int, { description: 'The version of its fold.' })
  version!: number;
  @Field(() => ProjectionStateEnum, { description: 'The state of the projection.' })
  state!: ProjectionStatus['state'];
  @Field(() => Position, { nullable: true, description: 'The last event that it passed; null before the first.' })
  position!: string | null;
  @Field(() => Int, { description: 'How many events it has not passed.' })
  behind!: number;
  @Field(() => String, { nullable: true, description: 'Why it stopped.' })
  error!: string | null;
  @Field(() => Position, { nullable: true, description: 'The event that it stopped at.' })
  failedAt!: string | null;
  @Field(() => RebuildProgressType, { nullable: true, description: 'The progress of a running rebuild; null if there is none.' })
  rebuild!: RebuildProgressType | null;
}
