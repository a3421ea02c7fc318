import { createHash } from 'node:crypto';
import { readHistoryLine } from '#domain/history/history-line.js';
import type { Problem } from '#domain/history/line-fields.js';
import { mappedKey } from '#domain/initiative/status-lines/status-line.js';

/** The initiative of a status line, and a fingerprint of what the line says. */
export interface StatusMeaning {
  readonly initiative: string;
  readonly fingerprint: string;
  /** Remarks about oddities that were accepted. */
  readonly warnings: readonly Problem[];
}

/** Reads a status line. undefined: it is another kind of line, or unreadable. */
export function statusOf(raw: Readonly<Record<string, unknown>>): StatusMeaning | undefined {
  const read = readHistoryLine(raw);
  if ('refused' in read || read.kind !== 'status') return undefined;
  const fingerprint = createHash('sha256').update(mappedKey(read.line)).digest('base64');
  return { initiative: read.line.key, fingerprint, warnings: read.warnings };
}
