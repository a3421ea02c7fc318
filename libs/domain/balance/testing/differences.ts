/** Where two balances differ by more than a number allows: a path, what was expected and what was found. */
export function differences(expected: unknown, found: unknown, tolerance = 1e-9, path = ''): string[] {
  if (typeof expected === 'number' && typeof found === 'number')
    return Math.abs(expected - found) <= tolerance ? [] : [`${path}: expected ${expected}, found ${found}`];
  if (!isObject(expected) || !isObject(found))
    return Object.is(expected, found) ? [] : [`${path}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`];
  return Object.keys(expected).flatMap((key) => differences(expected[key], found[key], tolerance, `${path}.${key}`));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
