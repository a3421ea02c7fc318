import type { StoredEvent } from './event.js';

export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** A table that a projection's rows go to: its columns, primary key and indexes, the same on every database. */
export interface TableShape {
  readonly columns: Readonly<Record<string, 'text' | 'integer' | 'real'>>;
  readonly key: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
}

/**
 * The read side of one question, pure. One document per key; `rows` spreads a document into the rows that queries
 * filter and sort by. The runner does all the database work.
 */
export interface Projection<Document = unknown, Tables extends string = string> {
  readonly name: string;
  /** A changed fold or shape is a new version, rebuilt beside the old one. */
  readonly version: number;
  /** Prefixes of the streams it folds, such as `initiative-`. */
  readonly streams: readonly string[];
  /** The document that the event belongs to; undefined: the event does not concern this projection. */
  key(event: StoredEvent): string | undefined;
  evolve(document: Document | undefined, event: StoredEvent): Document;
  /** Whether `evolve` has a meaning for events of a type; left out: for those of every type. */
  knows?(type: string): boolean;
  readonly tables?: Readonly<Record<Tables, TableShape>>;
  rows?(document: Document): Readonly<Record<Tables, readonly Row[]>>;
}

/**
 * The document after an event. One of a type that the code does not know comes from a later version and is not folded; a document
 * that states its stream's revision states the new one, for that is what an expected revision is compared with.
 */
export function documentAfter<Document>(
  projection: Pick<Projection<Document>, 'evolve' | 'knows'>,
  document: Document | undefined,
  event: StoredEvent,
): Document | undefined {
  if (projection.knows?.(event.type) ?? true) return projection.evolve(document, event);
  return hasRevision(document) ? { ...document, revision: event.revision } : document;
}

const hasRevision = (document: unknown): document is { readonly revision: number } =>
  typeof document === 'object' && document !== null && 'revision' in document;
