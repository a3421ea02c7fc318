import type { Database, Statement } from 'better-sqlite3';
import { storeError } from '#event-store/embedded/file/sqlite-errors.js';
import { Directory } from './directory.js';

/** The directory of a data folder: on the disk when `set` returns. */
export class FileDirectory extends Directory {
  private readonly select: Statement<[string], string>;
  private readonly upsert: Statement<[string, string]>;

  constructor(private readonly file: Database) {
    super();
    this.select = file.prepare<[string], string>('select name from names where person = ?').pluck();
    this.upsert = file.prepare('insert into names (person, name) values (?, ?) on conflict (person) do update set name = excluded.name');
  }

  names(ids: readonly string[]): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    for (const id of ids) {
      const name = this.select.get(id);
      if (name !== undefined) names.set(id, name);
    }
    return names;
  }

  /** @throws EventStoreError STORE_FULL, STORE_READ_ONLY, as the events beside it */
  set(id: string, name: string): void {
    try {
      this.upsert.run(id, name);
    } catch (error) {
      throw storeError(error, this.file.name);
    }
  }
}
