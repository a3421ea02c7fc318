import type { Connection } from '#read-models/schema/connection.js';
import {
  getNamedType,
  getNullableType,
  GraphQLString,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
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
type Resolver = (...args: unknown[]) => unknown;

/** Texts that may have thousands of characters: they are counted when they are read, and the others when the answer is written. */
const LONG_TEXTS = new Set(['canonical', 'evidence', 'note', 'objective', 'reason', 'reopenReason', 'summary']);

/** With three arguments Nest would take it for a reference resolver, which has no `args`: the context would be lost. */
const readerOf = ({ name, resolve }: Field): ((parent: unknown, args: unknown, context: unknown) => unknown) => {
  const read = resolve as Resolver | undefined;
  return read ? (parent, args, context) => read(parent, args, context, undefined) : (parent) => (parent as Record<string, unknown>)[name];
};

/** Goes on with what was read, at once where it is there. */
const after = <T, R>(value: T | Promise<T>, next: (value: T) => R): R | Promise<Awaited<R>> =>
  value instanceof Promise ? (value.then(next) as Promise<Awaited<R>>) : next(value);

/**
 * The list that the field gives; before it is read, others have their turn where they have waited. Three parameters: a fourth would
 * have every call build an `info`. @param counts whether nobody asked for its length
 */
function shownList(field: Field, counts: boolean): NonNullable<Field['resolve']> {
  const read = readerOf(field);
  const show = (parent: unknown, args: unknown, context: RequestContext): Entries | Promise<Entries> => {
    // The answer is refused already: every list that is made now is made for nothing, and each may be long.
    if (context.isSpent) return [];
    const entries = read(parent, args, context) as Entries | Promise<Entries>;
    return counts ? after(entries, (list) => (!list || context.spend(list.length) ? list : [])) : entries;
  };
  return (parent, args, asked) => {
    const context = asked as RequestContext;
    const wait = context.isSpent ? undefined : context.turn();
    return wait ? wait.then(() => show(parent, args, context)) : show(parent, args, context);
  };
}

/** The text that the field gives, counted. */
function countedText(field: Field): NonNullable<Field['resolve']> {
  const read = readerOf(field);
  return (parent, args, context) =>
    after(read(parent, args, context), (text) =>
      typeof text !== 'string' || (context as RequestContext).spendText(text.length) ? text : '',
    );
}

const total: NonNullable<Field['resolve']> = (page) => (page as Connection<unknown>).total();

function lean(type: GraphQLObjectType, field: Field): void {
  if (field.resolve?.name === 'rootFieldResolver') delete field.resolve;
  if (field.name === 'totalCount' && type.name.endsWith('Connection')) field.resolve = total;
  const named = getNamedType(field.type);
  if (isListType(getNullableType(field.type)) && isObjectType(named)) field.resolve = shownList(field, isGuessed(type, field));
  else if (LONG_TEXTS.has(field.name) && named === GraphQLString) field.resolve = countedText(field);
}

/**
 * Nest gives every plain field a resolver that reads a property, and the JIT then calls it for every value. Without it, the compiled
 * query reads the property itself. The total of a connection is asked for here, once for all connections; lists wait for their turn here,
 * and lists of any length and long texts are counted.
 */
export function leanSchema(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, description] of Object.entries(ROOTS)) {
    const root = schema.getType(name);
    if (root) root.description = description;
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) lean(type, field);
  }
  return schema;
}
