// node bundle.mjs [FOLDER]: bundles the programs that tsc wrote to FOLDER/dist, in place. See docs/decisions/2026-11-28-bundled-programs.md.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What Node.js starts, what a thread imports by its name, and what finds other files from its own place (import.meta.url). The rest is in
 * chunks that these share: a module is loaded once.
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

/** Stay packages: a native one, and one that has to be loaded before everything that uses it. */
const PACKAGES = ['better-sqlite3', 'reflect-metadata'];

/** Packages that others load where they are installed, which is their own affair while the program runs. */
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
 * Outside production, graphql looks at what is no instance of a class for a second copy of itself, each time: half of the time that it
 * takes to make the schema. In a bundle there is one copy, in production or not.
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

/** How esbuild gives every function and class the name that its source has: each closure too, each time it is made. */
const NAMING = 'var __name = (target, value) => __defProp(target, "name", { value, configurable: true });';

/** Leaves the naming of classes: they alone are renamed often, and Nest calls loggers by their names. */
const namingClasses = (text) =>
  text
    .replace(NAMING, NAMING.replace('value) => ', 'value, isClass) => !isClass ? target : '))
    .replace(/\b__name\(this, ("[^"]*")\)/g, '__name(this, $1, true)');

/**
 * Makes a file of each entry, and of each set of modules that entries share. Node.js otherwise looks some 2,900 files up and compiles
 * them one by one, which is most of the time of a start.
 * @param folder holds package.json, and under dist/ what is compiled
 * @param options of esbuild
 * @returns the files: { path, text }
 * @throws Error where esbuild names functions in another way than is known here
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
    // Log lines say the names of classes, and Nest's are told from ours by them.
    keepNames: true,
    // As Node.js itself resolves packages.
    mainFields: ['main'],
    conditions: [],
    external: PACKAGES,
    plugins: [absentPackages, oneGraphql],
    // Packages in CommonJS call require for what Node.js brings along.
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
