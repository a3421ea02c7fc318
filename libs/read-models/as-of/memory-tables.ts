import Database from 'better-sqlite3';
import type { Cell, Projection, Row } from '#event-sourcing/folds/projection.js';
import { withEntries } from '#projection-engine/database/journal-entries.js';
import { createIndexes, createTable, inStatements, insertRows } from '#projection-engine/writers/statements.js';

/** Tables of projections in memory, under their declared names: queries about the past select from them. */
export class MemoryTables {
  private readonly database = new Database(':memory:');

  constructor(projections: readonly Projection[]) {
    for (const { tables = {} } of projections) {
      for (const [table, shape] of Object.entries(tables)) {
        this.database.exec(createTable(table, shape, 'sqlite'));
        for (const index of createIndexes(table, shape, 1)) this.database.exec(index);
      }
    }
  }

  /** Inserts the rows of new documents. */
  insert(projection: Projection, documents: readonly unknown[]): void {
    const all = documents.map((document) => projection.rows?.(document) ?? {});
    for (const [table, shape] of Object.entries(projection.tables ?? {})) {
      const columns = Object.keys(shape.columns);
      for (const some of inStatements(all.flatMap((of): readonly Row[] => of[table] ?? []))) {
        const statement = this.database.prepare(insertRows(table, shape, some.length));
        statement.run(some.flatMap((row) => columns.map((column) => row[column] ?? null)));
      }
    }
  }

  select<R>(sql: string, parameters: readonly Cell[] = []): R[] {
    return this.database.prepare(withEntries(sql)).all([...parameters]) as R[];
  }

  close(): void {
    this.database.close();
  }
}
