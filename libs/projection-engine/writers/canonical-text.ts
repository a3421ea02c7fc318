/**
 * Reads the value of a text member from the canonical text of a flat JSON object, without parsing it. A quote inside a value is escaped, so
 * the member's name with quotes and colon can occur only as a member. @returns undefined if the member is missing, is not a text or has
 * escapes, or if the object is not flat
 */
export function textIn(json: string, member: string): string | undefined {
  if (json.includes('{', 1) || json.includes('[')) return undefined;
  const name = `"${member}":"`;
  const at = json.indexOf(name);
  if (at < 0) return undefined;
  const start = at + name.length;
  const value = json.slice(start, json.indexOf('"', start));
  return value.includes('\\') ? undefined : value;
}
