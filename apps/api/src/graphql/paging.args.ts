import { connectionOf, type Connection } from '#read-models/schema/connection.js';
import type { Page } from '#read-models/paging/page.js';
import { ArgsType, Field, Int } from '@nestjs/graphql';

@ArgsType()
export class PagingArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many, at most 100.' })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'The cursor after which the page begins.' })
  after?: string | null;
}

/** Converts a page to a connection with converted nodes. */
export function shownPage<T, Node>(page: Page<T>, show: (node: T, index: number) => Node): Connection<Node> {
  const edges = page.edges.map((edge, i) => ({ cursor: edge.cursor, node: show(edge.node, i) }));
  return connectionOf(edges, page, () => page.totalCount());
}
