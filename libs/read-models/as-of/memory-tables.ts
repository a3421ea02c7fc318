import { DataSource } from 'typeorm';
import type { Cell, Projection, Row } from '#event-sourcing/projection.js';
import { createIndexes, createTable, inStatements, insertRows } from '../runner/statements.js';

/** The tables of projections in memory, under the names that they declare: what queries select from at a cut. */
export class MemoryTables {
  private constructor(private readonly database: DataSource) {}

  static async of(projections: readonly Projection[]): Promise<MemoryTables> {
    const database = await new DataSource({ type: 'better-sqlite3', database: ':memory:', statementCacheSize: 200 }).initialize();
    for (const { tables = {} } of projections) {
      for (const [table, shape] of Object.entries(tables)) {
        await database.query(createTable(table, shape, 'sqlite'));
        for (const index of createIndexes(table, shape, 1)) await database.query(index);
      }
    }
    return new MemoryTables(database);
  }

  /** The rows of documents that were not there before. */
  async insert(projection: Projection, documents: readonly unknown[]): Promise<void> {
    const all = documents.map((document) => projection.rows?.(document) ?? {});
    for (const [table, shape] of Object.entries(projection.tables ?? {})) {
      const columns = Object.keys(shape.columns);
      for (const some of inStatements(all.flatMap((of): readonly Row[] => of[table] ?? []))) {
        await this.database.query(
          insertRows(table, shape, some.length),
          some.flatMap((row) => columns.map((column) => row[column] ?? null)),
        );
      }
    }
  }

  select<R>(sql: string, parameters: readonly Cell[] = []): Promise<R[]> {
    return this.database.query<R[]>(sql, [...parameters]);
  }

  close(): Promise<void> {
    return this.database.destroy();
  }
}
