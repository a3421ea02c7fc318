import { Kind, visit, type DocumentNode } from 'graphql';
import { LIMITS } from './limits.js';
import { tooComplex } from './validation-rules.js';

/**
 * Refuses, before its validation, a document that repeats a name too often: validation compares every two fields with the same response
 * name, wherever fragments may bring them together.
 * @throws GraphQLError QUERY_TOO_COMPLEX
 */
export function refuseRepetition(document: DocumentNode, most: number = LIMITS.comparisons): void {
  const times = new Map<string, number>();
  let comparisons = 0;
  const note = (name: string): void => {
    const before = times.get(name) ?? 0;
    times.set(name, before + 1);
    comparisons += 2 * before + 1;
  };
  visit(document, {
    [Kind.FIELD]: ({ alias, name }) => note((alias ?? name).value),
    // The content of a fragment is compared for every two spreads.
    [Kind.FRAGMENT_SPREAD]: () => note('...'),
  });
  if (comparisons > most) throw tooComplex(`(${comparisons} > ${most})`);
}
