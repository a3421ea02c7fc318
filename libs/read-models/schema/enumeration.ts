import { registerEnumType } from '@nestjs/graphql';

/**
 * Registers a GraphQL enum for a union of strings. `values` describes every member: a missing member is a compile error. The internal value
 * of a member is the same string.
 */
export function enumeration<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): Readonly<Record<Value, Value>> {
  const members = Object.keys(values) as Value[];
  const object = Object.fromEntries(members.map((member) => [member, member])) as Record<Value, Value>;
  const described = members.map((member) => [member, { description: values[member] }] as const);
  registerEnumType(object, {
    name,
    description,
    valuesMap: Object.fromEntries(described) as Partial<Record<Value, { description: string }>>,
  });
  return object;
}
