import type { StoredEvent } from '../event.js';

export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** A table for a projection's rows: its columns, primary key and indexes, the same on every database. */
export interface TableShape {
  readonly columns: Readonly<Record<string, 'text' | 'integer' | 'real'>>;
  readonly key: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
}

/**
 * The pure read side of one question. One document per key; `rows` spreads a document into the rows that queries filter and sort by. The
 * engine does all the database work.
 */
export interface Projection<Document = unknown, Tables extends string = string> {
  readonly name: string;
  /** Raise the version when the fold or the shape of the tables changes: the new version is rebuilt beside the old one. */
  readonly version: number;
  /** Prefixes of the streams that the projection folds, such as `initiative-`. */
  readonly streams: readonly string[];
  /** The document that the event belongs to; undefined: the event does not concern this projection. */
  key(event: StoredEvent): string | undefined;
  evolve(document: Document | undefined, event: StoredEvent): Document;
  /**
   * Each document is made of one event, whose id is its key: it is not stored, but made again of the event in the journal when it is read.
   */
  readonly ofOneEvent?: true;
  /** All events of a document are in one stream: a rebuild knows that the document is complete when the stream has ended. */
  readonly ofOneStream?: true;
  /** Whether `evolve` handles an event type; default: it handles every type. */
  knows?(type: string): boolean;
  readonly tables?: Readonly<Record<Tables, TableShape>>;
  rows?(document: Document): Readonly<Record<Tables, readonly Row[]>>;
}

/**
 * The document after an event. An unknown event type comes from a later version and is not folded; but if the document contains its
 * stream's revision, the revision is still raised, because clients use it as their expected revision.
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
