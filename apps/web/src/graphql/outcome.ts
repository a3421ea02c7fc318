export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** The path in the input that it is about. */
  readonly field: readonly string[] | null;
}

/** What every payload of a mutation has. */
export interface CommandPayload {
  readonly userErrors: readonly Refusal[];
  readonly warnings?: readonly { readonly message: string }[];
}

export type Outcome<P> =
  | { readonly is: 'done'; readonly payload: P; readonly warnings: readonly string[] }
  | { readonly is: 'refused'; readonly refusals: readonly Refusal[] }
  /** The api could not be reached, or failed: the command may or may not have been recorded. Sent again, it is recorded once. */
  | { readonly is: 'unknown'; readonly message: string };

interface SentError {
  readonly graphQLErrors: readonly { readonly message: string; readonly extensions?: Record<string, unknown> }[];
}

/** Errors by which the api has decided against a command. It may decide otherwise about a command that met any other error. */
const FINAL: readonly unknown[] = ['FORBIDDEN', 'BAD_USER_INPUT'];

/** What became of a command. @param error what urql tells: no connection, or errors of the api */
export function outcomeOf<P extends CommandPayload>(payload: P | undefined, error: SentError | undefined): Outcome<P> {
  if (!error && payload) {
    if (payload.userErrors.length > 0) return { is: 'refused', refusals: payload.userErrors };
    return { is: 'done', payload, warnings: (payload.warnings ?? []).map(({ message }) => message) };
  }
  const [first] = error?.graphQLErrors ?? [];
  const code = first?.extensions?.['code'];
  if (first && FINAL.includes(code)) return { is: 'refused', refusals: [{ code: String(code), message: first.message, field: null }] };
  return { is: 'unknown', message: first?.message ?? '' };
}
