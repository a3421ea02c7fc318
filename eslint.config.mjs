import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // A synchronous adapter implements an asynchronous port with async functions without await, so that errors become rejections.
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
    },
  },
  {
    // What a person reads stands in the catalogues named texts.ts, in both languages.
    files: ['apps/web/src/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'JSXText[value=/\\p{L}/u]', message: 'Put this text into texts.ts, in both languages.' },
        {
          selector: 'JSXAttribute[name.name=/^(aria-label|title|placeholder|alt|label|hint)$/] > Literal',
          message: 'Put this text into texts.ts, in both languages.',
        },
      ],
    },
  },
  {
    // Nest reads constructor parameter types at run time: a type-only import would erase them.
    files: [
      'apps/{api,cli,projector}/**/*.ts',
      'libs/application/**/*.ts',
      'libs/read-models/**/*.ts',
      'libs/event-store/**/*.ts',
      'libs/identity/**/*.ts',
      'libs/projection-engine/**/*.ts',
    ],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // Programs that print to a terminal.
    files: ['apps/cli/**/*.ts', 'apps/*/src/run.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
);
