import { useCallback, useState } from 'react';
import { useClient, type TypedDocumentNode } from 'urql';
import { outcomeOf, type CommandPayload, type Outcome } from './outcome';

export interface Acting<V, P> {
  readonly act: (variables: V) => Promise<Outcome<P>>;
  readonly isSending: boolean;
  readonly outcome: Outcome<P> | undefined;
}

/**
 * Sends a change of what is no event: accounts, links, tokens, sessions. These have no commandId, so that a link that got lost on the way is
 * made again rather than shown again.
 * @param document a mutation with one field, a payload with `userErrors`
 */
export function useAct<R extends Record<string, CommandPayload>, V extends object>(
  document: TypedDocumentNode<R, V>,
): Acting<V, R[keyof R]> {
  const client = useClient();
  const [isSending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<R[keyof R]> | undefined>(undefined);
  const act = useCallback(
    async (variables: V): Promise<Outcome<R[keyof R]>> => {
      setSending(true);
      const { data, error } = await client.mutation<R, V>(document, variables).toPromise();
      setSending(false);
      const found = outcomeOf(data ? (Object.values(data)[0] as R[keyof R]) : undefined, error);
      setOutcome(found);
      return found;
    },
    [client, document],
  );
  return { act, isSending, outcome };
}
