import { Logger } from '@nestjs/common';
import { GraphQLError, OperationTypeNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { answeredError, dataBeside, type AnsweredError } from '../graphql/answered-error.js';
import type { RequestContext } from '../graphql/request-context.js';
import { noteErrors } from '../health/error-log.js';
import { KeptAnswer, type AnswerCache, type Question } from './answer-cache.js';
import { checkRequest } from './check-request.js';
import { Documents, operationOf, type ValidDocument } from './documents.js';
import { Executor } from './execution.js';

/** An answer as it is written. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer | string;
  /** Of an answer that the same question may get again. */
  readonly etag?: string;
  readonly allow?: string;
}

/** What an operation is admitted with. */
export interface Asked extends Question {
  /** It is asked by a method that must not change anything. */
  readonly isSafe: boolean;
}

const log = new Logger('graphql');

/** The one way of an operation that comes over HTTP: it is admitted, executed, and its answer is written and kept. */
export class Operations {
  private readonly documents: Documents;
  private readonly executor: Executor;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly answers?: AnswerCache,
  ) {
    this.documents = new Documents(schema);
    this.executor = new Executor(schema, isFinal);
  }

  async answer(asked: Asked, context: RequestContext): Promise<Answer> {
    try {
      const valid = this.documents.of(asked.text);
      if (!('document' in valid)) return refusal(valid, context);
      const { operation } = operationOf(valid.document, asked.operationName);
      if (operation === OperationTypeNode.SUBSCRIPTION) throw new GraphQLError('Subscriptions are taken over WebSocket only.');
      if (operation === OperationTypeNode.QUERY) return await this.query(valid, asked, context);
      if (asked.isSafe) return { ...refusal([new GraphQLError('A mutation is sent by POST.')], context), status: 405, allow: 'POST' };
      return written(await this.execute(valid, asked, context), context);
    } catch (error) {
      return refusal([error as Error], context);
    }
  }

  /** From the cache where the same was asked before and nothing has changed since. */
  private async query(valid: ValidDocument, asked: Asked, context: RequestContext): Promise<Answer> {
    const moment = await this.answers?.moment();
    if (!this.answers || moment === undefined) return written(await this.execute(valid, asked, context), context);
    const key = this.answers.keyOf(asked, context, moment);
    const known = await this.answers.find(key);
    if (known) return fromKept(known);
    const result = await this.execute(valid, asked, context);
    const answer = written(result, context);
    if (result.errors || context.isVolatile) return answer;
    const kept = new KeptAnswer(Buffer.from(answer.body), context.namesShown);
    // What was read while the views moved on may be of either state.
    if ((await this.answers.moment()) === moment) this.answers.keep(key, kept);
    return fromKept(kept);
  }

  private execute(valid: ValidDocument, { operationName, variables }: Asked, context: RequestContext): Promise<ExecutionResult> {
    checkRequest(this.schema, valid.document, variables);
    return this.executor.execute(valid, { operationName, variables, context });
  }
}

/** The answer is refused as a whole, or what answers is away: to ask once more would only take as long again. */
const isFinal = (errors: readonly GraphQLError[]): boolean =>
  errors
    .map((error) => answeredError(error, 'en', ''))
    .some(({ status, error }) => status === 503 || error.extensions.code === 'QUERY_TOO_COMPLEX');

const fromKept = (kept: KeptAnswer): Answer => ({
  status: 200,
  body: kept.body,
  get etag() {
    return kept.etag;
  },
});

function told(errors: readonly Error[], { language, correlationId }: RequestContext): AnsweredError[] {
  const answered = errors.map((error) => answeredError(error, language, correlationId));
  noteErrors(log, 'a request', answered, correlationId);
  return answered;
}

/** The answer to what is not executed: it has no data, not even null. */
export function refusal(errors: readonly Error[], context: RequestContext): Answer {
  const answered = told(errors, context);
  return { status: answered[0]?.status ?? 500, body: JSON.stringify({ errors: answered.map(({ error }) => error) }) };
}

function written(result: ExecutionResult, context: RequestContext): Answer {
  const extensions = context.pending ? { pending: true } : undefined;
  if (!result.errors) return { status: 200, body: JSON.stringify({ data: result.data, extensions }) };
  // Without data, and of no field: it was not executed.
  if (result.data === undefined) return refusal(result.errors, context);
  const answered = told(result.errors, context);
  const isExecuted = result.data !== null || answered.some(({ error }) => error.path !== undefined);
  const data = dataBeside(result.data, answered);
  const errors = answered.map(({ error }) => error);
  return { status: isExecuted ? 200 : answered[0]!.status, body: JSON.stringify({ data, errors, extensions }) };
}
