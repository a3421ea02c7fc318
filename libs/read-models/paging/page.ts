import { QuestionError } from '../question-error.js';

export interface Edge<T> {
  /** An opaque text, made from the values that the list is ordered by and an id, so that it stays valid after a rebuild. */
  readonly cursor: string;
  readonly node: T;
}

export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts only when called. */
  readonly totalCount: () => Promise<number>;
}

/** Forward paging from a cursor. `first` is at most 100; null and undefined: 20. */
export interface Forwards {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Forward paging if `first` is given, otherwise backward if `last` or `before` is given; the order of the list is the same. */
export interface EitherWay extends Forwards {
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

const DEFAULT_SIZE = 20;
const LARGEST = 100;

/** The requested number of entries. @throws QuestionError BAD_PAGE_SIZE below 0 and above 100 */
export function pageSize(asked: number | null | undefined): number {
  const size = asked ?? DEFAULT_SIZE;
  if (!Number.isInteger(size) || size < 0 || size > LARGEST) {
    throw new QuestionError('BAD_PAGE_SIZE', `A page has 0 to ${LARGEST} entries, not ${size}`);
  }
  return size;
}
