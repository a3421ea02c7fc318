import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LINES = 38;

/** The whole excerpt: nearly five years, of which each Sunday is evaluated. */
export const wholeHistory = 'test/support/kubernetes-excerpt.ndjson';

/** Writes the first year and a half of the excerpt under its own name: that stands in every event. @returns the path */
export function earlyHistory(folder: string): string {
  const path = join(folder, 'kubernetes-excerpt.ndjson');
  const lines = readFileSync(wholeHistory, 'utf8').split('\n');
  writeFileSync(path, `${lines.slice(0, LINES).join('\n')}\n`);
  return path;
}
