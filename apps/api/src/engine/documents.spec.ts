import { beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { builtSchema } from '../graphql/schema-text.js';
import { LIMITS } from '../limits/limits.js';
import { Documents } from './documents.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await builtSchema();
});

const repeated = (times: number): string => `{ ${'viewer{person{id}}'.repeat(times)} }`;

describe('documents', () => {
  // This test comes first, before the parser is optimised and uses less stack: the depth that it reaches differs between runs.
  it('that are nested deeper than the stack reaches are told so, and never fail inside', () => {
    const documents = new Documents(schema);
    const open = '{viewer{person'.repeat(2_400);
    for (const text of [open, `${open}${'}'.repeat(4_800)}`]) expect(() => documents.of(text)).toThrow(GraphQLError);
  });

  it('that say the same name again and again are refused before anything is compared', () => {
    const documents = new Documents(schema);
    expect(documents.of(repeated(100))).toHaveProperty('document');
    expect(() => documents.of(`${repeated(1_419)} # x`)).toThrow(expect.objectContaining({ extensions: { code: 'QUERY_TOO_COMPLEX' } }));
    const spreads = `{ viewer { ${'...F '.repeat(1_000)} } } fragment F on Viewer { person { id } }`;
    expect(() => documents.of(spreads)).toThrow(expect.objectContaining({ extensions: { code: 'QUERY_TOO_COMPLEX' } }));
  });

  it('with thousands of mistakes are told of the first few', () => {
    const fields = Array.from({ length: 2_500 }, (_, n) => `x${n}`).join(' ');
    const errors = new Documents(schema).of(`{ viewer { ${fields} } }`) as readonly GraphQLError[];
    // The last error says that there are more.
    expect(errors).toHaveLength(LIMITS.errors + 1);
  });

  it('are kept where they are valid, by their characters, and never where they are not', () => {
    const documents = new Documents(schema);
    const valid = (n: number): string => `{ viewer { person { id } } } # ${n} ${'x'.repeat(30_000)}`;
    const first = documents.of(valid(0));
    expect(documents.of(valid(0))).toBe(first);
    for (let n = 0; n < 870; n++) documents.of(`{ viewer { x${n} } } # ${'x'.repeat(30_000)}`);
    // 26 MB of invalid documents have not evicted a valid one.
    expect(documents.of(valid(0))).toBe(first);
    for (let n = 1; n <= LIMITS.keptDocumentCharacters / 30_000 + 1; n++) documents.of(valid(n));
    expect(documents.of(valid(0))).not.toBe(first);
  });
});
