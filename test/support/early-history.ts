import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LINES = 38;

/** The whole excerpt: nearly five years, with an evaluation every Sunday. */
export const wholeHistory = 'test/support/kubernetes-excerpt.ndjson';

/** Writes the first year and a half of the excerpt under its original name, which every event contains. @returns the path */
export function earlyHistory(folder: string): string {
  const path = join(folder, 'kubernetes-excerpt.ndjson');
  const lines = readFileSync(wholeHistory, 'utf8').split('\n');
  writeFileSync(path, `${lines.slice(0, LINES).join('\n')}\n`);
  return path;
}
