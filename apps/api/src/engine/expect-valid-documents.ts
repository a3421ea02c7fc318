import type { GraphQLError, GraphQLSchema } from 'graphql';
import { ConfigurationError } from '#application/starting/configuration.js';
import { inChinese } from '../graphql/chinese-errors.js';
import { validDocument } from './documents.js';

/** So many documents are named; after a change of the schema there may be hundreds. */
const MOST = 20;

/**
 * Validates the documents of the file of an installation. Where only trusted documents are answered, one that does not fit the schema would
 * be found by whoever opens the page that sends it.
 * @param texts documents by the SHA-256 of their text
 * @throws ConfigurationError that names each document that is invalid, with its first error
 */
export function expectValidDocuments(schema: GraphQLSchema, texts: ReadonlyMap<string, string>): void {
  const problems = [...texts].flatMap(([hash, text]) => {
    const error = firstErrorOf(schema, text);
    if (error === undefined) return [];
    const name = /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
    const document = name === undefined ? `sha256:${hash}` : `${name} (sha256:${hash})`;
    return [
      {
        en: `EVENKEEL_DOCUMENTS: the document ${document} does not fit the schema: ${error}`,
        zh: `EVENKEEL_DOCUMENTS：文档 ${document} 与 schema 不符：${inChinese(error)}`,
      },
    ];
  });
  if (problems.length > 0) throw new ConfigurationError(problems.slice(0, MOST));
}

function firstErrorOf(schema: GraphQLSchema, text: string): string | undefined {
  try {
    const valid = validDocument(schema, text);
    return 'kind' in valid ? undefined : valid[0]!.message;
  } catch (error) {
    return (error as GraphQLError).message;
  }
}
