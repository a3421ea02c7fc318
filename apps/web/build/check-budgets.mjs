// node apps/web/build/check-budgets.mjs [FOLDER]: fails if what a browser has to load before a page of the built web app is too large.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** In kB of gzip, from the design of the web app. The first load is the portfolio; any other page must add little to the frame. */
const BUDGETS = { 'portfolio-page': 200, 'my-work-page': 120 };
/** The largest that any file may be that is loaded later. */
const LATER_KB = 120;

const folder = join(process.argv[2] ?? 'dist/web', 'assets');
const files = new Set(readdirSync(folder).filter((name) => /\.(js|css)$/.test(name)));
const textOf = (name) => readFileSync(join(folder, name), 'utf8');
const kilobytes = (name) => readFileSync(join(folder, `${name}.gz`)).length / 1000;
const index = readFileSync(join(folder, '../index.html'), 'utf8');

/** The files that a script imports before it runs, and those that they import. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, imported] of textOf(name).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) withImports(imported, found);
  return found;
}

/** The styles of a page are loaded with it and have the names of their chunks. */
const styleOf = (name) => [...files].filter((file) => file.endsWith('.css') && file.startsWith(basename(name).replace(/-[^-]+\.js$/, '-')));

const first = [...index.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map(([, name]) => name);
const sizes = Object.entries(BUDGETS).map(([page, most]) => {
  const chunk = [...files].find((name) => name.startsWith(`${page}-`) && name.endsWith('.js'));
  if (chunk === undefined) throw new Error(`There is no chunk ${page} in ${folder}.`);
  const scripts = new Set([...first.filter((name) => name.endsWith('.js')), chunk].flatMap((name) => [...withImports(name)]));
  const styles = new Set([...first.filter((name) => name.endsWith('.css')), ...[...scripts].flatMap(styleOf)]);
  return { what: page, kB: [...scripts, ...styles].reduce((sum, name) => sum + kilobytes(name), 0), most };
});
const later = [...files].filter((name) => !first.includes(name)).map((name) => ({ what: name, kB: kilobytes(name), most: LATER_KB }));
const largest = later.toSorted((one, other) => other.kB - one.kB)[0];
const tooLarge = [...sizes, ...later].filter(({ kB, most }) => kB > most);
for (const { what, kB, most } of [...sizes, largest]) process.stdout.write(`${what}: ${kB.toFixed(1)} kB of ${most}\n`);
if (tooLarge.length > 0) {
  process.stderr.write(
    `Too large: ${tooLarge.map(({ what, kB, most }) => `${what} (${kB.toFixed(1)} kB, at most ${most})`).join(', ')}.\n`,
  );
  process.exitCode = 1;
}
