import type { Connection } from '#read-models/schema/connection.js';
import { isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { isGuessed } from '../limits/cost.js';
import type { RequestContext } from './request-context.js';

/** Nest describes every type but these. */
const ROOTS = {
  Query: 'What can be asked.',
  Mutation: 'What can be done. A refusal is a userError with a stable code; nothing is recorded then.',
  Subscription: 'What can be listened to, over WebSocket (graphql-transport-ws).',
} as const;

type Field = GraphQLField<unknown, unknown>;
type Entries = readonly unknown[] | null | undefined;

/** The list that the field gives, its entries counted. Three parameters: a fourth would have every call build an `info`. */
function counted({ name, resolve }: Field): NonNullable<Field['resolve']> {
  const read = resolve as ((...args: unknown[]) => Entries | Promise<Entries>) | undefined;
  return (parent, args, context) => {
    // The answer is refused already: every list that is made now is made for nothing, and each may be long.
    if ((context as RequestContext).isSpent) return [];
    // With three arguments Nest would take it for a reference resolver, which has no `args`: the context would be lost.
    const entries = read ? read(parent, args, context, undefined) : (parent as Record<string, Entries>)[name];
    const spend = (list: Entries): Entries => (!list || (context as RequestContext).spend(list.length) ? list : []);
    return entries instanceof Promise ? entries.then(spend) : spend(entries);
  };
}

/**
 * Nest gives every plain field a resolver that reads a property, and the JIT then calls it for every value. Without it, the compiled
 * query reads the property itself. The total of a connection is asked for here, once for all connections, and lists of any length
 * are counted here.
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
      if (isGuessed(type, field)) field.resolve = counted(field);
    }
  }
  return schema;
}
