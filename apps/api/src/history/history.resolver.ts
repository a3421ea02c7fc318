import { canonicalOf } from '#read-models/history/canonical.js';
import { HistoryConnectionType, HistoryEntryType } from '#read-models/history/history-entry.type.js';
import { ProgramType } from '#read-models/programs/program.type.js';
import type { Connection } from '#read-models/schema/connection.js';
import { UUID } from '#read-models/schema/scalars.js';
import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { eitherWay } from '../graphql/paging.args.js';
import { RequestContext } from '../graphql/request-context.js';
import { AllProgramsCutArgs } from '../graphql/all-programs-cut.args.js';
import { AllHistoryArgs, eventsAsked } from './history.args.js';
import { shownHistory } from './shown-history.js';

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

  @Query(() => HistoryConnectionType, {
    description: 'What happened in all programs that the viewer may see, in the order in which it was recorded.',
  })
  async history(
    @Args() args: AllHistoryArgs,
    @Args() cut: AllProgramsCutArgs,
    @Context() context: RequestContext,
  ): Promise<Connection<HistoryEntryType>> {
    // As for the history of one program: a page may have megabytes.
    context.isLong = true;
    const { reading } = await context.at(cut);
    const filter = { ...(await eventsAsked(args, context.usualZone)), among: await context.access.among() };
    return shownHistory(await reading.history.page(filter, eitherWay(args)), reading, context);
  }

  @ResolveField(() => ProgramType, { nullable: true, description: 'The program that it belongs to; null: it belongs to none.' })
  async program(@Parent() { entry, reading }: HistoryEntryType, @Context() context: RequestContext): Promise<ProgramType | null> {
    const { programId } = entry.metadata;
    if (programId === undefined) return null;
    return (reading ? context.loaders.of(reading) : context.loaders.live).programs.load(programId);
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
