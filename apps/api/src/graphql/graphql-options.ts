import { leanSchema } from './schema-transform.js';

/** The options of the GraphQL module. */
export const graphqlOptions = {
  path: '/graphql',
  autoSchemaFile: true,
  transformSchema: leanSchema,
  buildSchemaOptions: { numberScalarMode: 'float' },
} as const;
