import { QuestionError } from '#read-models/question-error.js';
import { NodeType } from '#read-models/schema/node.type.js';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { RequestContext } from '../graphql/request-context.js';
import { AllProgramsCutArgs } from '../graphql/all-programs-cut.args.js';
import { shownNode } from './shown-node.js';

/** As many as a page has. */
const MOST_NODES = 100;

/** Finds objects again by their global ids. */
@Resolver(() => NodeType)
export class NodeQueries {
  @Query(() => NodeType, { nullable: true, description: 'An object by its global id; null: there is none, or the viewer may not see it.' })
  async node(
    @Args('nodeId', { type: () => ID, description: 'The global id.' }) nodeId: string,
    @Args() cut: AllProgramsCutArgs,
    @Context() context: RequestContext,
  ): Promise<NodeType | null> {
    return shownNode(nodeId, await context.at(cut), context);
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description: 'Objects by their global ids, at most 100, in the same order; null for what does not exist or may not be seen.',
  })
  async nodes(
    @Args('nodeIds', { type: () => [ID], description: 'The global ids.' }) nodeIds: string[],
    @Args() cut: AllProgramsCutArgs,
    @Context() context: RequestContext,
  ): Promise<(NodeType | null)[]> {
    if (nodeIds.length > MOST_NODES) throw new QuestionError('BAD_PAGE_SIZE', `At most ${MOST_NODES} objects, not ${nodeIds.length}`);
    const loaders = await context.at(cut);
    return Promise.all(nodeIds.map((nodeId) => shownNode(nodeId, loaders, context)));
  }
}
