import { within } from '#async/within.js';
import { EventDamagedError } from '#event-sourcing/store/event-damaged.js';
import { Views } from '#projection-engine/daemon/views.js';
import { Logger } from '@nestjs/common';
import { Args, Context, Field, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { userErrorOf } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { UserErrorType } from '../commands/payload.types.js';
import { RequestContext } from '../graphql/request-context.js';
import { administratorsOnly } from './administrators.js';
import { RebuildProjectionInput } from './installation.inputs.js';
import { ProjectionStatusType } from './projection-status.type.js';

@ObjectType('ProjectionPayload', { description: 'The answer to a rebuild.' })
export class ProjectionPayload {
  @Field(() => ProjectionStatusType, { nullable: true, description: 'How far the projection is; null on a refusal.' })
  projection!: ProjectionStatusType | null;
  @Field(() => [UserErrorType], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: readonly UserErrorType[];
}

/** How long the answer waits for a rebuild, in milliseconds; a longer rebuild continues, and `projections` shows its progress. */
const WAIT_MS = 5_000;

@Resolver(() => ProjectionStatusType)
export class ProjectionsResolver {
  private readonly log = new Logger('projections');

  constructor(private readonly views: Views) {}

  @Query(() => [ProjectionStatusType], { description: 'How far every projection and the journal are. For administrators.' })
  projections(@Context() context: RequestContext): ProjectionStatusType[] {
    administratorsOnly(context);
    context.isVolatile = true;
    return this.views.status();
  }

  @Mutation(() => ProjectionPayload, {
    description: 'Rebuilds a projection beside the live one and switches when it has caught up. For administrators.',
  })
  async rebuildProjection(
    @Args('input', what('rebuildProjection')) { name }: RebuildProjectionInput,
    @Context() context: RequestContext,
  ): Promise<ProjectionPayload> {
    administratorsOnly(context);
    if (!this.named(name)) {
      return { projection: null, userErrors: [userErrorOf({ code: 'PROJECTION_UNKNOWN', field: ['name'] }, context.language)] };
    }
    const failed = await this.rebuilt(name);
    context.forget();
    if (failed !== undefined) return { projection: this.named(name), userErrors: [userErrorOf({ code: failed }, context.language)] };
    return { projection: this.named(name), userErrors: [] };
  }

  private named(name: string): ProjectionStatusType | null {
    return this.views.status().find((status) => status.name === name) ?? null;
  }

  /** Rebuilds. @returns the code of its failure, if it failed while the client waited */
  private async rebuilt(name: string): Promise<string | undefined> {
    const rebuilding = this.views.rebuild(name).then(
      () => undefined,
      (error: unknown) => {
        this.log.error({ err: error, projection: name }, 'a rebuild failed');
        return error instanceof EventDamagedError ? error.code : 'REBUILD_FAILED';
      },
    );
    return within(WAIT_MS, rebuilding, () => undefined);
  }
}
