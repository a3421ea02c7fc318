/**
 * The value of a text member of a flat JSON object, read off its canonical text without parsing it; undefined: not so
 * easily told (it is missing or no text, it has escapes, the object is not flat). A quote inside a value is escaped, so the
 * member's name with its quotes and its colon occurs as a member alone.
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
