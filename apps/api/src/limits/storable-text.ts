import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';

/** A text that comes back from storage as it went in: neither NUL nor half of a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const refusal = (where: string): string => `${where} holds a NUL character or half of a surrogate pair.`;

/** The validation rule for every string that is written into a query, of whatever scalar. */
export function storableTextRule(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node) {
      if (!isStorable(node.value)) context.reportError(new GraphQLError(refusal('A string'), { nodes: node }));
    },
  };
}

/** The same for variables, keys and nested JSON included. @throws GraphQLError */
export function refuseUnstorable(value: unknown, path = '$'): void {
  if (typeof value === 'string') {
    if (!isStorable(value)) throw new GraphQLError(refusal(`The variable ${path}`));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      refuseUnstorable(key, path);
      refuseUnstorable(member, path === '$' ? `$${key}` : `${path}.${key}`);
    }
  }
}
