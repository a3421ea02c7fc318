// node bundle.mjs [FOLDER]: bundles the programs that tsc wrote to FOLDER/dist, in place. See docs/decisions/2026-11-28-bundled-programs.md.
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What Node.js starts, and what a thread imports by its name. The rest is in chunks that these share: a module is loaded once. */
const ENTRIES = [
  'apps/api/src/main',
  'apps/api/src/write-schema',
  'apps/cli/src/main',
  'apps/projector/src/main',
  'libs/event-store/embedded/event-reader',
  'libs/event-store/eventstoredb/event-reader',
  'libs/read-models/as-of/past-thread',
  'libs/read-models/projections',
  'libs/read-models/runner/rebuild-thread',
];

/** Stay packages: a native one, and one that has to be loaded before everything that uses it. */
const PACKAGES = ['better-sqlite3', 'reflect-metadata'];

/** Packages that others load where they are installed, which is their own affair while the program runs. */
const absentPackages = {
  name: 'absent-packages',
  setup: ({ onResolve, resolve: find }) =>
    onResolve({ filter: /^[^.#/]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'looked up' || path.startsWith('node:')) return undefined;
      const { errors } = await find(path, { ...from, pluginData: 'looked up' });
      return errors.length > 0 ? { path, external: true } : undefined;
    }),
};

/**
 * Makes a file of each entry, and of each set of modules that entries share. Node.js otherwise looks some 2,900 files up and compiles
 * them one by one, which is most of the time of a start.
 * @param folder holds package.json, and under dist/ what is compiled
 * @param options of esbuild
 * @returns esbuild's result
 */
export const bundlePrograms = (folder, options = {}) =>
  build({
    absWorkingDir: folder,
    entryPoints: ENTRIES.map((entry) => join(folder, 'dist', `${entry}.js`)),
    outbase: join(folder, 'dist'),
    outdir: join(folder, 'dist'),
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
    plugins: [absentPackages],
    // Packages in CommonJS call require for what Node.js brings along.
    banner: { js: "import { createRequire as requireFrom } from 'node:module';\nconst require = requireFrom(import.meta.url);" },
    logLevel: 'warning',
    ...options,
  });

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? '.');
  rmSync(join(folder, 'dist/chunks'), { recursive: true, force: true });
  await bundlePrograms(folder, { allowOverwrite: true, sourcemap: 'linked', sourcesContent: false });
}
