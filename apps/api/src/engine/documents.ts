import { getOperationAST, GraphQLError, Kind, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { LIMITS } from '../limits/limits.js';
import { refuseRepetition } from '../limits/repetition.js';
import { limitRules, tooComplex } from '../limits/validation-rules.js';
import type { Compiled } from './compilation.js';

/** A document that GraphQL's rules and the limits allow. */
export interface ValidDocument {
  readonly document: DocumentNode;
  /** How often the document was executed. */
  executions: number;
  /** The compiled query, made before the second execution; null: graphql-js always executes this document. */
  compiled?: { readonly query: Compiled | null };
}

/**
 * Parses and validates a document.
 * @returns the document, or its validation errors
 * @throws GraphQLError for a syntax error, or if the document is nested too deeply for the stack
 */
export function validDocument(schema: GraphQLSchema, text: string): DocumentNode | readonly GraphQLError[] {
  try {
    return validated(schema, text);
  } catch (error) {
    // Parser and rules are recursive. How many levels fit on the stack depends on the machine; there are many times LIMITS.depth.
    if (error instanceof RangeError) throw tooComplex(`(> ${LIMITS.depth})`);
    throw error;
  }
}

function validated(schema: GraphQLSchema, text: string): DocumentNode | readonly GraphQLError[] {
  const document = parse(text, { maxTokens: LIMITS.tokens });
  refuseRepetition(document);
  const errors = validate(schema, document, [...specifiedRules, ...limitRules], { maxErrors: LIMITS.errors });
  return errors.length > 0 ? errors : document;
}

/** Picks the operation to execute, as graphql-js does. @throws GraphQLError if the name does not identify one operation */
export function operationOf(document: DocumentNode, operationName: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  // getOperationAST treats an empty name like a missing one; graphql-js does not.
  const operation = operationName === '' ? undefined : getOperationAST(document, operationName);
  if (operation) return operation;
  if (operationName !== null) throw new GraphQLError(`Unknown operation named "${operationName}".`);
  throw new GraphQLError(
    operations.length > 0 ? 'Must provide operation name if query contains multiple operations.' : 'Must provide an operation.',
  );
}

/**
 * The recently used valid documents by their text. The limit counts characters: a syntax tree with its compiled function takes up to some
 * hundred times as many bytes.
 */
export class Documents {
  private readonly kept = new LRUCache<string, ValidDocument>({
    maxSize: LIMITS.keptDocumentCharacters,
    maxEntrySize: LIMITS.keptDocumentCharacters / 16,
    sizeCalculation: (_document, text) => Math.max(1, text.length),
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /** Whether validating the document is fast: it is short, or it is cached. */
  isQuick(text: string): boolean {
    return text.length <= LIMITS.shortDocument || this.kept.has(text);
  }

  /** The cached or newly validated document. @returns the document, or its validation errors @throws GraphQLError for a syntax error */
  of(text: string): ValidDocument | readonly GraphQLError[] {
    const known = this.kept.get(text);
    if (known) return known;
    const document = validDocument(this.schema, text);
    if (!('kind' in document)) return document;
    const valid: ValidDocument = { document, executions: 0 };
    this.kept.set(text, valid);
    return valid;
  }
}
