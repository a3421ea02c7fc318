import type { Rows } from './list.js';
import type { Page } from './page.js';

/** A page of nodes: one for each row, in the same order. */
export const pageOf = <T>({ rows, hasNextPage, hasPreviousPage, totalCount }: Rows<object>, nodes: readonly T[]): Page<T> => ({
  edges: rows.map(({ cursor }, i) => ({ cursor, node: nodes[i]! })),
  hasNextPage,
  hasPreviousPage,
  totalCount,
});
