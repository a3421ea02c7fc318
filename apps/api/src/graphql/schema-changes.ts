import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** What differs between two schemas, each by its schema coordinate, such as `Query.milestones(state:)`. */
export interface SchemaChanges {
  readonly added: readonly string[];
  /** With the reasons. */
  readonly deprecated: readonly string[];
  /** With the types before and after. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

interface Member {
  readonly type: string;
  readonly reason: string | undefined;
  /** The coordinate that it is part of. */
  readonly within: string | undefined;
}

/** Compares two schemas. What is added or removed as a whole is listed once, without its parts. */
export function changesBetween(before: GraphQLSchema, after: GraphQLSchema): SchemaChanges {
  const [old, now] = [membersOf(before), membersOf(after)];
  const missingIn = (all: ReadonlyMap<string, Member>, others: ReadonlyMap<string, Member>): string[] =>
    [...all].flatMap(([name, { within }]) => (others.has(name) || (within !== undefined && !others.has(within)) ? [] : [name]));
  const kept = [...now].flatMap(([name, member]) => {
    const earlier = old.get(name);
    return earlier ? [{ name, member, earlier }] : [];
  });
  const deprecated = [...now].flatMap(([name, { reason }]) => (reason && old.get(name)?.reason === undefined ? [`${name} ${reason}`] : []));
  const changed = kept.flatMap(({ name, member, earlier }) =>
    member.type === earlier.type ? [] : [`${name} ${earlier.type} → ${member.type}`],
  );
  return {
    added: missingIn(now, old).toSorted(),
    deprecated: deprecated.toSorted(),
    changed: changed.toSorted(),
    removed: missingIn(old, now).toSorted(),
  };
}

function membersOf(schema: GraphQLSchema): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  const add = (name: string, type: string, within?: string, reason?: string | null): void =>
    void members.set(name, { type, reason: reason ?? undefined, within });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    add(type.name, kindOf(type));
    if (isEnumType(type))
      for (const { name, deprecationReason } of type.getValues()) add(`${type.name}.${name}`, '', type.name, deprecationReason);
    if (isUnionType(type)) for (const { name } of type.getTypes()) add(`${type.name} = ${name}`, '', type.name);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        add(`${type.name}.${field.name}`, String(field.type), type.name, field.deprecationReason);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const { name } of type.getInterfaces()) add(`${type.name} implements ${name}`, '', type.name);
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      add(coordinate, String(field.type), type.name, field.deprecationReason);
      for (const arg of field.args) add(`${coordinate}(${arg.name}:)`, String(arg.type), coordinate, arg.deprecationReason);
    }
  }
  return members;
}

const kindOf = (type: GraphQLNamedType): string => type.constructor.name;

const TITLES: readonly (readonly [keyof SchemaChanges, string])[] = [
  ['added', 'Added'],
  ['deprecated', 'Deprecated'],
  ['changed', 'Changed'],
  ['removed', 'Removed'],
];

/** The changes as a section of docs/schema-changes.md, under a heading. */
export function changesText(heading: string, changes: SchemaChanges): string {
  const lists = TITLES.flatMap(([kind, title]) =>
    changes[kind].length === 0 ? [] : [`### ${title}\n`, ...changes[kind].map((change) => `- ${marked(change)}`), ''],
  );
  return `${heading}\n\n${lists.join('\n')}`;
}

/** The coordinate as code, followed by what is said about it. */
function marked(change: string): string {
  const [, coordinate, rest] = /^(\S+(?: (?:implements|=) \S+)?)(.*)$/.exec(change)!;
  const said = rest!.replace(/ (\S+) → (\S+)$/, ' `$1` → `$2`');
  return `\`${coordinate}\`${said && `:${said}`}`;
}

/** The document with its first section, which is about the present schema, written anew. */
export function withChanges(document: string, changes: SchemaChanges): string {
  const [intro, current, ...closed] = document.split(/^(?=## )/m);
  const heading = current!.split('\n', 1)[0]!;
  return [intro, changesText(heading, changes), ...(closed.length > 0 ? ['\n'] : []), ...closed].join('');
}
