import Database from 'better-sqlite3';
import type { Cell } from '#event-sourcing/folds/projection.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';
import { attachEvents, selectWithEntries, withEntries } from '#projection-engine/database/journal-entries.js';
import { numberPlaceholders } from '#projection-engine/writers/statements.js';
import type { ViewsPlace } from './worker-messages.js';

type Select = ReadDatabase['select'];

/** The journal on a read-only connection of its own; opened when it is first needed, and again if that failed. */
export class Journal implements Pick<ReadDatabase, 'select'> {
  private opened: Promise<Select> | undefined;

  constructor(private readonly place: ViewsPlace) {}

  async select<R>(sql: string, parameters: readonly Cell[] = []): Promise<R[]> {
    const opening = (this.opened ??= open(this.place));
    const select = await opening.catch((error: unknown) => {
      if (this.opened === opening) this.opened = undefined;
      throw error;
    });
    return select<R>(sql, parameters);
  }
}

async function open(place: ViewsPlace): Promise<Select> {
  return 'file' in place ? ofFile(place) : ofPostgres(place.url, place.schemas);
}

/** Uses the driver directly: a thread that loads TypeORM gives its first answer a quarter of a second later. */
function ofFile({ file, eventFile }: Extract<ViewsPlace, { file: string }>): Select {
  const connection = new Database(file, { readonly: true, timeout: 1_000 });
  if (eventFile !== undefined) attachEvents(connection, eventFile);
  return <R>(sql: string, parameters: readonly Cell[] = []) =>
    selectWithEntries(async (text) => connection.prepare(text).all([...parameters]) as R[], sql, eventFile);
}

async function ofPostgres(url: string, schemas: readonly string[]): Promise<Select> {
  const { readingPool } = await import('#projection-engine/database/postgres-connection.js');
  const pool = await readingPool(url, schemas).initialize();
  return <R>(sql: string, parameters: readonly Cell[] = []) => pool.query<R[]>(numberPlaceholders(withEntries(sql)), [...parameters]);
}
