import { useCallback, useRef, useState } from 'react';
import { useClient, type Client, type TypedDocumentNode } from 'urql';
import { reportSignedIn } from '../shell/connection';
import { outcomeOf, type CommandPayload, type Outcome } from './outcome';

export interface Sending {
  readonly send: (input: object) => Promise<Outcome<CommandPayload>>;
  readonly isSending: boolean;
  readonly outcome: Outcome<CommandPayload> | undefined;
  /** Forgets the outcome, for a form that is opened again. */
  readonly reset: () => void;
}

/**
 * Sends one command. The commandId is made for what was typed: the same input sent again after a failure has the same id, so that the api
 * records it once, whatever happened to the first attempt.
 * @param document a mutation with one variable, `input`, and one field, a payload with `userErrors`
 */
export function useCommand(document: CommandDocument): Sending {
  const client = useClient();
  const [isSending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<CommandPayload> | undefined>(undefined);
  const last = useRef<{ readonly text: string; readonly commandId: string } | undefined>(undefined);
  const send = useCallback(
    async (input: object): Promise<Outcome<CommandPayload>> => {
      const text = JSON.stringify(input);
      if (last.current?.text !== text) last.current = { text, commandId: newId() };
      setSending(true);
      const found = await answerOf(client, document, { ...input, commandId: last.current.commandId });
      setSending(false);
      // What was decided is decided: the same input later is another command.
      if (found.is !== 'unknown') last.current = undefined;
      setOutcome(found);
      return found;
    },
    [client, document],
  );
  const reset = useCallback(() => setOutcome(undefined), []);
  return { send, isSending, outcome, reset };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any mutation with one payload; the api checks its input
export type CommandDocument = TypedDocumentNode<any, { input: any }>;

/** Sends a command once. @returns what the api says of it; `unknown` if it could not be reached or failed */
export async function answerOf(client: Client, document: CommandDocument, input: object): Promise<Outcome<CommandPayload>> {
  const { data, error } = await client.mutation<Record<string, CommandPayload>>(document, { input }).toPromise();
  const outcome = outcomeOf(data ? Object.values(data)[0] : undefined, error);
  if (outcome.is !== 'unknown') reportSignedIn();
  return outcome;
}

export /** A random UUID. `crypto.randomUUID` exists only under https and on localhost; getRandomValues everywhere. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
