import type { Database, Statement } from 'better-sqlite3';

/** People's names, by the opaque ids under which the events know them. A name can be changed and taken away; an event cannot. */
export class Directory {
  private readonly select: Statement<[string], string>;
  private readonly upsert: Statement<[string, string]>;

  constructor(file: Database) {
    this.select = file.prepare<[string], string>('select name from names where person = ?').pluck();
    this.upsert = file.prepare('insert into names (person, name) values (?, ?) on conflict (person) do update set name = excluded.name');
  }

  /** The names that the directory has, by id. */
  names(ids: readonly string[]): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    for (const id of ids) {
      const name = this.select.get(id);
      if (name !== undefined) names.set(id, name);
    }
    return names;
  }

  /** On the disk when it returns. */
  set(id: string, name: string): void {
    this.upsert.run(id, name);
  }
}
