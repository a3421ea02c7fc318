import { execute, getOperationAST, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { Compiler } from './compilation.js';
import type { ValidDocument } from './documents.js';

type Variables = Readonly<Record<string, unknown>>;

/** The inputs of one execution of a valid document. */
export interface Execution {
  readonly operationName: string | null;
  readonly variables: Variables;
  readonly context: { renew(): void };
}

/**
 * Answers every request as graphql-js's `execute` does. From the second execution of a document on it uses compiled code where that gives
 * the same answer.
 */
export class Executor {
  private readonly compiler: Compiler;

  /** @param isFinal whether a repetition with graphql-js would only give the same errors and take as long */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly isFinal: (errors: readonly GraphQLError[]) => boolean = () => false,
  ) {
    this.compiler = new Compiler(schema);
  }

  async execute(valid: ValidDocument, execution: Execution): Promise<ExecutionResult> {
    if (valid.executions++ > 0) {
      valid.compiled ??= { query: this.compiler.compile(valid.document) };
      const result = await this.executeCompiled(valid, execution);
      if (result) return result;
    }
    const { context: contextValue, operationName, variables: variableValues } = execution;
    return execute({ schema: this.schema, document: valid.document, contextValue, variableValues, operationName });
  }

  /**
   * Executes compiled code. @returns undefined: graphql-js must answer, because compiled code words, orders and counts errors differently.
   * Only queries come here, which can be executed twice.
   */
  private async executeCompiled(
    { document, compiled }: ValidDocument,
    { context, operationName, variables }: Execution,
  ): Promise<ExecutionResult | undefined> {
    if (!compiled?.query) return undefined;
    const operation = getOperationAST(document, operationName);
    if (!operation || operationName === '') return undefined;
    const { variableDefinitions } = operation;
    if (variableDefinitions?.length && getVariableValues(this.schema, variableDefinitions, variables).errors) return undefined;
    const result = await compiled.query(context, variables).catch(() => undefined);
    if (result && (!result.errors || this.isFinal(result.errors))) return result;
    context.renew();
    return undefined;
  }
}
