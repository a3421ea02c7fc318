import { useMemo } from 'react';
import { useQuery } from 'urql';
import type { ResultOf } from '../graphql/graphql';
import { peopleOf } from '../people/members';
import { Candidates } from './documents';

type Program = NonNullable<ResultOf<typeof Candidates>['program']>;

/** The people who have a part in a program today, by name, and its initiatives in progress; undefined while they are being loaded. */
export function useCandidates(programId: string | undefined): {
  readonly people: readonly (readonly [id: string, name: string])[] | undefined;
  readonly initiatives: Program['initiatives']['nodes'] | undefined;
} {
  const [{ data }] = useQuery({ query: Candidates, variables: { programId: programId ?? '' }, pause: programId === undefined });
  const program = data?.program;
  const people = useMemo(() => program && peopleOf(program), [program]);
  if (!program || program.id !== programId) return { people: undefined, initiatives: undefined };
  return { people: people ?? undefined, initiatives: program.initiatives.nodes };
}
