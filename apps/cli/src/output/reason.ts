/**
 * Why something outside did not work, in as few words as there are. fetch says "fetch failed", and why is in its cause; an address with
 * several meanings fails without a message, but with a code.
 */
export function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const { message, code } = (cause ?? error) as { message?: string; code?: string };
  return message || code || String(error);
}
