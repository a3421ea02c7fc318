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
  // One more than the cores that it is meant for: where one waits for a program or a database, the others go on.
  maxWorkers: 3,
  // What suites leave behind in a worker slows the next ones down threefold: it is replaced by a fresh one.
  workerIdleMemoryLimit: '600MB',
  // A worker lets go of everything after each suite (the environment sees to it), but V8 takes a while to give a heap of 1 GB back.
  workerGracefulExitTimeout: 30_000,
};
