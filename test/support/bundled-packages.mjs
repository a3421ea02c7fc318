import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { absentPackages, oneGraphql } from '../../bundle.mjs';

/** Stay packages: a native one, and one that has to be loaded before everything that uses it. */
const EXTERNAL = ['better-sqlite3', 'reflect-metadata'];
/** What the tests alone import of what the programs' packages need. */
const WITH_TESTS = ['@grpc/grpc-js', 'google-protobuf', 'fast-check'];

const nameOf = (specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** @returns what the sources import of the packages that the programs are made of, such as "graphql/execution/values.js" */
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

/** Every import as Jest makes it, by require: else a package that has both kinds would be there twice. */
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
 * All of those packages as one script, for a suite of Jest otherwise looks some 2,000 files up and compiles them anew.
 * @returns the text of a function that gives the packages when it is given `require`: each by what it is imported as, loaded when it is first asked for
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

/** Where Jest finds what stands for an import. */
export const packagesFolder = 'node_modules/.cache/evenkeel/packages';

/** Stands for an import of a package in a suite. */
export const standIn = (specifier) => `module.exports = globalThis.bundledPackages(require)[${JSON.stringify(specifier)}]();\n`;

/** Compiled once in each worker of Jest, for all of its suites. */
let script;

/** Gives a suite the packages, made of its own objects. */
export function offerPackages(context, rootDir) {
  const path = join(rootDir, packagesFolder, 'packages.js');
  script ??= new Script(readFileSync(path, 'utf8'), { filename: path });
  let packages;
  context.bundledPackages = (require) => {
    require('reflect-metadata');
    return (packages ??= script.runInContext(context)(require, pathToFileURL(path).href));
  };
}
