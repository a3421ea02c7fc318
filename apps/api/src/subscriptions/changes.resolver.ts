import type { StoredEvent } from '#event-sourcing/event.js';
import { DriftEpisodeType } from '#read-models/drift/drift-episode.type.js';
import { HistoryEntryType } from '#read-models/history/history-entry.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import { UUID } from '#read-models/schema/scalars.js';
import { Args, Field, ObjectType, Resolver, Subscription } from '@nestjs/graphql';
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
  ): AsyncIterableIterator<StoredEvent> {
    return this.changes.of((event) => event.metadata.programId === programId);
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
  ): AsyncIterableIterator<StoredEvent> {
    return this.changes.of((event) => DRIFT_EVENTS.includes(event.type) && (programId == null || event.metadata.programId === programId));
  }
}
