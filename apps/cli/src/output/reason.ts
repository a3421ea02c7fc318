/**
 * Why something outside failed, in few words. fetch says "fetch failed" and has the reason in its cause; a host name with several addresses
 * fails without a message but with a code.
 */
export function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const { message, code } = (cause ?? error) as { message?: string; code?: string };
  return message || code || String(error);
}
