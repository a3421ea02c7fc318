import { daysBetween } from '#domain/calendar.js';
import {
  getNamedType,
  getNullableType,
  isListType,
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { introspectedLengths } from './introspected-lengths.js';
import { ENTRY_PRICES, FILTER_PRICES, PRICES } from './prices.js';

/**
 * Whether the length of a list is only estimated, because it is neither requested nor fixed. Such lists are counted again when they are
 * answered; otherwise milestones ↔ initiative would multiply by 500 where the estimate was 10.
 */
export const isGuessed = (parent: GraphQLObjectType, { name, type }: GraphQLField<unknown, unknown>): boolean =>
  isListType(getNullableType(type)) &&
  isObjectType(getNamedType(type)) &&
  !parent.name.endsWith('Connection') &&
  !(name in ROWS_OF_A_DATE) &&
  !(name in LENGTHS);

type Variables = Readonly<Record<string, unknown>>;
type WithFields = GraphQLObjectType | GraphQLInterfaceType;

const hasFields = (type: GraphQLNamedType | null | undefined): type is WithFields => isObjectType(type) || isInterfaceType(type);

/** The estimated lengths of lists without a length argument, by field name. */
const LENGTHS: Readonly<Record<string, number>> = { pillars: 4, synergies: 3, signals: 9, phases: 5, elements: 36, refusals: 100 };
const LIST_LENGTH = 10;
const META_FIELDS: Readonly<Record<string, GraphQLField<unknown, unknown>>> = { __schema: SchemaMetaFieldDef, __type: TypeMetaFieldDef };
const STEP_DAYS: Readonly<Record<string, number>> = { DAY: 1, WEEK: 7, MONTH: 28, QUARTER: 89 };
const LONGEST_TIMELINE = 1_000;
/** How many entries a timeline has for each of its dates, by field name. */
const ROWS_OF_A_DATE: Readonly<Record<string, number>> = { balanceTimeline: 1, balanceSeries: 4 };
/** The minimum cost of each date of a timeline, in fields: its balance is computed completely, however little of it is shown. */
const DATE = 8;
/** The cost of each further as-of point, in fields: the program's history up to it is folded. */
const CUT = 1_000;

/**
 * How much work the answer to a document may need: a plain field costs 1, and everything below a list counts once for each entry. So
 * nesting program ↔ initiative multiplies page by page, however short the query is. What takes longer than a plain field has a price of its
 * own, in fields. The most expensive operation counts.
 * @param document valid for the schema
 */
export function costOf(schema: GraphQLSchema, document: DocumentNode, variables: Variables): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const costs = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return 0;
    const root = schema.getRootType(definition.operation);
    return root ? new Counting(schema, fragments, withDefaults(definition, variables)).selection(root, definition.selectionSet) : 0;
  });
  return Math.ceil(Math.max(0, ...costs));
}

function withDefaults(operation: OperationDefinitionNode, variables: Variables): Variables {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}

