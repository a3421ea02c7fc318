import { inSlices } from '#async/in-slices.js';
import { Logger } from '@nestjs/common';
import { GraphQLError, OperationTypeNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { answeredError, dataBeside, isOfWhole, type AnsweredError } from '../graphql/answered-error.js';
import type { RequestContext } from '../graphql/request-context.js';
import { noteErrors } from '../health/error-log.js';
import { LIMITS } from '../limits/limits.js';
import { refusingUnstorable, variableTypes } from '../limits/storable-text.js';
import { Admission, isBusy } from './admission.js';
import { KeptAnswer, type AnswerCache, type Question } from './answer-cache.js';
import { checkRequest } from './check-request.js';
import { Documents, operationOf, type ValidDocument } from './documents.js';
import { Executor } from './execution.js';
import { jsonInPieces } from './json-pieces.js';

/** An answer in its written form. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer | string;
  /** The answer's ETag; set if the same query may get the same answer again. */
  readonly etag?: string;
  readonly allow?: string;
  /** Seconds after which the client may ask again. */
  readonly retryAfter?: number;
}

type Keep = (answer: KeptAnswer) => Promise<void>;

/** An operation with what its admission needs. */
export interface Asked extends Question {
  /** Whether the HTTP method must not change anything (GET). */
  readonly isSafe: boolean;
  /** Whether the answer's extensions say what the operation costs. */
  readonly showsCost?: boolean;
}

const log = new Logger('graphql');

/** Handles each operation that comes over HTTP: admission, execution, writing the answer and caching it. */
export class Operations {
  private readonly documents: Documents;
  private readonly executor: Executor;
  private readonly admission = new Admission();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly answers?: AnswerCache,
  ) {
    this.documents = new Documents(schema);
    this.executor = new Executor(schema, isFinal);
  }

  async answer(asked: Asked, context: RequestContext): Promise<Answer> {
    context.showsCost = asked.showsCost ?? false;
    try {
      if (!this.documents.isQuick(asked.text)) {
        context.isLong = true;
        const wait = context.turn();
        if (wait) await wait;
        context.expectSomebody();
      }
      const valid = this.documents.of(asked.text);
      if (!('document' in valid)) return refusal(valid, context);
      const { operation } = operationOf(valid.document, asked.operationName);
      if (operation === OperationTypeNode.SUBSCRIPTION) throw new GraphQLError('Subscriptions are available only over WebSocket.');
      if (operation === OperationTypeNode.QUERY) return await this.query(valid, asked, context);
      if (asked.isSafe) return { ...refusal([new GraphQLError('A mutation is sent by POST.')], context), status: 405, allow: 'POST' };
      return await this.admitted(valid, asked, context, () => this.fresh(valid, asked, context));
    } catch (error) {
      const answer = refusal([error as Error], context);
      return isBusy(error) ? { ...answer, retryAfter: LIMITS.retryAfterSeconds } : answer;
    }
  }

  /** Answers a query from the cache if the same was asked before and nothing has changed since; otherwise executes it. */
  private async query(valid: ValidDocument, asked: Asked, context: RequestContext): Promise<Answer> {
    // Cached answers do not say what they cost.
    if (asked.showsCost) return this.admitted(valid, asked, context, () => this.fresh(valid, asked, context));
    let { known, keep } = await this.lookUp(asked, context);
    if (known) return fromKept(known);
    return this.admitted(valid, asked, context, async (waited) => {
      // Another request may have got the same answer into the cache while this one waited.
      if (waited) ({ known, keep } = await this.lookUp(asked, context));
      return known ? fromKept(known) : this.fresh(valid, asked, context, keep);
    });
  }

  private async lookUp(asked: Asked, context: RequestContext): Promise<{ known?: KeptAnswer | undefined; keep?: Keep }> {
    const { answers } = this;
    const moment = await answers?.moment();
    if (!answers || moment === undefined) return {};
    const key = answers.keyOf(asked, context, moment);
    const keep: Keep = async (answer) => {
      // If the views moved meanwhile, the answer may show either state, so it is not cached.
      if ((await answers.moment()) === moment) answers.keep(key, answer);
    };
    return { known: await answers.find(key), keep };
  }

  private async fresh(valid: ValidDocument, { operationName, variables }: Asked, context: RequestContext, keep?: Keep): Promise<Answer> {
    const result = await this.executor.execute(valid, { operationName, variables, context });
    const answer = await written(result, context);
    // When the client has gone, lists are cut short without an error: such an answer must not be cached.
    if (!keep || result.errors || context.isVolatile || context.isGone) return answer;
    const kept = new KeptAnswer(Buffer.from(answer.body), context.namesShown);
    await keep(kept);
    return fromKept(kept);
  }

  private async admitted(
    { document }: ValidDocument,
    { variables }: Asked,
    context: RequestContext,
    begin: (waited: boolean) => Promise<Answer>,
  ): Promise<Answer> {
    const wait = inSlices(refusingUnstorable(variables, variableTypes(this.schema, document)));
    if (wait) await wait;
    return this.admission.admit(checkRequest(this.schema, document, variables, context), context, begin);
  }
}

/** Whether a repetition is pointless: the answer is refused as a whole, or the database is away. */
const isFinal = (errors: readonly GraphQLError[]): boolean =>
  errors.map((error) => answeredError(error, 'en', '')).some((answered) => answered.status === 503 || isOfWhole(answered));

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

/**
 * The answer to an operation that is not executed: it has no `data` member, not even null. It still lists commands that were executed
 * before.
 */
export function refusal(errors: readonly Error[], context: RequestContext): Answer {
  const answered = told(errors, context);
  const refused = answered.map(({ error }) => error);
  const { recorded } = context;
  const cost = shownCost(context);
  if (recorded.length > 0) return { status: 200, body: JSON.stringify({ data: null, errors: refused, extensions: { ...cost, recorded } }) };
  return { status: answered[0]?.status ?? 500, body: JSON.stringify({ errors: refused, extensions: cost }) };
}

/** What the operation costs, for the answer's extensions; undefined: nobody asked. */
const shownCost = ({ cost, showsCost }: RequestContext): { readonly cost: object } | undefined =>
  showsCost && cost ? { cost } : undefined;

async function written(result: ExecutionResult, context: RequestContext): Promise<Answer> {
  const cost = shownCost(context);
  const pending = context.pending ? { ...cost, pending: true } : cost;
  const write = (answer: object, extensions: object | undefined = pending): Promise<Buffer> =>
    jsonInPieces({ ...answer, extensions }, () => context.turn());
  if (!result.errors) return { status: 200, body: await write({ data: result.data }) };
  // Errors without data: the operation was not executed.
  if (result.data === undefined) return refusal(result.errors, context);
  const answered = told(result.errors, context);
  const isExecuted = result.data !== null || answered.some(({ error }) => error.path !== undefined);
  const data = dataBeside(result.data, answered);
  const errors = answered.map(({ error }) => error);
  const { recorded } = context;
  const extensions = answered.some(isOfWhole) && recorded.length > 0 ? { ...pending, recorded } : pending;
  return { status: isExecuted ? 200 : answered[0]!.status, body: await write({ data, errors }, extensions) };
}
