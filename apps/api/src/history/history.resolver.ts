import { canonicalOf } from '#read-models/history/canonical.js';
import { HistoryEntryType } from '#read-models/history/history-entry.type.js';
import { UUID } from '#read-models/schema/scalars.js';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';

@Resolver(() => HistoryEntryType)
export class HistoryResolver {
  @Query(() => HistoryEntryType, { nullable: true, description: 'An event by its id.' })
  async event(
    @Args('id', { type: () => UUID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<HistoryEntryType | null> {
    const entry = await context.loaders.live.events.load(id);
    return entry && new HistoryEntryType(entry);
  }

  @ResolveField(() => String, { description: 'One sentence that says what happened, in the language of the request.' })
  summary(@Parent() { entry }: HistoryEntryType, @Context() context: RequestContext): Promise<string> {
    return context.loaders.live.summaries[context.language].load(entry);
  }

  @ResolveField(() => String, {
    description: 'RFC 8785 of {stream, revision, id, type, data, metadata}, the stream without a prefix: what a proof hashes.',
  })
  canonical(@Parent() { entry }: HistoryEntryType): string {
    return canonicalOf(entry);
  }
}
