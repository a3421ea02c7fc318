/** How far two numbers may lie apart: the larger of a distance and a part of the expected number. */
export interface Allowance {
  readonly absolute: number;
  readonly relative: number;
}

/** For the vectors. */
export const EXACTLY: Allowance = { absolute: 1e-9, relative: 0 };
/** For what was added and taken away again in another order: a ratio of sums that nearly cancel may be large. */
export const NEARLY: Allowance = { absolute: 1e-9, relative: 1e-9 };

/** Where two values differ by more than is allowed: a path, what was expected and what was found. */
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
