import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import { LIMITS } from './limits.js';
import { storableTextRule } from './storable-text.js';

export const tooComplex = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COMPLEX' } });

export const tooLarge = (): GraphQLError =>
  new GraphQLError(`More than ${LIMITS.answerBytes} bytes`, { extensions: { code: 'ANSWER_TOO_LARGE' } });

/** Reports violated limits beside the query's other validation errors, each with a code. */
const reporting = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError): void =>
      context?.reportError(tooComplex(error.message.replace('Syntax Error: ', ''))),
  ],
};

/** The rules for a document beyond those of GraphQL, over HTTP and WebSocket alike. */
export const limitRules: readonly ValidationRule[] = [
  maxDepthRule({ n: LIMITS.depth, flattenFragments: true, ...reporting }),
  maxAliasesRule({ n: LIMITS.aliases, ...reporting }),
  maxDirectivesRule({ n: LIMITS.directives, ...reporting }),
  storableTextRule,
];
