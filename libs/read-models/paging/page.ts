import { QuestionError } from '../question-error.js';

export interface Edge<T> {
  /** Opaque. Made of the values that the list is ordered by and an id, so that it survives a rebuild. */
  readonly cursor: string;
  readonly node: T;
}

export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts only when it is called. */
  readonly totalCount: () => Promise<number>;
}

/** Forwards from a cursor. `first` is at most 100; null and undefined: 20. */
export interface Forwards {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Forwards where `first` is given, else backwards where `last` or `before` is; both ways list in the same order. */
export interface EitherWay extends Forwards {
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

const DEFAULT_SIZE = 20;
const LARGEST = 100;

/** The number of entries asked for. @throws QuestionError BAD_PAGE_SIZE below 0 and above 100. */
export function pageSize(asked: number | null | undefined): number {
  const size = asked ?? DEFAULT_SIZE;
  if (!Number.isInteger(size) || size < 0 || size > LARGEST) {
    throw new QuestionError('BAD_PAGE_SIZE', `A page has 0 to ${LARGEST} entries, not ${size}`);
  }
  return size;
}
