import type { Database, Statement } from 'better-sqlite3';
import { Directory } from './directory.js';

/** The directory of a data folder: on the disk when `set` returns. */
export class FileDirectory extends Directory {
  private readonly select: Statement<[string], string>;
  private readonly upsert: Statement<[string, string]>;

  constructor(file: Database) {
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

  set(id: string, name: string): void {
    this.upsert.run(id, name);
  }
}
