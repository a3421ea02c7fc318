import type { Projection } from '#event-sourcing/folds/projection.js';
import type { Naming, ProjectionWriter } from '../writers/projection-writer.js';
import { DocumentCache } from '../writers/document-cache.js';
import { DocumentWriter } from '../writers/document-writer.js';
import { copyHeap, createHeap, isCompact, type StoredTable } from '../writers/statements.js';
import type { Scratch, Session, WritingDatabase } from '../database/views-database.js';

/** How many documents one statement copies: few enough not to delay the live runner. */
const documentsPerTurn = 2_000;
/** Complete documents are not remembered. */
const noCache = new DocumentCache({ documents: 0, characters: 0 });

/**
 * Temporary tables for the rows of a bulk load. Keys come in any order, and each row would change another page of the views' file, which is
 * written twice; rows of a heap lie one behind the other, and are then sorted and written once. On SQLite only.
 */
export class Heaps {
  readonly #writers: ProjectionWriter[] = [];
  readonly #heap: Naming;

  constructor(
    private readonly database: WritingDatabase,
    private readonly scratch: Scratch,
    /** The names of the tables that the rows are written to in the end. */
    private readonly beside: Naming,
  ) {
    this.#heap = (table) => `${scratch.schema}.${beside(table)}_heap`;
  }

  /** Makes a writer of complete documents to heaps. */
  async writer(projection: Projection): Promise<ProjectionWriter> {
    const writer = new DocumentWriter(projection, noCache, this.#heap, true);
    this.#writers.push(writer);
    await this.scratch.write(async (session) => {
      for (const [table, shape] of Object.entries(writer.tables)) await session.run(createHeap(this.#heap(table), shape));
    });
    return writer;
  }

  /** Writes the rows to their tables. @param names the projections whose tables are still wanted */
  async empty(names: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    for (const { name, tables } of this.#writers)
      if (names.includes(name)) for (const [table, shape] of Object.entries(tables)) await this.#copy(table, shape, signal);
  }

  /** Drops the heaps: a connection that lives on would keep their space. One that fails takes them along. */
  async drop(): Promise<void> {
    const tables = this.#writers.flatMap((writer) => Object.keys(writer.tables));
    const dropped = this.#inTurn(async (session) => {
      for (const table of tables) await session.run(`DROP TABLE IF EXISTS ${this.#heap(table)}`);
    });
    await dropped.catch(() => undefined);
  }

  /** Rows are sorted in one statement, as for an index. Documents, which are large and not sorted, are copied some at a time. */
  async #copy(table: string, shape: StoredTable, signal: AbortSignal | undefined): Promise<void> {
    const sql = copyHeap(this.#heap(table), this.beside(table), shape);
    for (let from = 0, rows = documentsPerTurn; rows === documentsPerTurn; from += documentsPerTurn) {
      signal?.throwIfAborted();
      const range = isCompact(shape) ? [] : [from, from + documentsPerTurn];
      rows = await this.#inTurn((session) => session.run(sql, range));
      if (isCompact(shape)) return;
    }
  }

  #inTurn<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.database.turn(() => this.database.outside(work));
  }
}
