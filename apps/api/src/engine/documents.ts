import { getOperationAST, GraphQLError, Kind, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { LIMITS } from '../limits/limits.js';
import { refuseRepetition } from '../limits/repetition.js';
import { limitRules } from '../limits/validation-rules.js';
import type { Compiled } from './compilation.js';

/** A document that holds to the rules of GraphQL and to the limits. */
export interface ValidDocument {
  readonly document: DocumentNode;
  /** How often it was executed. */
  executions: number;
  /** Made before its second execution; null: graphql-js executes this document for good. */
  compiled?: { readonly query: Compiled | null };
}

/** Parses and validates. @throws GraphQLError for the syntax @returns the document, or what is wrong with it */
export function validDocument(schema: GraphQLSchema, text: string): DocumentNode | readonly GraphQLError[] {
  const document = parse(text, { maxTokens: LIMITS.tokens });
  refuseRepetition(document);
  const errors = validate(schema, document, [...specifiedRules, ...limitRules], { maxErrors: LIMITS.errors });
  return errors.length > 0 ? errors : document;
}

/** Picks the operation as graphql-js does. @throws GraphQLError where the name does not say which */
export function operationOf(document: DocumentNode, operationName: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  // getOperationAST takes an empty name for a missing one.
  const operation = operationName === '' ? undefined : getOperationAST(document, operationName);
  if (operation) return operation;
  if (operationName !== null) throw new GraphQLError(`Unknown operation named "${operationName}".`);
  throw new GraphQLError(
    operations.length > 0 ? 'Must provide operation name if query contains multiple operations.' : 'Must provide an operation.',
  );
}

/**
 * The valid documents that were asked lately, by their text. Their number is bounded by their characters: a syntax tree with its
 * compiled function takes up to some hundred times as many bytes.
 */
export class Documents {
  private readonly kept = new LRUCache<string, ValidDocument>({
    maxSize: LIMITS.keptDocumentCharacters,
    maxEntrySize: LIMITS.keptDocumentCharacters / 16,
    sizeCalculation: (_document, text) => Math.max(1, text.length),
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /** Whether validating the document takes no time that anybody notices: it is short, or was valid lately. */
  isQuick(text: string): boolean {
    return text.length <= LIMITS.shortDocument || this.kept.has(text);
  }

  /** @throws GraphQLError for the syntax @returns the document, or what is wrong with it */
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
