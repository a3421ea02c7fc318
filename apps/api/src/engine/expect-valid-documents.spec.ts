import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { ConfigurationError } from '#application/starting/configuration.js';
import { expectValidDocuments } from './expect-valid-documents.js';

const schema = buildSchema('type Query { name: String, age: Int }');
const problemsOf = (...texts: readonly string[]): ConfigurationError['problems'] => {
  try {
    expectValidDocuments(schema, new Map(texts.map((text, i) => [`hash${i}`, text])));
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

describe('the documents of an installation', () => {
  it('are accepted if they fit the schema', () => {
    expect(problemsOf('{ name }', 'query Age { age }')).toEqual([]);
  });

  it('are named with their first error if they do not', () => {
    expect(problemsOf('{ name }', 'query Monday { nome, aige }', '{ agee }', '{ name')).toEqual([
      {
        en: 'EVENKEEL_DOCUMENTS: the document Monday (sha256:hash1) does not fit the schema: Cannot query field "nome" on type "Query". Did you mean "name"?',
        zh: 'EVENKEEL_DOCUMENTS：文档 Monday (sha256:hash1) 与 schema 不符：Query 没有字段 nome。是否指 "name"？',
      },
      expect.objectContaining({ en: expect.stringContaining('the document sha256:hash2') }),
      expect.objectContaining({ en: expect.stringMatching(/sha256:hash3\) ?.*|sha256:hash3 does not fit the schema: Syntax Error/) }),
    ]);
  });
});
