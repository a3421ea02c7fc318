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

/** Whether storage returns the text unchanged: it has no NUL and no half of a surrogate pair. */
const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const refusal = (where: string): string => `${where} holds a NUL character or half of a surrogate pair.`;
const tooLarge = (where: string): string => `${where} holds a number that is too large.`;

/** The validation rule for strings and numbers in a query, of any scalar: 1e999 would become Infinity, and a longer number another one. */
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

/** The path of a value, for the message that refuses it. */
interface Place {
  readonly name: string;
  readonly within: Place | undefined;
  readonly depth: number;
}

const pathOf = ({ name, within }: Place): string => (within ? `${pathOf(within)}${within.within ? '.' : ''}${name}` : name);

/** How many values one step checks. */
const STEP = 2_000;

/** Runs {@link refusingUnstorable} to the end, for short variables. */
export const refuseUnstorable = (variables: unknown): void => allOf(refusingUnstorable(variables));

type VariableTypes = ReadonlyMap<string, GraphQLNamedType | undefined>;

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

/** The named types of a document's variables; undefined for a variable that its operations declare with different types. */
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

/** The type of a member: within JSON it is JSON, and within a list it is the list's type. */
function typeOfMember(of: GraphQLNamedType | undefined, isList: boolean, name: string): GraphQLNamedType | undefined {
  if (isList || of?.name === JSON_TYPE) return of;
  return isInputObjectType(of) ? getNamedType(of.getFields()[name]?.type) : undefined;
}

/** The scalar whose texts are not checked here: its users check them, so that one bad line of an import does not affect the others. */
const JSON_TYPE = 'JSON';

/**
 * Checks variables, including keys and nested JSON. They are nested no deeper than LIMITS.nesting and have no list longer than
 * LIMITS.listEntries. Texts within JSON are left to their users. @throws GraphQLError
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
