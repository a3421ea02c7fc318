import { Injectable } from '@nestjs/common';
import { AbstractGraphQLDriver, type GqlModuleOptions } from '@nestjs/graphql';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { AnswerCache } from '../engine/answer-cache.js';
import { TrustedDocuments } from '../engine/trusted-documents.js';
import { expectValidDocuments } from '../engine/expect-valid-documents.js';
import { Operations } from '../engine/operations.js';
import { serveGraphql } from '../http/graphql-route.js';
import { ContextFactory } from './context-factory.js';

/** Options of the GraphQL module, with the schema that Nest makes. */
export type Options = GqlModuleOptions & { readonly path: string; readonly schema?: GraphQLSchema };

/** Lets Nest make the schema, while this program answers the requests. */
@Injectable()
export class GraphqlDriver extends AbstractGraphQLDriver<Options> {
  constructor(
    private readonly contexts: ContextFactory,
    private readonly answers: AnswerCache,
    private readonly documents: TrustedDocuments,
  ) {
    super();
  }

  /** @throws ConfigurationError for a trusted document that does not fit the schema */
  async start({ path, schema }: Options): Promise<void> {
    expectValidDocuments(schema!, this.documents.given);
    const server = this.httpAdapterHost.httpAdapter.getInstance<FastifyInstance>();
    serveGraphql(server, path, new Operations(schema!, this.answers), this.contexts, this.documents);
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}
