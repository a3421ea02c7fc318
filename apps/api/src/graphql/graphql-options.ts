import { Injectable, Logger } from '@nestjs/common';
import type { GqlOptionsFactory } from '@nestjs/graphql';
import type { MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { ServerResponse } from 'node:http';
import { noteErrors } from '../health/error-log.js';
import { LIMITS } from '../limits/limits.js';
import { limitRules } from '../limits/validation-rules.js';
import { answeredErrors, dataBeside } from './answered-error.js';
import { ContextFactory } from './context-factory.js';
import { RequestContext } from './request-context.js';
import { leanSchema } from './schema-transform.js';

/** The module's options, the schema apart from everything that runs. */
export const schemaOptions = {
  autoSchemaFile: true,
  transformSchema: leanSchema,
  buildSchemaOptions: { numberScalarMode: 'float' },
} as const;

/** Aborted when the connection of a response has closed; after the response nobody listens. */
function closing(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (response.destroyed) abort();
  else response.once('close', abort);
  return controller.signal;
}

@Injectable()
export class GraphqlOptions implements GqlOptionsFactory<MercuriusDriverConfig> {
  private readonly log = new Logger('graphql');

  constructor(private readonly contexts: ContextFactory) {}

  createGqlOptions(): Omit<MercuriusDriverConfig, 'driver'> {
    return {
      ...schemaOptions,
      path: '/graphql',
      graphiql: false,
      jit: 1,
      // Enum members are the same inside and outside, and scalars were checked when they came in.
      compilerOptions: { disableLeafSerialization: true, disablingCapturingStackErrors: true },
      cache: 512,
      validationRules: [...limitRules],
      graphql: { parseOptions: { maxTokens: LIMITS.tokens } },
      allowBatchedQueries: false,
      csrfPrevention: { allowedContentTypes: ['application/json'], requiredHeaders: ['x-evenkeel-preflight'] },
      subscription: false,
      context: (request: FastifyRequest, reply: FastifyReply) =>
        this.contexts.make(request.principal!, request.headers['accept-language'], () => closing(reply.raw)),
      errorFormatter: (execution, context) => this.answer(execution, context),
    } as Omit<MercuriusDriverConfig, 'driver'>;
  }

  private answer(execution: ExecutionResult, context: unknown): { statusCode: number; response: ExecutionResult } {
    const { language, correlationId } = context instanceof RequestContext ? context : ({ language: 'en', correlationId: '' } as const);
    const answered = (execution.errors ?? []).flatMap((error) => answeredErrors(error, language, correlationId));
    noteErrors(this.log, 'a request', answered, correlationId);
    const executed = execution.data != null || answered.some(({ error }) => error.path !== undefined);
    const data = dataBeside(execution.data, answered);
    return {
      statusCode: executed ? 200 : (answered[0]?.status ?? 200),
      response: { data, errors: answered.map(({ error }) => error as unknown as GraphQLError) },
    };
  }
}
