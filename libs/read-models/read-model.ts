import type { Projection } from '#event-sourcing/folds/projection.js';
import type { Source } from './as-of/source.js';

/** How a projection's documents are spread over streams, which is needed to find them again when the past is folded. */
export interface Folding {
  readonly projection: Projection;
  /** One stream for each program, named by the program's id, or one for each of many things that belong to a program. */
  readonly streams: 'ONE_PER_PROGRAM' | 'MANY_PER_PROGRAM';
  /** Each stream gives one document with the same id, or a table with the columns `id` and `program_id` lists the documents. */
  readonly documents: 'ONE_PER_STREAM' | { readonly listedIn: string };
}

/** One subject of questions: its queries, and the projection that answers them if it has one of its own. */
export type ReadModel<Queries = object> = { readonly queries: new (source: Source) => Queries } & (
  Folding | { readonly projection?: undefined }
);
