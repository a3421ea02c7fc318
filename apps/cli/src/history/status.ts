import { createHash } from 'node:crypto';
import { readHistoryLine } from '#domain/history/history-line.js';
import type { Problem } from '#domain/history/line-fields.js';
import { mappedKey } from '#domain/initiative/status-line.js';

/** Which initiative a status line is about, and what it says of it. */
export interface StatusMeaning {
  readonly initiative: string;
  readonly fingerprint: string;
  /** What was odd in it, and taken all the same. */
  readonly warnings: readonly Problem[];
}

/** undefined: not a status line, or one that cannot be read. */
export function statusOf(raw: Readonly<Record<string, unknown>>): StatusMeaning | undefined {
  const read = readHistoryLine(raw);
  if ('refused' in read || read.kind !== 'status') return undefined;
  const fingerprint = createHash('sha256').update(mappedKey(read.line)).digest('base64');
  return { initiative: read.line.key, fingerprint, warnings: read.warnings };
}
