import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** A random request. */
export interface RandomRequest {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

const DEEPEST = 3;

const LEAVES: Readonly<Record<string, readonly unknown[]>> = {
  Int: [0, 7],
  Float: [0.5, 2],
  Boolean: [true, false],
  String: ['a', '文 "b"'],
  UUID: ['018f0000-0000-7000-8000-000000000001', '018F0000-0000-7000-8000-00000000000A'],
  LocalDate: ['2025-02-03'],
  DateTime: ['2025-02-03T04:05:06Z', '2025-02-03T04:05:06+08:00'],
  PersonId: ['lin'],
  TimeZone: ['Asia/Shanghai'],
  Json: [1, 'a', { at: '2025', list: [1, null] }],
};

/** Writes a plain value as a GraphQL literal. */
const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${key}: ${literal(member)}`)
    .join(', ')}}`;
};

/** Makes random requests over a whole schema. Nearly all are valid; the caller skips the others. */
export class RandomDocuments {
  private fragments: string[] = [];
  private fragmentNames = new Map<string, string[]>();
  private definitions: string[] = [];
  private values: Record<string, unknown> = {};
  private count = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: () => number,
  ) {}

  next(): RandomRequest {
    this.fragments = [];
    this.values = {};
    this.count = 0;
    const operations = Array.from({ length: this.chance(0.2) ? 2 + this.below(2) : 1 }, (_, i) => this.operation(`O${i}`));
    const text = [...operations, ...this.fragments].join('\n');
    const named = operations.length > 1 || this.chance(0.5);
    return { text, operationName: named ? `O${this.below(operations.length)}` : null, variables: this.values };
  }

  private below = (limit: number): number => Math.floor(this.random() * limit);
  private chance = (probability: number): boolean => this.random() < probability;
  private one = <T>(of: readonly T[]): T => of[this.below(of.length)]!;

  private operation(name: string): string {
    // Fragments are not reused between operations, because they may contain variables of one operation.
    this.definitions = [];
    this.fragmentNames.clear();
    const isMutation = this.chance(0.15);
    const selection = this.selection((isMutation ? this.schema.getMutationType() : this.schema.getQueryType())!, 0);
    const variables = this.definitions.length > 0 ? `(${this.definitions.join(', ')})` : '';
    return `${isMutation ? 'mutation' : 'query'} ${name}${variables} ${selection}`;
  }

  private selection(type: GraphQLObjectType, depth: number): string {
    const parts = Array.from({ length: 1 + this.below(depth === 0 ? 2 : 3) }, () => this.part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  private part(type: GraphQLObjectType, depth: number): string {
    const kind = this.random();
    if (kind < 0.06) return `${this.chance(0.5) ? `t${this.count++}: ` : ''}__typename${this.directive()}`;
    if (kind < 0.16) return `... ${this.chance(0.6) ? `on ${type.name} ` : ''}${this.directive()} ${this.selection(type, depth)}`;
    if (kind < 0.32) return `...${this.fragment(type, depth)}${this.directive()}`;
    const fields = Object.values(type.getFields());
    const field = this.one(depth < DEEPEST ? fields : this.shallow(fields));
    const key = field.args.length > 0 || this.chance(0.2) ? `f${this.count++}: ` : '';
    const inner = getNamedType(field.type);
    const selection = isObjectType(inner) ? ` ${depth < DEEPEST ? this.selection(inner, depth + 1) : '{ __typename }'}` : '';
    return `${key}${field.name}${this.arguments(field)}${this.directive()}${selection}`;
  }

  private shallow(fields: readonly GraphQLField<unknown, unknown>[]): readonly GraphQLField<unknown, unknown>[] {
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    return leaves.length > 0 ? leaves : fields;
  }

  /** A fragment on the type: an existing or a new one. */
  private fragment(type: GraphQLObjectType, depth: number): string {
    const known = this.fragmentNames.get(type.name) ?? [];
    if (known.length > 0 && this.chance(0.7)) return this.one(known);
    const name = `F${this.count++}`;
    const text = `fragment ${name} on ${type.name} ${this.selection(type, depth + 1)}`;
    this.fragments.push(text);
    this.fragmentNames.set(type.name, [...(this.fragmentNames.get(type.name) ?? []), name]);
    return name;
  }

  private directive(): string {
    if (!this.chance(0.08)) return '';
    const condition = this.one(['true', 'false', 'required', 'default']);
    const value =
      condition === 'required'
        ? this.variable('Boolean!', this.chance(0.5))
        : condition === 'default'
          ? this.variable('Boolean = true', this.chance(0.7) ? this.chance(0.5) : this.one([null, undefined]))
          : condition;
    return ` @${this.one(['include', 'skip'])}(if: ${value})`;
  }

  private arguments(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.filter((arg) => isRequiredArgument(arg) || this.chance(0.5));
    return given.length === 0 ? '' : `(${given.map((arg) => `${arg.name}: ${this.input(arg.type, 0)}`).join(', ')})`;
  }

  /** An input value as a literal, a variable, or a literal that contains variables. */
  private input(type: GraphQLInputType, depth: number): string {
    if (this.chance(depth === 0 ? 0.35 : 0.1)) return this.variableOf(type);
    if (isNonNullType(type)) return this.nonNull(type.ofType, depth);
    return this.chance(0.15) ? 'null' : this.nonNull(type, depth);
  }

  private nonNull(type: GraphQLInputType, depth: number): string {
    if (isListType(type)) {
      const inner = type.ofType;
      if (this.chance(0.15)) return this.nonNull(isNonNullType(inner) ? inner.ofType : inner, depth + 1);
      return `[${Array.from({ length: this.below(3) }, () => this.input(inner, depth + 1)).join(', ')}]`;
    }
    if (isInputObjectType(type)) {
      const given = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || this.chance(0.2));
      return `{${given.map((field) => `${field.name}: ${this.input(field.type, depth + 1)}`).join(', ')}}`;
    }
    if (isEnumType(type)) return this.one(type.getValues()).name;
    if (getNamedType(type).name === 'Json' && this.chance(0.5))
      return `{at: ${this.variable('String', 'now')}, list: [1, ${this.variable('Int', 2)}]}`;
    return literal(this.value(type));
  }

  private variableOf(type: GraphQLInputType): string {
    const value = this.chance(0.85) ? this.value(type) : this.one([null, undefined]);
    if (!isNonNullType(type)) return this.variable(`${type.toString()}${this.chance(0.3) ? this.defaultOf(type) : ''}`, value);
    if (!this.chance(0.4)) return this.variable(type.toString(), this.value(type));
    // With a default value, a nullable variable is allowed where the type is non-null.
    const declared = this.chance(0.5) ? type : type.ofType;
    return this.variable(`${declared.toString()}${this.defaultOf(type)}`, isNonNullType(declared) ? (value ?? undefined) : value);
  }

  private defaultOf(type: GraphQLInputType): string {
    const named = getNamedType(type);
    if (isEnumType(named) || isInputObjectType(named) || isListType(type)) return '';
    return ` = ${literal(this.value(type))}`;
  }

  private variable(type: string, value: unknown): string {
    const name = `v${this.count++}`;
    this.definitions.push(`$${name}: ${type}`);
    if (value !== undefined) this.values[name] = value;
    return `$${name}`;
  }

  private value(type: GraphQLInputType): unknown {
    if (isNonNullType(type)) return this.value(type.ofType);
    if (isListType(type)) return Array.from({ length: this.below(3) }, () => this.value(type.ofType));
    if (isEnumType(type)) return this.one(type.getValues()).name;
    if (!isInputObjectType(type)) return this.one(LEAVES[getNamedType(type).name] ?? ['a']);
    const given = Object.values(type.getFields()).filter((field) => isRequiredInputField(field) || this.chance(0.2));
    return Object.fromEntries(given.map((field) => [field.name, this.value(field.type)]));
  }
}
