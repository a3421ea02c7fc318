import {
  isObjectType,
  lexicographicSortSchema,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { isWithinFence } from './fence.js';

/** Executes the document's only operation. Rejects if something was thrown that compiled code cannot report as a GraphQL error. */
export type Compiled = (contextValue: unknown, variables: Readonly<Record<string, unknown>>) => Promise<ExecutionResult>;

/** The data of one execution: compiled code passes it to resolvers in place of the context. */
interface Run {
  readonly context: unknown;
  readonly fail: (error: unknown) => void;
}

/** Compiles documents for a schema. */
export class Compiler {
  private readonly watched: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.watched = watchedCopy(schema);
  }

  /** Compiles a valid document. @returns null if the fence forbids it or the compiler fails */
  compile(document: DocumentNode): Compiled | null {
    if (!isWithinFence(document)) return null;
    const compilation = compileQuery(this.watched, document, undefined, { disablingCapturingStackErrors: true });
    if (!isCompiledQuery(compilation)) return null;
    return (context, variables) =>
      new Promise<ExecutionResult>((resolve, fail) => {
        const result = compilation.query(undefined, { context, fail } satisfies Run, variables);
        // If `resolve` were given a promise that never settles, a later `fail` would have no effect.
        if (result instanceof Promise) result.then(resolve, fail);
        else resolve(result);
      });
  }
}

/**
 * A copy of the schema whose resolvers catch what compiled code would miss. Compiled code reads properties in `then` callbacks of its own:
 * if a getter throws there, no answer would ever come, and the unhandled rejection would end the process.
 */
function watchedCopy(schema: GraphQLSchema): GraphQLSchema {
  // Sorting the schema copies its types. Only introspection would show the new order, and introspection is not compiled.
  const copy = lexicographicSortSchema(schema);
  for (const type of Object.values(copy.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) if (field.resolve) field.resolve = watching(field.resolve);
  }
  return copy;
}

/** Takes three parameters: if it took `info` as a fourth, compiled code would build an `info` object for every call. */
function watching(resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, Run> {
  const read = resolve as (...args: unknown[]) => unknown;
  return (parent, args, { context, fail }) => {
    const value = read(parent, args, context, undefined);
    return Array.isArray(value) ? value.map((entry) => watchedPromise(entry, fail)) : watchedPromise(value, fail);
  };
}

function watchedPromise(value: unknown, fail: Run['fail']): unknown {
  if (!(value instanceof Promise)) return value;
  const then: Promise<unknown>['then'] = (onFulfilled, onRejected) => {
    const done = value.then(onFulfilled, onRejected);
    done.catch(fail);
    return done;
  };
  return { then };
}
