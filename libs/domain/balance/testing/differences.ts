/** The permitted difference of two numbers: the larger of an absolute distance and a share of the expected number. */
export interface Allowance {
  readonly absolute: number;
  readonly relative: number;
}

/** The allowance for the golden vectors. */
export const EXACTLY: Allowance = { absolute: 1e-9, relative: 0 };
/** The allowance for sums built in another order: a ratio of sums that nearly cancel may differ more. */
export const NEARLY: Allowance = { absolute: 1e-9, relative: 1e-9 };

/** The differences of two values beyond the allowance: path, expected and found value. */
export function differences(expected: unknown, found: unknown, allowed: Allowance, path = ''): string[] {
  if (typeof expected === 'number' && typeof found === 'number')
    return Math.abs(expected - found) <= Math.max(allowed.absolute, allowed.relative * Math.abs(expected))
      ? []
      : [`${path}: expected ${expected}, found ${found}`];
  if (!isObject(expected) || !isObject(found))
    return Object.is(expected, found) ? [] : [`${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`];
  return Object.keys(expected).flatMap((key) => differences(expected[key], found[key], allowed, `${path}.${key}`));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
