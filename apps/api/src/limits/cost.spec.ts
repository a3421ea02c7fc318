import { beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, parse, validate, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { builtSchema } from '../graphql/schema-text.js';
import { costOf } from './cost.js';
import { LIMITS } from './limits.js';
import { ENTRY_PRICES, FILTER_PRICES, PRICES } from './prices.js';
import { limitRules } from './validation-rules.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await builtSchema();
});

const id = '018f0000-0000-7000-8000-000000000000';
const cost = (query: string, variables = {}): number => costOf(schema, parse(query), variables);
const codes = (query: string): unknown[] =>
  validate(schema, parse(query), limitRules).map((error) => error.extensions['code'] ?? error.message);

/** A query that nests program ↔ initiatives n times. */
const nested = (n: number): string => {
  let inner = 'id';
  for (let i = 0; i < n; i++) inner = `initiatives { nodes { program { ${inner} } } }`;
  return `{ program(id: "${id}") { ${inner} } }`;
};

const dashboard = `query ($id: UUID!) {
  program(id: $id) {
    name status currentPhase { key name endsOn } phaseOverdueDays
    balance { t c d grade { level nameZh } capped cappedBy weakest pillars { pillar standing behindDays cause plannedValue earnedValue slipDays lag lead } synergies { pair d grade { level } } }
    balanceTimeline(from: "2025-01-06", to: "2025-12-29") { on t c d grade { level } pillars { pillar standing behindDays } }
    initiatives(first: 20) { nodes { id title pillar status weight owner { id name }
      milestones { id title state baseline forecast achievedOn slipDays } } }
  }
}`;

