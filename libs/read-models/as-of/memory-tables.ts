import Database from 'better-sqlite3';
import type { Cell, Projection, Row, TableShape } from '#event-sourcing/folds/projection.js';
import { withEntries } from '#projection-engine/database/journal-entries.js';
import { grouped } from '../paging/grouped.js';
import { createIndexes, createTable, insertRows } from '#projection-engine/writers/statements.js';

interface Folded {
  readonly projection: Projection;
  readonly documents: unknown[];
}

interface LateTable {
  readonly name: string;
  readonly shape: TableShape;
  readonly of: Folded;
  /** How many of the documents have their rows in the table. */
  written: number;
}

/**
 * Tables of projections in memory, under their declared names: queries about the past select from them. A table gets its rows when a query
 * first names it: writing all rows of a thousand programs takes ten times as long as folding their events, and most questions need few
 * tables.
 */
export class MemoryTables {
  private readonly database = new Database(':memory:');
  private readonly folded = new Map<string, Folded>();
  private readonly tables = new Map<string, LateTable>();

  constructor(projections: readonly Projection[]) {
    for (const projection of projections) {
      const of: Folded = { projection, documents: [] };
      this.folded.set(projection.name, of);
      for (const [name, shape] of Object.entries(projection.tables ?? {})) {
        this.tables.set(name, { name, shape, of, written: 0 });
        this.database.exec(createTable(name, shape, 'sqlite'));
      }
    }
  }

  /** Adds the rows of new documents. */
  insert({ name }: Projection, documents: readonly unknown[]): void {
    const of = this.folded.get(name)!;
    for (const document of documents) of.documents.push(document);
  }

  select<R>(sql: string, parameters: readonly Cell[] = []): R[] {
    const text = withEntries(sql);
    const named = new Set([...text.matchAll(/\w+/g)].flatMap(([word]) => this.tables.get(word) ?? []));
    const late = [...named].filter(({ written, of }) => written < of.documents.length);
    for (const tables of grouped(late, ({ of }) => of.projection.name).values()) this.write(tables[0]!.of, tables);
    return this.database.prepare(text).all([...parameters]) as R[];
  }

  close(): void {
    this.database.close();
  }

  private write({ projection, documents }: Folded, tables: readonly LateTable[]): void {
    const inserts = tables.map((table) => {
      const columns = Object.keys(table.shape.columns);
      const insert = this.database.prepare(insertRows(table.name, table.shape, 1));
      return { table, run: (row: Row) => insert.run(columns.map((column) => row[column] ?? null)) };
    });
    this.database.transaction(() => {
      for (let nth = Math.min(...tables.map(({ written }) => written)); nth < documents.length; nth++) {
        const rows = projection.rows?.(documents[nth]) ?? {};
        for (const { table, run } of inserts) if (nth >= table.written) rows[table.name]?.forEach(run);
      }
      // An index is made faster over rows that are there.
      for (const { name, shape, written } of tables)
        if (written === 0) for (const index of createIndexes(name, shape, 1)) this.database.exec(index);
    })();
    for (const table of tables) table.written = documents.length;
  }
}
