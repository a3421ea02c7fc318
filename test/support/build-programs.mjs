import { transformFile } from '@swc/core';
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const options = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** The sources that a build holds, by their paths. */
const sourcesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !/[\\/]testing[\\/]/.test(path));

const isAsOld = (one, other) => statSync(one, { throwIfNoEntry: false })?.mtime.getTime() === statSync(other).mtime.getTime();

/**
 * Builds the programs once before all tests, as far as they changed: to run one from its sources costs twice as long a start, and
 * the tests start some two hundred. What is written is moved into place whole, for another run of the tests may read it.
 */
export default async function buildPrograms({ rootDir }) {
  const build = join(rootDir, 'node_modules/.cache/evenkeel/build');
  mkdirSync(build, { recursive: true });
  copyFileSync(join(rootDir, 'package.json'), join(build, 'package.json'));
  rmSync(join(build, 'examples'), { force: true });
  symlinkSync(join(rootDir, 'examples'), join(build, 'examples'));
  const sources = ['apps', 'libs'].flatMap((folder) =>
    sourcesIn(join(rootDir, folder)).map((source) => ({
      source,
      built: join(build, 'dist', source.slice(rootDir.length).replace(/\.ts$/, '.js')),
    })),
  );
  await Promise.all(sources.filter(({ source, built }) => !isAsOld(built, source)).map(compile));
}

async function compile({ source, built }) {
  const { atime, mtime } = statSync(source);
  const { code } = await transformFile(source, options);
  const own = `${built}.${process.pid}`;
  mkdirSync(dirname(built), { recursive: true });
  writeFileSync(own, code);
  utimesSync(own, atime, mtime);
  renameSync(own, built);
}
