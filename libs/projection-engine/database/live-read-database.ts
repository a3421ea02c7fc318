import type { Cell, Projection } from '#event-sourcing/folds/projection.js';
import { ViewsBehindError } from './database-errors.js';
import type { DocumentCache } from '../writers/document-cache.js';
import { documentTable, parsed } from '../writers/document-writer.js';
import { entryOf, JOURNAL_COLUMNS, type JournalRow } from '../writers/journal-row.js';
import { JOURNAL } from '../writers/journal-writer.js';
import { documentWriters } from '../writers/projection-writers.js';
import type { ReadDatabase } from './read-database.js';
import { inLookups, selectDocuments } from '../writers/statements.js';
import type { ViewsDatabase } from './views-database.js';
import type { Views } from '../daemon/views.js';

/**
 * Queries on the live views. Recently folded or read documents come from memory; they are the very objects that the runner folds, so never
 * change them. Tables that do not exist in the version of this code answer VIEWS_BEHIND.
 */
export class LiveReadDatabase implements ReadDatabase {
  readonly #projections: ReadonlyMap<string, Projection>;
  readonly #names: readonly string[];
  /** The projection that owns each table. */
  readonly #owners: ReadonlyMap<string, string>;

  constructor(
    private readonly database: ViewsDatabase,
    private readonly cache: DocumentCache,
    private readonly views: Pick<Views, 'answers'>,
    projections: readonly Projection[],
  ) {
    const writers = documentWriters(projections, cache, database.eventFile === undefined);
    this.#projections = new Map(projections.map((projection) => [projection.name, projection]));
    this.#names = writers.map(({ name }) => name);
    const owned = writers.flatMap(({ name, tables }) => Object.keys(tables).map((table) => [table, name] as const));
    this.#owners = new Map([...owned, ['journal_entries', JOURNAL]]);
  }

  async documents<T>(projection: string, keys: readonly string[]): Promise<Map<string, T>> {
    const owner = this.#projections.get(projection);
    if (!owner) throw new Error(`there is no projection "${projection}"`);
    this.#expectAnswers(owner.ofOneEvent ? [projection, JOURNAL] : [projection]);
    const found = new Map<string, T>();
    const missing: string[] = [];
    for (const key of new Set(keys)) {
      const cached = this.cache.get(projection, key);
      if (cached) found.set(key, cached.document as T);
      else missing.push(key);
    }
    for (const some of inLookups(missing))
      await (owner.ofOneEvent ? this.#readEvents(owner, some, found) : this.#read(projection, some, found));
    return found;
  }

  async select<R>(sql: string, parameters: readonly Cell[] = []): Promise<R[]> {
    if (!this.#names.every((name) => this.views.answers(name))) this.#expectAnswers(this.#namesIn(sql));
    return this.database.select<R>(sql, parameters);
  }

  #namesIn(sql: string): string[] {
    return [...sql.matchAll(/\w+/g)].flatMap(([word]) => this.#owners.get(word) ?? []);
  }

  #expectAnswers(names: readonly string[]): void {
    const behind = names.find((name) => !this.views.answers(name));
    if (behind !== undefined) throw new ViewsBehindError(behind);
  }

  #parsed(json: string, projection: string): unknown {
    try {
      return parsed(json, projection);
    } catch (error) {
      this.database.damaged(error);
      throw error;
    }
  }

  /** Makes documents of their events again. An event never changes, so there is no later document. */
  async #readEvents<T>(projection: Projection, ids: readonly string[], found: Map<string, T>): Promise<void> {
    const places = ids.map(() => '?').join(', ');
    const rows = await this.database.select<JournalRow>(`SELECT ${JOURNAL_COLUMNS} FROM journal_entries j WHERE j.id IN (${places})`, ids);
    for (const row of rows) {
      const document = projection.evolve(undefined, entryOf(row));
      found.set(row.id, document as T);
      this.cache.set(projection.name, row.id, { document, rows: undefined, size: row.data.length });
    }
  }

  async #read<T>(projection: string, keys: readonly string[], found: Map<string, T>): Promise<void> {
    const epoch = this.cache.epoch(projection);
    const rows = await this.database.select<{ key: string; document: string }>(
      selectDocuments(documentTable(projection), keys.length),
      keys,
    );
    for (const { key, document: json } of rows) {
      const document = this.#parsed(json, projection) as T;
      found.set(key, document);
      // A commit happened meanwhile: the document read is a past state, correct for this answer but not for the cache.
      if (this.cache.epoch(projection) === epoch) this.cache.set(projection, key, { document, rows: undefined, size: json.length });
    }
  }
}
