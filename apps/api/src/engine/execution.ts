import { execute, getOperationAST, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { Compiler } from './compilation.js';
import type { ValidDocument } from './documents.js';

type Variables = Readonly<Record<string, unknown>>;

/** What a valid document is executed with. */
export interface Execution {
  readonly operationName: string | null;
  readonly variables: Variables;
  readonly context: { renew(): void };
}

/** Answers every request as graphql-js's `execute` does, from the second of a document on with compiled code where that does the same. */
export class Executor {
  private readonly compiler: Compiler;

  /** @param isFinal Whether asking again would tell nothing more of these errors, and take as long. */
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

  /** Undefined: graphql-js is to answer. Compiled code tells errors in words, order and number of its own; a query can be asked twice. */
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
