const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The canonical form of a JSON value (RFC 8785): members sorted by UTF-16 code units, numbers as ECMAScript prints them,
 * no white space. Members that are `undefined` are left out, as JSON.stringify does.
 * @throws TypeError for what JSON cannot hold: NaN, Infinity, bigint, functions.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no ${value}`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Record<string, unknown>);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

function canonicalArray(values: readonly unknown[]): string {
  let text = '[';
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + canonicalJson(values[i] ?? null);
  return text + ']';
}

function canonicalObject(object: Record<string, unknown>): string {
  const keys = Object.keys(object);
  if (isFlatAndInOrder(object, keys)) return JSON.stringify(object);
  let text = '';
  for (const key of sorted(keys)) {
    const member = object[key];
    if (member !== undefined) text += (text === '' ? '' : ',') + JSON.stringify(key) + ':' + canonicalJson(member);
  }
  return '{' + text + '}';
}

/**
 * Whether JSON.stringify already writes the canonical text: a flat object with sorted members, as most metadata is. It takes a third of the
 * time.
 */
function isFlatAndInOrder(object: Record<string, unknown>, keys: readonly string[]): boolean {
  for (let i = 0; i < keys.length; i++) {
    if (i > 0 && keys[i - 1]! > keys[i]!) return false;
    const member = object[keys[i]!];
    const isFlat = typeof member === 'string' || typeof member === 'boolean' || member === undefined || Number.isFinite(member);
    if (!isFlat) return false;
  }
  return keys.length > 0;
}

/** Sorts a few keys in place: Array.sort makes copies, which is most of the cost for a small object. */
function sorted(keys: string[]): string[] {
  if (keys.length > 32) return keys.sort(byCodeUnit);
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]!;
    let j = i - 1;
    for (; j >= 0 && keys[j]! > key; j--) keys[j + 1] = keys[j]!;
    keys[j + 1] = key;
  }
  return keys;
}
