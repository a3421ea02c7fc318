import type { StoredEvent } from '#event-sourcing/event.js';
import { DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import { HistoryEntryType } from '#read-models/history/history-entry.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { UUID } from '#read-models/schema/scalars.js';
import { Args, Context, Field, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { RequestContext } from '../graphql/request-context.js';
import { Changes, type WaitingChange } from './changes.js';

@ObjectType('ProgramChange', { description: 'A change in a program or anything in it.' })
export class ProgramChangeType {
  @Field(() => ProgramType, { description: 'The program after it.' })
  program!: ProgramType;
  @Field(() => HistoryEntryType, { description: 'The recorded event; of several changes at once, the latest.' })
  entry!: HistoryEntryType;
}

const DRIFT_EVENTS: readonly string[] = ['DriftFlagged', 'DriftAcknowledged', 'DriftCleared'];

const programOf = ({ metadata }: StoredEvent): string => metadata.programId!;

const episodeOf = ({ data }: StoredEvent): string => (data as { readonly episodeId: string }).episodeId;

@Resolver()
export class ChangesResolver {
  constructor(private readonly changes: Changes) {}

  @Subscription(() => ProgramChangeType, {
    description:
      'That a program or what belongs to it has changed, once the views show it. Of changes of one program that come faster than they are answered or read only the latest is told: history has them all.',
    async resolve(this: ChangesResolver, event: StoredEvent, _args: unknown, context: RequestContext) {
      return { program: await context.loaders.live.programs.load(programOf(event)), entry: new HistoryEntryType(event) };
    },
  })
  programChanged(
    @Args('programId', {
      type: () => UUID,
      nullable: true,
      description: 'Only in this program; if omitted, in all that the viewer may see.',
    })
    programId: string | null,
    @Context() context: RequestContext,
  ): Promise<AsyncIterableIterator<WaitingChange>> {
    return this.changesOf(programId, context, ({ metadata }) => metadata.programId !== undefined, programOf);
  }

  @Subscription(() => DriftEpisodeType, {
    description:
      'A drift episode whenever it is flagged, acknowledged or cleared, once the views show it. Of changes of one episode that come faster than they are read only the latest is told.',
    resolve(this: ChangesResolver, event: StoredEvent, _args: unknown, context: RequestContext) {
      return context.loaders.live.episodes.load(episodeOf(event));
    },
  })
  driftChanged(
    @Args('programId', { type: () => UUID, nullable: true, description: 'Only for this program; if omitted, for all.' })
    programId: string | null,
    @Context() context: RequestContext,
  ): Promise<AsyncIterableIterator<WaitingChange>> {
    return this.changesOf(programId, context, ({ type }) => DRIFT_EVENTS.includes(type), episodeOf);
  }

  /**
   * Begins to listen before it checks that the program exists, so that no change is missed in between. @throws GraphQLError
   * PROGRAM_NOT_FOUND
   */
  private async changesOf(
    programId: string | null | undefined,
    context: RequestContext,
    wanted: (event: StoredEvent) => boolean,
    about: (event: StoredEvent) => string,
  ): Promise<AsyncIterableIterator<WaitingChange>> {
    if (programId === null || programId === undefined) return this.changes.of(wanted, about);
    const changes = this.changes.of((event) => event.metadata.programId === programId && wanted(event), about);
    try {
      if (await context.loaders.live.programs.load(programId)) return changes;
      throw new GraphQLError('PROGRAM_NOT_FOUND', { extensions: { code: 'PROGRAM_NOT_FOUND' } });
    } catch (error) {
      await changes.return!();
      throw error;
    }
  }
}
