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
  const keys = Object.keys(object).sort(byCodeUnit);
  let text = '';
  for (const key of keys) {
    const member = object[key];
    if (member !== undefined) text += (text === '' ? '' : ',') + JSON.stringify(key) + ':' + canonicalJson(member);
  }
  return '{' + text + '}';
}
