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

/** Nest cannot describe these types, unlike all others. */
const ROOTS = {
  Query: 'Queries.',
  Mutation: 'Commands. A refusal is a userError with a stable code; nothing is recorded then.',
  Subscription: 'Notifications over WebSocket (graphql-transport-ws).',
} as const;

type Field = GraphQLField<unknown, unknown>;
type Entries = readonly unknown[] | null | undefined;
type Resolver = (...args: unknown[]) => unknown;

/** Texts that may have thousands of characters: they are counted when they are read, all others when the answer is written. */
const LONG_TEXTS = new Set(['canonical', 'evidence', 'note', 'objective', 'reason', 'reopenReason', 'summary']);

/**
 * Makes a reader with two parameters: Nest would take a function with three for a reference resolver, which has no `args`, and the context
 * would be lost.
 */
const readerOf = ({ name, resolve }: Field): ((parent: unknown, args: unknown, context: unknown) => unknown) => {
  const read = resolve as Resolver | undefined;
  return read ? (parent, args, context) => read(parent, args, context, undefined) : (parent) => (parent as Record<string, unknown>)[name];
};

/** Applies `next` to a value, at once if the value is not a promise. */
const after = <T, R>(value: T | Promise<T>, next: (value: T) => R): R | Promise<Awaited<R>> =>
  value instanceof Promise ? (value.then(next) as Promise<Awaited<R>>) : next(value);

/**
 * Resolves a list field; other work runs before the list is read, if it has waited. Has three parameters: with a fourth, every call would
 * build an `info`. @param counts whether the query did not request the list's length
 */
function shownList(field: Field, counts: boolean): NonNullable<Field['resolve']> {
  const read = readerOf(field);
  const show = (parent: unknown, args: unknown, context: RequestContext): Entries | Promise<Entries> => {
    // The answer is refused already: every further list, possibly long, would be made in vain.
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

/** Resolves a text field and counts its length. */
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
 * Removes needless resolvers. Nest gives every plain field a resolver that reads a property, which compiled code then calls for every
 * value; without it, compiled code reads the property itself. Also resolves the total of every connection in one place, lets lists wait for
 * their turn, and counts long texts and lists of any length.
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
