import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESOLVERS } from './resolvers.js';
import { builtSchema, schemaText } from './schema-text.js';

const core = (): GraphQLSchema => buildSchema(readFileSync('test/golden/core.graphql', 'utf8'));

describe('the schema', () => {
  it('is what schema.graphql says: run `npm run schema` after a change', async () => {
    expect(readFileSync('apps/api/schema.graphql', 'utf8')).toBe(await schemaText());
  });

  it('has every class that is decorated with @Resolver: add what is missing to RESOLVERS in resolvers.ts', () => {
    const folder = join('apps', 'api', 'src');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.spec)\.ts$/.test(name));
    const texts = sources.map((name) => readFileSync(join(folder, name), 'utf8'));
    const classes = texts.flatMap((text) => text.split(/^@Resolver\(/m).slice(1)).map((text) => /\bclass (\w+)/.exec(text)?.[1]);
    const listed: readonly string[] = RESOLVERS.map(({ name }) => name);
    expect(classes.filter((name) => !listed.includes(name!))).toEqual([]);
    expect(classes.length).toBe(listed.length);
  });

  it('breaks nothing of the core that outside clients use', async () => {
    const built = await builtSchema();
    // The same text in JSON: only clients whose types are made from the schema notice.
    const broken = findBreakingChanges(core(), built).map((change) => change.description);
    expect(broken).toEqual(['UserError.code changed type from String! to UserErrorCode!.']);
    const additions: readonly string[] = [DangerousChangeType.OPTIONAL_ARG_ADDED, DangerousChangeType.IMPLEMENTED_INTERFACE_ADDED];
    const surprising = findDangerousChanges(core(), built).filter(({ type }) => !additions.includes(type));
    // A page still has 20 entries if nothing is asked for. A default could not be told from a `first` that is asked for beside `last`.
    expect(surprising.map((change) => change.description)).toEqual(
      ['programs', 'milestones'].map((list) => `Query.${list} arg first defaultValue was removed.`),
    );
  });

  it.each([
    ['a renamed field', (text: string) => text.replace('objective: String\n', 'aim: String\n')],
    ['a removed enum value', (text: string) => text.replace('ACHIEVED DESCOPED }', 'ACHIEVED }')],
    ['a new required argument', (text: string) => text.replace('event(id: UUID!)', 'event(id: UUID!, in: UUID!)')],
    ['a field that may now be null', (text: string) => text.replace('viewer: Viewer!', 'viewer: Viewer')],
  ])('would be called broken by %s', (_name, change) => {
    const text = readFileSync('test/golden/core.graphql', 'utf8');
    expect(change(text)).not.toBe(text);
    expect(findBreakingChanges(core(), buildSchema(change(text)))).not.toEqual([]);
  });

  it('describes every type, field, argument, input and enum value', async () => {
    const types = Object.values((await builtSchema()).getTypeMap()).filter(
      (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
    );
    expect(types.flatMap(undescribed)).toEqual([]);
  });
});

function undescribed(type: GraphQLNamedType): string[] {
  const own = type.description ? [] : [type.name];
  if (isScalarType(type)) return own;
  if (isEnumType(type)) return [...own, ...type.getValues().flatMap((value) => (value.description ? [] : [`${type.name}.${value.name}`]))];
  if (isInputObjectType(type))
    return [...own, ...Object.values(type.getFields()).flatMap((field) => (field.description ? [] : [`${type.name}.${field.name}`]))];
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  return [
    ...own,
    ...Object.values(type.getFields()).flatMap((field) => [
      ...(field.description ? [] : [`${type.name}.${field.name}`]),
      ...field.args.flatMap((arg) => (arg.description ? [] : [`${type.name}.${field.name}(${arg.name})`])),
    ]),
  ];
}
