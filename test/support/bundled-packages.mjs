import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { absentPackages, oneGraphql } from '../../bundle.mjs';

/** Not bundled: a native package, and one that must be loaded before all its users. */
const EXTERNAL = ['better-sqlite3', 'reflect-metadata'];
/** Packages that only the tests import. */
const WITH_TESTS = ['@grpc/grpc-js', 'google-protobuf', 'fast-check'];

const nameOf = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** The modules that the sources import from packages, such as "graphql/execution/values.js". */
export function importedPackages(rootDir) {
  const { dependencies } = JSON.parse(readFileSync(join(rootDir, 'package.json'), 'utf8'));
  const bundled = new Set([...Object.keys(dependencies), ...WITH_TESTS].filter((name) => !EXTERNAL.includes(name)));
  const found = new Set();
  for (const folder of ['apps', 'libs', 'test'])
    for (const name of readdirSync(join(rootDir, folder), { recursive: true }))
      if (name.endsWith('.ts'))
        for (const [, specifier] of readFileSync(join(rootDir, folder, name), 'utf8').matchAll(/\b(?:from|import\() ?'([^'.#][^']*)'/g))
          if (bundled.has(nameOf(specifier))) found.add(specifier);
  return [...found].sort();
}

/** Resolves every import as `require` does, like Jest: otherwise a package with both module kinds would be loaded twice. */
const asRequired = {
  name: 'as-required',
  setup: ({ onResolve, resolve: find }) =>
    onResolve({ filter: /^[^.#/]/ }, async ({ path, pluginData, kind, ...from }) => {
      if (pluginData === 'looked up' || path.startsWith('node:') || kind !== 'import-statement') return undefined;
      const required = await find(path, { ...from, kind: 'require-call', pluginData: 'looked up' });
      return required.errors.length > 0 ? undefined : required;
    }),
};

/**
 * Bundles those packages into one script, because otherwise each Jest suite would look up some 2,000 files and compile them again.
 * @returns the text of a function that takes `require` and returns the packages by module name, each loaded at its first use
 */
export async function bundlePackages(rootDir, specifiers) {
  const entries = specifiers.map((specifier) => `${JSON.stringify(specifier)}: () => require(${JSON.stringify(specifier)})`);
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = { ${entries.join(',\n')} };`, resolveDir: rootDir },
    write: false,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    keepNames: true,
    mainFields: ['main'],
    external: EXTERNAL,
    define: { 'import.meta.url': 'bundleUrl' },
    supported: { 'dynamic-import': false },
    plugins: [asRequired, absentPackages, oneGraphql],
    logLevel: 'error',
  });
  return `(function (require, bundleUrl) { const module = { exports: {} }; ${outputFiles[0].text}\nreturn module.exports; })`;
}

/** The folder in which Jest finds the stand-in modules. */
export const packagesFolder = 'node_modules/.cache/evenkeel/packages';

/** The text of a module that stands in for a package in a suite. */
export const standIn = (specifier) => `module.exports = globalThis.bundledPackages(require)[${JSON.stringify(specifier)}]();\n`;

/** The compiled script, made once in each Jest worker and used by all its suites. */
let script;

/** Gives a suite packages that use the suite's own global objects. */
export function offerPackages(context, rootDir) {
  const path = join(rootDir, packagesFolder, 'packages.js');
  script ??= new Script(readFileSync(path, 'utf8'), { filename: path });
  let packages;
  context.bundledPackages = (require) => {
    require('reflect-metadata');
    return (packages ??= script.runInContext(context)(require, pathToFileURL(path).href));
  };
}
