import { importedPackages, packagesFolder } from './test/support/bundled-packages.mjs';

const packages = importedPackages(import.meta.dirname);

// swc compiles what Jest cannot require() on Node 20: Nest ships ES modules only.
const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: true,
  },
];

export default {
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  transform: { '^.+\\.[cm]?[jt]s$': swc },
  transformIgnorePatterns: ['/node_modules/(@swc|\\.cache)/'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    [`^(${packages.map((name) => name.replaceAll('.', '\\.')).join('|')})$`]: `<rootDir>/${packagesFolder}/$1.cjs`,
  },
  globalSetup: '<rootDir>/test/support/build-programs.mjs',
  testEnvironment: '<rootDir>/test/support/tidy-environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  testSequencer: '<rootDir>/test/support/dearest-first.mjs',
  testTimeout: 60_000,
  // One more than the cores it is meant for: while one suite waits for a program or a database, the others continue.
  maxWorkers: 3,
  // What suites leave in a worker's memory makes the next ones up to three times slower, so the worker is replaced.
  workerIdleMemoryLimit: '600MB',
  // The environment makes sure that a worker closes everything after each suite, but V8 takes a while to free a heap of 1 GB.
  workerGracefulExitTimeout: 30_000,
};
