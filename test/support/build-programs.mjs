import { transformFile } from '@swc/core';
import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bundlePrograms } from '../../bundle.mjs';
import { unpackChromium } from './chromium.mjs';
import { bundlePackages, importedPackages, packagesFolder, standIn } from './bundled-packages.mjs';

const options = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: false,
};

/** How long old chunks are kept: another test run may still read a chunk of the previous build. */
const CHUNK_KEPT_MS = 3_600_000;

/** The sources in a build, by path. */
const sourcesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => !/[\\/]apps[\\/]web[\\/]/.test(path))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !/[\\/]testing[\\/]/.test(path));

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtime.getTime();

/**
 * Builds the programs once before all tests as `npm run build` does, but only changed files and without type checks. Files are moved into
 * place when complete, because another test run may be reading them.
 */
export default async function buildPrograms({ rootDir }) {
  await preparePackages(rootDir);
  await unpackChromium(rootDir);
  const cache = join(rootDir, 'node_modules/.cache/evenkeel');
  const sources = ['apps', 'libs'].flatMap((folder) => sourcesIn(join(rootDir, folder)));
  const compiled = await compilePrograms(rootDir, join(cache, 'compiled'), sources);
  const build = join(cache, 'build');
  mkdirSync(build, { recursive: true });
  await Promise.all([buildWeb(rootDir, build), bundleInto(build, rootDir, compiled, sources)]);
}

/** Bundles the compiled programs if a source has changed. */
async function bundleInto(build, rootDir, compiled, sources) {
  rmSync(join(build, 'examples'), { force: true });
  symlinkSync(join(rootDir, 'examples'), join(build, 'examples'));
  const inputs = [...sources, ...['bundle.mjs', 'package.json', 'package-lock.json'].map((name) => join(rootDir, name))];
  const state = JSON.stringify(inputs.map((path) => [path, modified(path)]));
  if (textOf(join(build, 'state.json')) === state) return;
  const files = await bundlePrograms(compiled, { outdir: join(build, 'dist') });
  // Entry files last: everything that they import is there before them.
  files.sort((one, other) => isChunk(other.path) - isChunk(one.path));
  for (const { path, text } of files) writeWhole(path, text);
  copyFileSync(join(rootDir, 'package.json'), join(build, 'package.json'));
  writeWhole(join(build, 'state.json'), state);
  removeOldChunks(join(build, 'dist/chunks'), new Set(files.map(({ path }) => path)));
}

/** Bundles the packages for the suites if the imports or the installed packages have changed. */
async function preparePackages(rootDir) {
  const folder = join(rootDir, packagesFolder);
  const packages = importedPackages(rootDir);
  const inputs = ['bundle.mjs', 'package-lock.json', 'test/support/bundled-packages.mjs'].map((name) => modified(join(rootDir, name)));
  const state = JSON.stringify([packages, inputs]);
  if (textOf(join(folder, 'state.json')) === state) return;
  writeWhole(join(folder, 'packages.js'), await bundlePackages(rootDir, packages));
  for (const name of packages) writeWhole(join(folder, `${name}.cjs`), standIn(name));
  writeWhole(join(folder, 'state.json'), state);
}

/**
 * Builds the web app into dist/web of a build if one of its files has changed. In a process of its own: Vite takes React's version for
 * development where NODE_ENV is `test`.
 */
async function buildWeb(rootDir, build) {
  const folder = join(rootDir, 'apps/web');
  const sources = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  const state = JSON.stringify([...sources, join(rootDir, 'package-lock.json')].map((path) => [path, modified(path)]));
  const place = join(build, 'dist/web');
  const stateFile = join(build, 'web-state.json');
  if (textOf(stateFile) === state && existsSync(place)) return;
  const own = `${place}.${process.pid}`;
  const vite = [join(rootDir, 'node_modules/vite/bin/vite.js'), 'build', folder, '--outDir', own, '--logLevel', 'warn'];
  await promisify(execFile)(process.execPath, vite, { cwd: rootDir, env: { ...process.env, NODE_ENV: 'production' } });
  // Programs read the whole folder when they start, and never again.
  const old = `${own}.old`;
  if (existsSync(place)) renameSync(place, old);
  renameSync(own, place);
  rmSync(old, { recursive: true, force: true });
  writeWhole(stateFile, state);
}

/** Compiles the programs. @returns the folder with package.json and the compiled files */
async function compilePrograms(rootDir, folder, sources) {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(rootDir, 'package.json'), join(folder, 'package.json'));
  const stale = sources
    .map((source) => ({ source, to: join(folder, 'dist', source.slice(rootDir.length).replace(/\.ts$/, '.js')) }))
    .filter(({ source, to }) => modified(to) !== modified(source));
  await Promise.all(
    stale.map(async ({ source, to }) => {
      const { mtime } = statSync(source);
      const { code } = await transformFile(source, options);
      writeWhole(to, code, mtime);
    }),
  );
  return folder;
}

const isChunk = (path) => Number(/[\\/]chunks[\\/]/.test(path));

const textOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

function writeWhole(path, contents, mtime = new Date()) {
  const own = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(own, contents);
  utimesSync(own, mtime, mtime);
  renameSync(own, path);
}

function removeOldChunks(folder, used) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!used.has(path) && Date.now() - (modified(path) ?? 0) > CHUNK_KEPT_MS) rmSync(path, { force: true });
  }
}
