import { isKept, NumberNotKept } from '#application/intake/json.js';
import { TEXTS_WRITTEN_AS_NUMBERS } from '#domain/history/texts-written-as-numbers.js';
import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FloatValueNode,
  type IntValueNode,
  type NameNode,
  type ValidationContext,
} from 'graphql';
import { LIMITS } from './limits.js';

/** A text that comes back from storage as it went in: neither NUL nor half of a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const refusal = (where: string): string => `${where} holds a NUL character or half of a surrogate pair.`;
const tooLarge = (where: string): string => `${where} holds a number that is too large.`;

/** The validation rule for every string and number that is written into a query, of whatever scalar: 1e999 would be Infinity, and a longer number another one. */
export function storableTextRule(context: ValidationContext): ASTVisitor {
  const kept = (node: IntValueNode | FloatValueNode, _key: unknown, parent: unknown): void => {
    const { kind, name } = parent as { readonly kind?: string; readonly name?: NameNode };
    const meansText = kind === Kind.OBJECT_FIELD && TEXTS_WRITTEN_AS_NUMBERS.has(name!.value);
    if (!Number.isFinite(Number(node.value))) context.reportError(new GraphQLError(tooLarge('The query')));
    else if (!isKept(node.value, meansText)) context.reportError(new GraphQLError(new NumberNotKept(node.value).message, { nodes: node }));
  };
  return {
    StringValue(node) {
      if (!isStorable(node.value)) context.reportError(new GraphQLError(refusal('A string'), { nodes: node }));
    },
    IntValue: kept,
    FloatValue: kept,
  };
}

/** The same for variables, keys and nested JSON included, which is nested no deeper than LIMITS.nesting. @throws GraphQLError */
export function refuseUnstorable(value: unknown, path = '$', depth = 0): void {
  if (typeof value === 'string') {
    if (!isStorable(value)) throw new GraphQLError(refusal(`The variable ${path}`));
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new GraphQLError(tooLarge(`The variable ${path}`));
  } else if (typeof value === 'object' && value !== null) {
    if (depth > LIMITS.nesting) throw new GraphQLError(`The variables are nested more than ${LIMITS.nesting} levels deep.`);
    for (const [key, member] of Object.entries(value)) {
      refuseUnstorable(key, path);
      refuseUnstorable(member, path === '$' ? `$${key}` : `${path}.${key}`, depth + 1);
    }
  }
}