class Counting {
  private readonly counted = new Map<string, number>();
  private readonly cuts = new Set<string>();
  /** The length of the page whose connection is being counted: everything below counts once for each entry, its total only once. */
  private page = 1;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Variables,
  ) {}

  selection(type: WithFields, { selections }: SelectionSetNode): number {
    let cost = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) cost += this.field(type, selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) cost += this.selection(this.narrowed(type, selection), selection.selectionSet);
      else cost += this.fragment(selection.name.value);
    }
    return cost;
  }

  /** The type of an inline fragment's parts. */
  private narrowed(type: WithFields, { typeCondition }: InlineFragmentNode): WithFields {
    const own = typeCondition && this.schema.getType(typeCondition.name.value);
    return hasFields(own) ? own : type;
  }

  /** Counts a fragment once: fragments that spread each other twice would take exponential time. */
  private fragment(name: string): number {
    const key = `${name} ${this.page}`;
    const known = this.counted.get(key);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    const type = fragment && this.schema.getType(fragment.typeCondition.name.value);
    const cost = fragment && hasFields(type) ? this.selection(type, fragment.selectionSet) : 0;
    this.counted.set(key, cost);
    return cost;
  }

  private field(parent: WithFields, node: FieldNode): number {
    const field = parent.getFields()[node.name.value] ?? META_FIELDS[node.name.value];
    if (!field) return 1;
    const own = 1 + this.price(parent, field, node);
    const type = getNamedType(field.type);
    if (!node.selectionSet || !hasFields(type)) return own;
    const length = this.lengthOf(parent, field, node);
    const entry = this.entry(type, node.selectionSet, length) + (ENTRY_PRICES[`${parent.name}.${field.name}`] ?? 0);
    const each = Math.max(entry, field.name in ROWS_OF_A_DATE ? DATE / ROWS_OF_A_DATE[field.name]! : 0);
    return own + this.cut(field, node) + length * each;
  }

  private entry(type: WithFields, selection: SelectionSetNode, length: number): number {
    const { page } = this;
    if (type.name.endsWith('Connection')) this.page = length;
    const entry = this.selection(type, selection);
    this.page = page;
    return entry;
  }

  /** The cost of work that is done once for the field, whatever parts of it are shown. */
  private price(parent: WithFields, field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const name = `${parent.name}.${field.name}`;
    const filters = field.args.filter((arg) => `${name} ${arg.name}` in FILTER_PRICES && (this.value(node, arg.name) ?? null) !== null);
    const price = filters.reduce((sum, arg) => sum + FILTER_PRICES[`${name} ${arg.name}`]!, PRICES[name] ?? 0);
    return field.name === 'totalCount' ? price / this.page : price;
  }

  /** Counts an as-of point once, however often it is requested. */
  private cut(field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    if (!field.args.some(({ name }) => name === 'asOf')) return 0;
    const cut = JSON.stringify(['asOf', 'asRecordedAt'].map((name) => this.value(node, name) ?? null));
    if (cut === '[null,null]' || this.cuts.has(cut)) return 0;
    this.cuts.add(cut);
    return CUT;
  }

  private lengthOf(parent: WithFields, field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    if (parent.name.startsWith('__')) return introspectedLengths(this.schema)[`${parent.name}.${field.name}`] ?? 1;
    const ids = this.value(node, 'nodeIds');
    if (Array.isArray(ids)) return ids.length;
    const size = field.args.some((arg) => arg.name === 'first');
    if (size) return Math.max(this.number(node, 'first') ?? 0, this.number(node, 'last') ?? 0) || (this.has(node, 'first') ? 1 : 20);
    if (!isListType(getNullableType(field.type)) || parent.name.endsWith('Connection')) return 1;
    if (field.name in ROWS_OF_A_DATE) return this.dates(node) * ROWS_OF_A_DATE[field.name]!;
    return LENGTHS[field.name] ?? LIST_LENGTH;
  }

  private dates(node: FieldNode): number {
    const [from, to, every] = ['from', 'to', 'every'].map((name) => this.value(node, name));
    if (typeof from !== 'string' || typeof to !== 'string') return LONGEST_TIMELINE;
    const step = STEP_DAYS[typeof every === 'string' ? every : 'WEEK'] ?? 1;
    return Math.min(LONGEST_TIMELINE, Math.max(1, Math.ceil(daysBetween(from, to) / step) + 1));
  }

  private number(node: FieldNode, name: string): number | undefined {
    const value = this.value(node, name);
    return typeof value === 'number' ? value : undefined;
  }

  private has = (node: FieldNode, name: string): boolean => this.number(node, name) !== undefined;

  private value(node: FieldNode, name: string): unknown {
    const argument = node.arguments?.find((one) => one.name.value === name);
    return argument && valueFromASTUntyped(argument.value, this.variables);
  }
}
