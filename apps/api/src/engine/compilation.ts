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

/** Executes the document's one operation. It rejects where something was thrown that compiled code cannot tell of as an error. */
export type Compiled = (contextValue: unknown, variables: Readonly<Record<string, unknown>>) => Promise<ExecutionResult>;

/** One execution of compiled code, which passes it to resolvers in place of the context. */
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

  /** Compiles a valid document. @returns null where it may not be compiled or cannot be */
  compile(document: DocumentNode): Compiled | null {
    if (!isWithinFence(document)) return null;
    const compilation = compileQuery(this.watched, document, undefined, { disablingCapturingStackErrors: true });
    if (!isCompiledQuery(compilation)) return null;
    return (context, variables) =>
      new Promise<ExecutionResult>((resolve, fail) => {
        const result = compilation.query(undefined, { context, fail } satisfies Run, variables);
        // Resolving with a promise that never settles would make `fail` do nothing.
        if (result instanceof Promise) result.then(resolve, fail);
        else resolve(result);
      });
  }
}

/**
 * A copy of the schema whose resolvers watch over what compiled code does with their promises. Compiled code reads properties in
 * `then` callbacks of its own: where a getter throws there, the answer would never come, and the unhandled rejection would end the process.
 */
function watchedCopy(schema: GraphQLSchema): GraphQLSchema {
  // Sorting copies the types; only introspection would show it, which is not compiled.
  const copy = lexicographicSortSchema(schema);
  for (const type of Object.values(copy.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) if (field.resolve) field.resolve = watching(field.resolve);
  }
  return copy;
}

/** Three parameters: with a fourth, compiled code would build an `info` for every call. */
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
