import type { StoredEvent } from '#event-sourcing/event.js';
import { DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import { HistoryEntryType } from '#read-models/history/history-entry.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { UUID } from '#read-models/schema/scalars.js';
import { Args, Context, Field, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { RequestContext } from '../graphql/request-context.js';
import { Changes } from './changes.js';

@ObjectType('ProgramChange', { description: 'That something was recorded about a program or anything in it.' })
export class ProgramChangeType {
  @Field(() => ProgramType, { description: 'The program after it.' })
  program!: ProgramType;
  @Field(() => HistoryEntryType, { description: 'What was recorded.' })
  entry!: HistoryEntryType;
}

const DRIFT_EVENTS: readonly string[] = ['DriftFlagged', 'DriftAcknowledged', 'DriftCleared'];

@Resolver()
export class ChangesResolver {
  constructor(private readonly changes: Changes) {}

  @Subscription(() => ProgramChangeType, {
    description: 'Every event of a program and of what belongs to it, once the views have passed it.',
    async resolve(this: ChangesResolver, event: StoredEvent, { programId }: { programId: string }, context: RequestContext) {
      return { program: await context.loaders.live.programs.load(programId), entry: new HistoryEntryType(event) };
    },
  })
  programChanged(
    @Args('programId', { type: () => UUID, description: 'The program.' }) programId: string,
    @Context() context: RequestContext,
  ): Promise<AsyncIterableIterator<StoredEvent>> {
    return this.changesOf(programId, context, () => true);
  }

  @Subscription(() => DriftEpisodeType, {
    description: 'A drift episode whenever it is flagged, acknowledged or cleared, once the views have passed it.',
    resolve(this: ChangesResolver, event: StoredEvent, _args: unknown, context: RequestContext) {
      return context.loaders.live.episodes.load((event.data as { readonly episodeId: string }).episodeId);
    },
  })
  driftChanged(
    @Args('programId', { type: () => UUID, nullable: true, description: 'Only of this program; left out: of all.' })
    programId: string | null,
    @Context() context: RequestContext,
  ): Promise<AsyncIterableIterator<StoredEvent>> {
    return this.changesOf(programId, context, ({ type }) => DRIFT_EVENTS.includes(type));
  }

  /** It listens before it looks whether the program exists: nothing is missed in between. @throws GraphQLError PROGRAM_NOT_FOUND */
  private async changesOf(
    programId: string | null | undefined,
    context: RequestContext,
    wanted: (event: StoredEvent) => boolean,
  ): Promise<AsyncIterableIterator<StoredEvent>> {
    if (programId === null || programId === undefined) return this.changes.of(wanted);
    const changes = this.changes.of((event) => event.metadata.programId === programId && wanted(event));
    try {
      if (await context.loaders.live.programs.load(programId)) return changes;
      throw new GraphQLError('PROGRAM_NOT_FOUND', { extensions: { code: 'PROGRAM_NOT_FOUND' } });
    } catch (error) {
      await changes.return!();
      throw error;
    }
  }
}
