import type { StoredEvent } from '#event-sourcing/event.js';
import { documentAfter, type Cell, type Projection, type Row } from '#event-sourcing/folds/projection.js';
import { corrupt } from '../database/database-errors.js';
import { deleteAll, insertAll, upsertAll } from './bulk-write.js';
import type { CachedDocument, DocumentCache } from './document-cache.js';
import { FoldError, liveName, type Change, type ProjectionWriter, type Gathering, type Naming } from './projection-writer.js';
import { rowChanges } from './row-changes.js';
import { inLookups, selectDocuments, type StoredTable } from './statements.js';
import type { Session } from '../database/views-database.js';

/** The name of a projection's document table while it is live. */
export const documentTable = (projection: string): string => `${projection}_documents`;

/** Parses a stored document. @throws Error with the code SQLITE_CORRUPT if the text is not a document */
export function parsed(json: string, projection: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw corrupt(`a document of ${projection} is no JSON: the views file is damaged`);
  }
}

const documentShape: StoredTable = { columns: { key: 'text', document: 'text' }, key: ['key'] };

/** A document that is being folded over some events. */
interface Folding {
  /** The document as committed; undefined: it is new. */
  readonly before: CachedDocument | undefined;
  readonly document: unknown;
  readonly last: StoredEvent;
}

interface FoldedDocument {
  readonly key: string;
  readonly json: string;
  readonly entry: CachedDocument;
}

interface TableChange {
  readonly table: string;
  readonly deleted: (readonly Cell[])[];
  readonly written: (readonly Cell[])[];
}

/** Writes a projection: folds documents in memory, computes row differences, and writes both in bulk. */
export class DocumentWriter implements ProjectionWriter {
  readonly name: string;
  readonly version: number;
  readonly tables: Readonly<Record<string, StoredTable>>;
  readonly streams: readonly string[];
  /** Documents that wait to be written, in their latest state. */
  readonly #unwritten = new Map<string, CachedDocument>();

  constructor(
    private readonly projection: Projection,
    private readonly cache: DocumentCache,
    private readonly naming: Naming = liveName,
    /** Each document is complete when it is first written: nothing is loaded or remembered, and rows are only inserted. */
    private readonly complete = false,
  ) {
    this.name = projection.name;
    this.version = projection.version;
    this.streams = projection.streams;
    this.tables = { ...(projection.ofOneEvent ? {} : { [documentTable(projection.name)]: documentShape }), ...projection.tables };
  }

  gather(): Gathering {
    const documents = new Map<string, Folding>();
    return {
      add: async (session, events) => {
        const byKey = this.#byKey(events);
        const unseen = [...byKey.keys()].filter((key) => !documents.has(key));
        const before = await this.#load(session, unseen);
        for (const [key, own] of byKey) {
          const known = documents.get(key) ?? { before: before.get(key), document: before.get(key)?.document, last: own[0]! };
          documents.set(key, this.#evolved(known, own));
        }
      },
      change: () => this.#change(documents),
    };
  }

  forget(): void {
    this.#unwritten.clear();
    this.cache.clear(this.name);
  }

  #byKey(events: readonly StoredEvent[]): Map<string, StoredEvent[]> {
    const byKey = new Map<string, StoredEvent[]>();
    for (const event of events) {
      if (!this.projection.streams.some((prefix) => event.stream.startsWith(prefix))) continue;
      const key = this.#key(event);
      if (key === undefined) continue;
      const own = byKey.get(key);
      if (own) own.push(event);
      else byKey.set(key, [event]);
    }
    return byKey;
  }

  #key(event: StoredEvent): string | undefined {
    try {
      return this.projection.key(event);
    } catch (error) {
      throw new FoldError(event, error);
    }
  }

  async #load(session: Session, keys: readonly string[]): Promise<Map<string, CachedDocument>> {
    const found = new Map<string, CachedDocument>();
    if (this.complete || this.projection.ofOneEvent) return found;
    const missing: string[] = [];
    for (const key of keys) {
      const cached = this.#unwritten.get(key) ?? this.cache.get(this.name, key);
      if (cached) found.set(key, cached);
      else missing.push(key);
    }
    const table = this.naming(documentTable(this.name));
    for (const some of inLookups(missing)) {
      for (const { key, document } of await session.all<{ key: string; document: string }>(selectDocuments(table, some.length), some)) {
        found.set(key, { document: parsed(document, this.name), rows: undefined, size: document.length });
      }
    }
    return found;
  }

  #evolved({ before, document }: Folding, events: readonly StoredEvent[]): Folding {
    let last = events[0]!;
    try {
      for (last of events) document = documentAfter(this.projection, document, last);
    } catch (error) {
      throw new FoldError(last, error);
    }
    return { before, document, last };
  }

  #change(documents: ReadonlyMap<string, Folding>): Change {
    const changes = Object.keys(this.projection.tables ?? {}).map((table): TableChange => ({ table, deleted: [], written: [] }));
    const folded: FoldedDocument[] = [];
    for (const [key, folding] of documents) {
      // No event so far concerns this projection.
      if (folding.document === undefined) continue;
      try {
        const rows = this.#rowsOf(folding, changes);
        if (this.projection.ofOneEvent) continue;
        const json = JSON.stringify(folding.document);
        folded.push({ key, json, entry: { document: folding.document, rows, size: json.length } });
      } catch (error) {
        throw new FoldError(folding.last, error);
      }
    }
    return {
      write: (session) => this.#write(session, folded, changes),
      ahead: () => {
        if (this.complete) return;
        for (const { key, entry } of folded) this.#unwritten.set(key, entry);
      },
      committed: () => this.#committed(folded),
    };
  }

  /** Adds the changes of a document's rows, and returns all of its rows. */
  #rowsOf({ before, document }: Folding, changes: readonly TableChange[]): Readonly<Record<string, readonly Row[]>> {
    const rows = this.#rows(document);
    const rowsBefore = before && (before.rows ?? this.#rows(before.document));
    for (const { table, deleted, written } of changes) {
      const change = rowChanges(this.tables[table]!, rowsBefore?.[table] ?? [], rows[table] ?? []);
      for (const gone of change.deleted) deleted.push(gone);
      for (const row of change.written) written.push(row);
    }
    return rows;
  }

  #rows(document: unknown): Readonly<Record<string, readonly Row[]>> {
    return this.projection.rows?.(document) ?? {};
  }

  async #write(session: Session, folded: readonly FoldedDocument[], changes: readonly TableChange[]): Promise<void> {
    const write = this.complete ? insertAll : upsertAll;
    for (const { table, deleted } of changes) await deleteAll(session, this.naming(table), this.tables[table]!, deleted);
    for (const { table, written } of changes) await write(session, this.naming(table), this.tables[table]!, written);
    if (this.projection.ofOneEvent) return;
    const documents = folded.map(({ key, json }) => [key, json]);
    await write(session, this.naming(documentTable(this.name)), documentShape, documents);
  }

  #committed(folded: readonly FoldedDocument[]): void {
    if (this.complete || folded.length === 0) return;
    this.cache.committed(this.name);
    for (const { key, entry } of folded) {
      this.cache.set(this.name, key, entry);
      if (this.#unwritten.get(key) === entry) this.#unwritten.delete(key);
    }
  }
}
