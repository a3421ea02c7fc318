import { connectionOf, type Connection } from '#read-models/schema/connection.js';
import type { EitherWay, Page } from '#read-models/paging/page.js';
import { ArgsType, Field, Int } from '@nestjs/graphql';

@ArgsType()
export class PagingArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many, at most 100.' })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'The cursor after which the page begins.' })
  after?: string | null;
}

/** Paging from either end. */
@ArgsType()
export class EitherWayArgs {
  // Without a default, which could not be told from a `first` that was asked for.
  @Field(() => Int, { nullable: true, description: 'How many from the front, at most 100; 20 if neither first nor last is given.' })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'The cursor after which the page begins.' })
  after?: string | null;
  @Field(() => Int, { nullable: true, description: 'How many from the back, at most 100; not together with first.' })
  last?: number | null;
  @Field(() => String, { nullable: true, description: 'The cursor before which the page ends.' })
  before?: string | null;
}

export const eitherWay = ({ first, after, last, before }: EitherWayArgs): EitherWay => ({ first, after, last, before });

/** Converts a page to a connection with converted nodes. */
export function shownPage<T, Node>(page: Page<T>, show: (node: T, index: number) => Node): Connection<Node> {
  const edges = page.edges.map((edge, i) => ({ cursor: edge.cursor, node: show(edge.node, i) }));
  return connectionOf(edges, page, () => page.totalCount());
}
