import type { Type } from '@nestjs/common';
import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('PageInfo', { description: 'The position of a page in its list.' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether something comes after this page.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether something comes before this page.' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'The cursor of the first node; null on an empty page.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'The cursor of the last node; null on an empty page.' })
  endCursor!: string | null;
}

/** One page of a list as GraphQL shows it. `total` is called only if `totalCount` is selected. */
export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfoType;
  total(): number | Promise<number>;
}

/** Makes a connection from the nodes of a page and their cursors. */
export function connectionOf<Node>(
  edges: readonly { readonly cursor: string; readonly node: Node }[],
  sides: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean },
  total: () => number | Promise<number>,
): Connection<Node> {
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: sides.hasNextPage,
      hasPreviousPage: sides.hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges[edges.length - 1]?.cursor ?? null,
    },
    total,
  };
}

/** Makes the GraphQL types `<name>Connection` and `<name>Edge` for a node type. */
export function connectionType(node: Type<unknown>, name: string, plural: string): Type<unknown> {
  @ObjectType(`${name}Edge`, { description: `One of the ${plural} of a page, with its cursor.` })
  class EdgeType {
    @Field(() => String, { description: 'Its position in the list; stays valid after a rebuild.' })
    cursor!: string;
    @Field(() => node, { description: 'The entry.' })
    node!: unknown;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${plural}.` })
  class ConnectionType {
    @Field(() => [node], { description: 'The entries of the page.' })
    nodes!: unknown[];
    @Field(() => [EdgeType], { description: 'The same, each with its cursor.' })
    edges!: EdgeType[];
    @Field(() => PageInfoType, { description: 'The position of the page in the list.' })
    pageInfo!: PageInfoType;
    @Field(() => Int, { description: 'The number of entries in the whole list; counted only if requested.' })
    totalCount!: number;
  }
  return ConnectionType;
}
