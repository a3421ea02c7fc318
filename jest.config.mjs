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
  transformIgnorePatterns: ['/node_modules/(@eventstore|@grpc|google-protobuf|@swc)/'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/support/build-programs.mjs',
  testEnvironment: '<rootDir>/test/support/tidy-environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  testSequencer: '<rootDir>/test/support/dearest-first.mjs',
  testTimeout: 60_000,
  maxWorkers: 2,
  // A worker lets go of everything after each suite (the environment sees to it), but V8 takes a while to give a heap of 1 GB back.
  workerGracefulExitTimeout: 30_000,
};
