import type { Cell, Projection } from '#event-sourcing/projection.js';
import type { DocumentCache } from './document-cache.js';
import { documentTable } from './document-feed.js';
import type { ReadDatabase } from './read-database.js';
import { inLookups, selectDocuments } from './statements.js';
import type { ViewsDatabase } from './views-database.js';

/**
 * Queries on the live views. Documents that were folded or read lately come from memory, the same objects that the runner
 * folds on: never change one.
 */
export class LiveReadDatabase implements ReadDatabase {
  readonly #projections: ReadonlySet<string>;

  constructor(
    private readonly database: ViewsDatabase,
    private readonly cache: DocumentCache,
    projections: readonly Projection[],
  ) {
    this.#projections = new Set(projections.map(({ name }) => name));
  }

  async documents<T>(projection: string, keys: readonly string[]): Promise<Map<string, T>> {
    if (!this.#projections.has(projection)) throw new Error(`there is no projection "${projection}"`);
    const found = new Map<string, T>();
    const missing: string[] = [];
    for (const key of new Set(keys)) {
      const cached = this.cache.get(projection, key);
      if (cached) found.set(key, cached.document as T);
      else missing.push(key);
    }
    for (const some of inLookups(missing)) await this.#read(projection, some, found);
    return found;
  }

  select<R>(sql: string, parameters: readonly Cell[] = []): Promise<R[]> {
    return this.database.select<R>(sql, parameters);
  }

  async #read<T>(projection: string, keys: readonly string[], found: Map<string, T>): Promise<void> {
    const epoch = this.cache.epoch(projection);
    const rows = await this.database.select<{ key: string; document: string }>(
      selectDocuments(documentTable(projection), keys.length),
      keys,
    );
    for (const { key, document: json } of rows) {
      const document = JSON.parse(json) as T;
      found.set(key, document);
      // Committed over in the meantime: what was read is a past state, right for this answer and for no other.
      if (this.cache.epoch(projection) === epoch) this.cache.set(projection, key, { document, rows: undefined, size: json.length });
    }
  }
}
