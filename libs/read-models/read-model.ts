import type { Projection } from '#event-sourcing/projection.js';
import type { Source } from './as-of/source.js';

/** How the documents of a projection lie in its streams: by that they are found again when the past is folded. */
export interface Folding {
  readonly projection: Projection;
  /** One stream for each program, named by the program's id, or one for each of many things that belong to a program. */
  readonly streams: 'ONE_PER_PROGRAM' | 'MANY_PER_PROGRAM';
  /** Each stream is one document, which has its id, or a table with the columns `id` and `program_id` lists them. */
  readonly documents: 'ONE_PER_STREAM' | { readonly listedIn: string };
}

/** One subject that can be asked about: its questions, and the projection that answers them where it has one of its own. */
export type ReadModel<Queries = object> = { readonly queries: new (source: Source) => Queries } & (
  Folding | { readonly projection?: undefined }
);
