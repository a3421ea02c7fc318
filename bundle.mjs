// node bundle.mjs [FOLDER]: bundles the programs that tsc wrote to FOLDER/dist, in place. See docs/decisions/2026-11-28-bundled-programs.md.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The files that Node.js starts, that threads are started from, and that find other files by their own location (import.meta.url). All
 * other modules go into chunks that these files share, so that each module is loaded once.
 */
const ENTRIES = [
  'apps/api/src/graphiql/page-thread',
  'apps/api/src/main',
  'apps/api/src/run',
  'apps/api/src/write-schema',
  'apps/cli/src/main',
  'apps/cli/src/run',
  'apps/projector/src/main',
  'apps/projector/src/run',
  'libs/event-store/embedded/event-reader',
  'libs/event-store/eventstoredb/reading/event-reader',
  'libs/read-models/as-of/historical-query-thread',
  'libs/read-models/registry',
  'libs/projection-engine/rebuild/rebuild-thread',
];

/** Not bundled: a native package, and one that must be loaded before all its users. */
const PACKAGES = ['better-sqlite3', 'reflect-metadata'];

/** Optional packages that others load if they are installed; the bundle leaves that to run time. */
export const absentPackages = {
  name: 'absent-packages',
  setup: ({ onResolve, resolve: find }) =>
    onResolve({ filter: /^[^.#/]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'looked up' || path.startsWith('node:')) return undefined;
      const { errors } = await find(path, { ...from, pluginData: 'looked up' });
      return errors.length > 0 ? { path, external: true } : undefined;
    }),
};

/**
 * Outside production, graphql checks at every type test whether a second copy of it is loaded, which takes half of the time of making the
 * schema. A bundle has only one copy, in production or not.
 */
export const oneGraphql = {
  name: 'one-graphql',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]node_modules[\\/]graphql[\\/]jsutils[\\/]instanceOf\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes(IN_PRODUCTION)) throw new Error('bundle.mjs: graphql asks in another way whether it is in production.');
      return { contents: text.replace(IN_PRODUCTION, 'true') };
    }),
};
const IN_PRODUCTION = "process.env.NODE_ENV === 'production'";

/** How esbuild restores the names of functions and classes, for every closure each time it is made. */
const NAMING = 'var __name = (target, value) => __defProp(target, "name", { value, configurable: true });';

/** Restores only the names of classes: only they are often renamed, and Nest names loggers after them. */
const namingClasses = (text) =>
  text
    .replace(NAMING, NAMING.replace('value) => ', 'value, isClass) => !isClass ? target : '))
    .replace(/\b__name\(this, ("[^"]*")\)/g, '__name(this, $1, true)');

/**
 * Bundles each entry file, and each set of modules that entries share. Otherwise Node.js looks up some 2,900 files and compiles them one by
 * one, which is most of the time of a start.
 * @param folder the folder with package.json and, under dist/, the compiled files
 * @param options of esbuild
 * @returns the files: { path, text }
 * @throws Error if esbuild names functions in another way than expected
 */
export async function bundlePrograms(folder, options = {}) {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ENTRIES.map((entry) => join(folder, 'dist', `${entry}.js`)),
    outbase: join(folder, 'dist'),
    outdir: join(folder, 'dist'),
    write: false,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Log lines contain class names, by which Nest's own lines are recognised.
    keepNames: true,
    // Resolve packages by the same field as Node.js.
    mainFields: ['main'],
    conditions: [],
    external: PACKAGES,
    plugins: [absentPackages, oneGraphql],
    // CommonJS packages call `require` for the built-in modules of Node.js.
    banner: { js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);" },
    logLevel: 'warning',
    ...options,
  });
  if (!outputFiles.some(({ text }) => text.includes(NAMING))) throw new Error('bundle.mjs: esbuild names functions in another way.');
  return outputFiles.map(({ path, text }) => ({ path, text: namingClasses(text) }));
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? '.');
  const files = await bundlePrograms(folder, { sourcemap: 'linked', sourcesContent: false });
  rmSync(join(folder, 'dist/chunks'), { recursive: true, force: true });
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
