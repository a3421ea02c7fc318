import { canonicalJson } from '#event-sourcing/canonical-json.js';
import type { Refusal } from '#event-sourcing/commands/decider.js';
import { refuse } from '#domain/refusals.js';

const MAX_BYTES = 256 * 1024;
const MAX_DEPTH = 8;

/** The canonical text of a line whose JSON can be stored and read back unchanged. */
export function storableText(line: unknown): { readonly text: string } | Refusal {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return refuse('LINE_MALFORMED');
  const wrong = unstorable(line, 1, []);
  if (wrong) return wrong;
  const text = canonicalJson(line);
  return Buffer.byteLength(text) > MAX_BYTES ? refuse('LINE_TOO_LARGE') : { text };
}

function unstorable(value: unknown, depth: number, path: readonly (string | number)[]): Refusal | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : refuse('TEXT_NOT_STORABLE', ...path);
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > MAX_DEPTH) return refuse('LINE_TOO_DEEP', ...path.slice(0, 1));
  for (const [key, member] of Object.entries(value)) {
    if (!isStorable(key)) return refuse('TEXT_NOT_STORABLE', ...path);
    const wrong = unstorable(member, depth + 1, [...path, key]);
    if (wrong) return wrong;
  }
  return undefined;
}

/** Whether the text has neither NUL nor half of a surrogate pair: storage changes both. */
const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);
