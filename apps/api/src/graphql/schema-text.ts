import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import 'reflect-metadata';
import { graphqlOptions } from './graphql-options.js';
import { RESOLVERS } from './resolvers.js';
import { leanSchema } from './schema-transform.js';

/** The schema as the code declares it, without any resolver. */
export async function builtSchema(): Promise<GraphQLSchema> {
  const builder = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    return leanSchema(await builder.get(GraphQLSchemaFactory).create([...RESOLVERS], graphqlOptions.buildSchemaOptions));
  } finally {
    await builder.close();
  }
}

/** The text of the schema, sorted, so that moving code does not change it. */
export const schemaText = async (): Promise<string> =>
  `# Written by \`npm run schema\` from the code. Do not edit.\n\n${printSchema(lexicographicSortSchema(await builtSchema()))}\n`;
