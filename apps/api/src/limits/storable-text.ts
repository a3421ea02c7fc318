import { isKept, NumberNotKept } from '#application/intake/json.js';
import { allOf, type Steps } from '#domain/steps.js';
import { TEXTS_WRITTEN_AS_NUMBERS } from '#domain/history/texts-written-as-numbers.js';
import {
  getNamedType,
  GraphQLError,
  isInputObjectType,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type FloatValueNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type IntValueNode,
  type NameNode,
  type TypeNode,
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

/** Where a value is, to be told where it is refused. */
interface Place {
  readonly name: string;
  readonly within: Place | undefined;
  readonly depth: number;
}

const pathOf = ({ name, within }: Place): string => (within ? `${pathOf(within)}${within.within ? '.' : ''}${name}` : name);

/** Values that are looked at in one step. */
const STEP = 2_000;

/** {@link refusingUnstorable}, all at once: for what is short. */
export const refuseUnstorable = (variables: unknown): void => allOf(refusingUnstorable(variables));

type VariableTypes = ReadonlyMap<string, GraphQLNamedType | undefined>;

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

/**
 * The types of the variables of a document by their names, without what makes them lists or not null; undefined where its operations
 * declare the same name differently.
 */
export function variableTypes(schema: GraphQLSchema, { definitions }: DocumentNode): VariableTypes {
  const types = new Map<string, GraphQLNamedType | undefined>();
  for (const definition of definitions)
    for (const declared of definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : []) {
      const name = declared.variable.name.value;
      const type = schema.getType(nameOf(declared.type));
      types.set(name, types.has(name) && types.get(name) !== type ? undefined : type);
    }
  return types;
}

/** What lies within JSON is JSON, and what lies in a list of a type is of that type. */
function typeOfMember(of: GraphQLNamedType | undefined, isList: boolean, name: string): GraphQLNamedType | undefined {
  if (isList || of?.name === JSON_TYPE) return of;
  return isInputObjectType(of) ? getNamedType(of.getFields()[name]?.type) : undefined;
}

/** Whoever takes JSON looks at its texts itself: so one bad line of an import is that line's affair, and not that of those beside it. */
const JSON_TYPE = 'JSON';

/**
 * The same for variables, keys and nested JSON included, which is nested no deeper than LIMITS.nesting and has no list of more than
 * LIMITS.listEntries. Texts within JSON are left to whoever takes it. @throws GraphQLError
 */
export function* refusingUnstorable(variables: unknown, types: VariableTypes = new Map()): Steps<void> {
  const waiting: { readonly value: unknown; readonly place: Place; readonly type?: GraphQLNamedType | undefined }[] = [
    { value: variables, place: { name: '$', within: undefined, depth: 0 } },
  ];
  let looked = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, place, type } = next;
    const isRoot = place.within === undefined;
    const mayHoldAnyText = type?.name === JSON_TYPE;
    if (place.depth > LIMITS.nesting) throw new GraphQLError(`The variables are nested more than ${LIMITS.nesting} levels deep.`);
    if (Array.isArray(value) && value.length > LIMITS.listEntries)
      throw new GraphQLError(`The variable ${pathOf(place)} holds more than ${LIMITS.listEntries} entries.`);
    for (const name in value as object) {
      if (++looked % STEP === 0) yield;
      const member = (value as Readonly<Record<string, unknown>>)[name];
      if (!mayHoldAnyText && !isStorable(name)) throw new GraphQLError(refusal(`The variable ${pathOf(place)}`));
      const at = (): Place => ({ name, within: place, depth: place.depth + 1 });
      const memberType = isRoot ? types.get(name) : typeOfMember(type, Array.isArray(value), name);
      if (typeof member === 'string') {
        if (memberType?.name !== JSON_TYPE && !isStorable(member)) throw new GraphQLError(refusal(`The variable ${pathOf(at())}`));
      } else if (typeof member === 'number') {
        if (!Number.isFinite(member)) throw new GraphQLError(tooLarge(`The variable ${pathOf(at())}`));
      } else if (typeof member === 'object' && member !== null) waiting.push({ value: member, place: at(), type: memberType });
    }
  }
}
