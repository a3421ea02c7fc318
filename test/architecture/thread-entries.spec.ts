import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['apps', 'bench', 'libs', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name)),
);

/** `#` begins a fragment: such a URL is the file itself, and a thread that is started from it starts itself again and again. */
it('no file names another one by an import alias in a URL', () => {
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.filter((path) => /new URL\(\s*['"`]#/.test(readFileSync(path, 'utf8')))).toEqual([]);
});
