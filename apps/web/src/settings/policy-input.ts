/** The signals that have bounds, with their fields in a policy. */
export const BOUNDS = [
  ['BEHIND', 'behind'],
  ['AHEAD', 'ahead'],
  ['LATE', 'late'],
] as const;

type Typed = Readonly<Record<string, string | number>>;

/** Puts what was typed in the fields `behind.opensAt` and so on into objects, as the api takes them. */
export function policyInput(typed: Typed): Readonly<Record<string, unknown>> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(typed)) {
    const [field = '', bound] = name.split('.');
    input[field] = bound === undefined ? value : { ...(input[field] as object | undefined), [bound]: value };
  }
  return input;
}
