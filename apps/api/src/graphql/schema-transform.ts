import type { Connection } from '#read-models/schema/connection.js';
import { isObjectType, type GraphQLSchema } from 'graphql';

/** Nest describes every type but these. */
const ROOTS = {
  Query: 'What can be asked.',
  Mutation: 'What can be done. A refusal is a userError with a stable code; nothing is recorded then.',
  Subscription: 'What can be listened to, over WebSocket (graphql-transport-ws).',
} as const;

/**
 * Nest gives every plain field a resolver that reads a property, and the JIT then calls it for every value. Without it, the compiled
 * query reads the property itself. The total of a connection is asked for here, once for all connections.
 */
export function leanSchema(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, description] of Object.entries(ROOTS)) {
    const root = schema.getType(name);
    if (root) root.description = description;
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve?.name === 'rootFieldResolver') delete field.resolve;
      if (field.name === 'totalCount' && type.name.endsWith('Connection')) {
        field.resolve = (connection: Connection<unknown>) => connection.total();
      }
    }
  }
  return schema;
}