describe('the cost of a query', () => {
  it('lets a dashboard of 52 weeks and 20 initiatives pass', () => {
    expect(cost(dashboard, { id })).toBeLessThan(LIMITS.cost / 5);
    expect(codes(dashboard)).toEqual([]);
  });

  it('multiplies page by page: program ↔ initiative is refused long before it is deep', () => {
    expect(cost(nested(1))).toBeLessThan(LIMITS.cost);
    expect(cost(nested(4))).toBeGreaterThan(LIMITS.cost);
  });

  it('counts `first` from a literal, a variable, its default, or the schema’s', () => {
    const of = (argument: string, variables = {}): number =>
      cost(`query ($n: Int = 7) { programs${argument} { nodes { id } } a: viewer { person { id } } }`, variables) -
      cost('{ viewer { person { id } } }');
    expect(of('(first: 3)')).toBe(1 + 3 * 2);
    expect(of('(first: $n)', { n: 50 })).toBe(1 + 50 * 2);
    expect(of('(first: $n)')).toBe(1 + 7 * 2);
    expect(of('')).toBe(1 + 20 * 2);
  });

  it('counts the dates of a timeline', () => {
    const of = (every: string): number =>
      cost(`{ program(id: "${id}") { balanceTimeline(from: "2024-01-01", to: "2024-12-31", every: ${every}) { t } } }`);
    expect([of('DAY'), of('WEEK'), of('MONTH')].map((n) => (n - 2) / 8)).toEqual([366, 54, 15]);
  });

  it('counts four rows for each date of a balance series, and what a portfolio sweeps', () => {
    const series = (fields: string): number =>
      cost(`{ balanceSeries(programId: "${id}", from: "2024-01-01", to: "2024-12-31", every: MONTH) { ${fields} } }`);
    expect([series('d'), series('on pillar standing')]).toEqual([1 + 15 * 4 * 2, 1 + 15 * 4 * 3]);
    expect(cost('{ portfolio { d } }')).toBe(1 + 20_000 + 10);
    expect(cost('{ portfolioTimeline(from: "2024-01-01", to: "2024-12-31") { dates } }')).toBe(20_002);
  });

  it('lets ten years of weekly balances of twenty programs pass, but not sixty timelines of a thousand days', () => {
    const decade = (programs: number, fields: string): string =>
      `{ programs(first: ${programs}) { nodes { name balanceTimeline(from: "2015-01-04", to: "2024-12-22") { ${fields} } } } }`;
    const asked = [decade(20, 'on t d grade { level }'), decade(10, 'on t c d grade { level } pillars { pillar standing behindDays }')];
    for (const query of asked) expect(cost(query)).toBeLessThanOrEqual(LIMITS.cost);
    const day = (i: number): string => `a${i}: balanceTimeline(from: "2020-01-01", to: "2022-09-26", every: DAY) { t }`;
    const days = (timelines: number): string =>
      `{ program(id: "${id}") { ${Array.from({ length: timelines }, (_, i) => day(i)).join(' ')} } }`;
    expect(cost(days(1)) - 2).toBe(8_000);
    expect(cost(days(59))).toBeGreaterThan(4 * LIMITS.cost);
  });

  it('counts each other point in the past once, in literals and variables, through fragments', () => {
    const at = (alias: string, cut: string): string => `${alias}: program(id: "${id}", ${cut}) { id }`;
    expect(cost(`{ ${at('a', 'asOf: null')} }`)).toBe(2);
    expect(cost(`{ ${at('a', 'asOf: "2024-01-01T00:00:00Z"')} }`)).toBe(1_002);
    expect(cost(`{ ${at('a', 'asOf: "2024-01-01T00:00:00Z"')} ${at('b', 'asOf: "2024-01-01T00:00:00Z"')} }`)).toBe(1_004);
    expect(cost(`{ ${at('a', 'asOf: "2024-01-01T00:00:00Z"')} ${at('b', 'asRecordedAt: "2024-01-01T00:00:00Z"')} }`)).toBe(2_004);
    const fragment = `fragment F on Query { ${at('a', 'asOf: $t')} ...G } fragment G on Query { ${at('b', 'asOf: $u')} }`;
    expect(cost(`query ($t: DateTime, $u: DateTime) { ...F } ${fragment}`, { t: '2024-01-01T00:00:00Z', u: '2024-01-02T00:00:00Z' })).toBe(
      2_004,
    );
  });

  it('counts introspection by what the schema holds: a client may ask for all of it, but not again and again', () => {
    expect(cost(getIntrospectionQuery())).toBeLessThan(0.75 * LIMITS.cost);
    const types = '__schema { types { name fields { name args { name type { name kind } } type { name kind ofType { name } } } } }';
    expect(cost(`{ ${types} }`)).toBeGreaterThan(2_000);
    const again = (times: number): string => `{ ${Array.from({ length: times }, (_, i) => `a${i}: ${types}`).join(' ')} }`;
    expect(cost(again(58))).toBeGreaterThan(LIMITS.cost);
    expect(cost('{ __type(name: "Program") { fields { name } } }')).toBeLessThan(50);
  });

  it.each([
    [
      'history with all that is worked out for it',
      58,
      'history(first: 100) { nodes { canonical data summary actor { name } } totalCount }',
    ],
    ['the number of events about a milestone', 60, `history(milestoneId: "${id}") { totalCount }`],
    ['the number of events of types', 60, 'history(actor: "a", types: ["MilestoneAchieved"]) { totalCount }'],
    ['the last events of a person', 60, 'history(last: 100, actor: "a") { nodes { id } }'],
    ['the number of milestones in a state, of an owner', 60, 'milestones(state: ACHIEVED, ownerId: "a") { totalCount }'],
  ])('prices %s: once passes, and many times does not', (_what, times, field) => {
    const of = (count: number): number =>
      cost(`{ program(id: "${id}") { ${Array.from({ length: count }, (_, i) => `a${i}: ${field}`).join(' ')} } }`);
    expect(of(1)).toBeLessThan(LIMITS.cost / 10);
    expect(of(times)).toBeGreaterThan(LIMITS.cost);
  });

  it('prices a filter only where it is given', () => {
    const of = (filter: string, variables = {}): number =>
      cost(`query ($a: PersonId) { program(id: "${id}") { history(first: 0${filter}) { totalCount } } }`, variables);
    expect(of(', actor: "a"')).toBeGreaterThan(of(''));
    expect([of(', actor: null'), of(', actor: $a'), of(', actor: $a', { a: 'a' })]).toEqual([of(''), of(''), of(', actor: "a"')]);
  });

  it('has a price for fields that there are', () => {
    for (const name of [...Object.keys(PRICES), ...Object.keys(ENTRY_PRICES), ...Object.keys(FILTER_PRICES)]) {
      const [, type, field, argument] = /^(\w+)\.(\w+)(?: (\w+))?$/.exec(name)!;
      const found = (schema.getType(type!) as GraphQLObjectType).getFields()[field!];
      expect([name, argument === undefined ? found?.name : found?.args.find((arg) => arg.name === argument)?.name]).toEqual([
        name,
        argument ?? field,
      ]);
    }
  });

  it('takes no exponential time for fragments that spread each other twice', () => {
    const fragments = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Program { ${i === 59 ? 'id' : `...F${i + 1} ...F${i + 1}`} }`,
    );
    expect(cost(`{ program(id: "${id}") { ...F0 } } ${fragments.join(' ')}`)).toBeGreaterThan(LIMITS.cost);
  });
});

describe('the limits of a document', () => {
  it.each([
    ['50 levels', nested(16)],
    [
      '1,000 aliases',
      `{ ${Array.from({ length: 1000 }, (_, i) => `a${i}: __typename2`)
        .join(' ')
        .replaceAll('__typename2', 'viewer { person { id } }')} }`,
    ],
    ['many directives', `{ viewer { person { id ${'@skip(if: false) '.repeat(41)} } } }`],
  ])('refuse %s', (_name, query) => {
    expect(codes(query)).toContain('QUERY_TOO_COMPLEX');
  });

  it('refuse NUL in a string; GraphQL itself refuses half of a surrogate pair', () => {
    expect(codes(`{ program(id: "x\\u0000") { id } }`)).toEqual([expect.stringMatching(/NUL/)]);
    expect(() => codes(`{ program(id: "x\\ud800") { id } }`)).toThrow(/Invalid Unicode escape/);
  });
});

describe('the cost of what global ids stand for', () => {
  it('counts by the types of its fragments, once for each id', () => {
    const costOfNodes = (ids: string): number =>
      cost(
        `{ nodes(nodeIds: ${ids}) { nodeId ... on Program { initiatives(first: 100) { nodes { id } } } ...M } } fragment M on Milestone { title }`,
      );
    const [one, three] = [costOfNodes('["a"]'), costOfNodes('["a", "b", "c"]')];
    expect(one).toBeGreaterThan(150);
    expect(three - 1).toBe(3 * (one - 1));
  });
});
