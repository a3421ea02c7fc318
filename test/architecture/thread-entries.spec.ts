import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['apps', 'bench', 'libs', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);

/** In a URL `#` begins a fragment: an alias would name the file itself, and its thread would start itself again and again. */
it('no file names another one by an import alias in a URL', () => {
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter((path) => /new URL\(\s*['"`]#/.test(readFileSync(path, 'utf8')))).toEqual([]);
});
