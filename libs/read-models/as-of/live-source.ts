import type { Cell, Projection } from '#event-sourcing/folds/projection.js';
import { dateAt, type LocalDate } from '#domain/calendar.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';
import { LIVE } from './as-of-point.js';
import type { Source } from './source.js';

/** The source of questions about the present: the live views. */
export class LiveSource implements Source {
  readonly cut = LIVE;

  constructor(
    private readonly database: ReadDatabase,
    private readonly now: () => string,
    /** The database itself, if `database` is one of its wrappers. */
    readonly origin: object = database,
  ) {}

  get journal(): Pick<ReadDatabase, 'select'> {
    return this.database;
  }

  today(timeZone: string): LocalDate {
    return dateAt(this.now(), timeZone);
  }

  select<R>(sql: string, parameters?: readonly Cell[]): Promise<R[]> {
    return this.database.select<R>(sql, parameters);
  }

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  documents<T>({ name }: Projection, keys: readonly string[]): Promise<Map<string, T>> {
    return keys.length === 0 ? Promise.resolve(new Map<string, T>()) : this.database.documents<T>(name, keys);
  }
}
