import { documentAfter, type Cell, type Projection } from '#event-sourcing/folds/projection.js';
import { dateAt, type LocalDate } from '#domain/calendar.js';
import { isIn } from '../paging/condition.js';
import type { JournalEntry } from '#projection-engine/writers/journal-entry.js';
import { foldingOf, PROJECTIONS } from '../registry.js';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';
import type { AsOfPoint } from './as-of-point.js';
import { ofEach, ofProgram, ofStreams, prefixes, type Events } from './journal-prefixes.js';
import { MemoryTables } from './memory-tables.js';
import type { AsOfSnapshot } from './question.js';
import type { OfPrograms, Source } from './source.js';

const prefixOf = (projection: Projection): string => projection.streams[0]!;

/**
 * The views as of a point in history: the same projections fold each stream's prefix from the journal when a question first needs it.
 * Documents are kept as objects, rows in tables in memory.
 */
export class FoldedSource implements Source {
  /** How many events have been folded. */
  events = 0;
  readonly origin = undefined;
  private readonly documentsOf = new Map<string, Map<string, unknown>>();
  private readonly preparing = new Map<string, Promise<void>>();
  /** The keys of documents whose rows are in the tables. */
  private readonly listed = new Set<string>();
  private tables: MemoryTables | undefined;

  constructor(
    readonly journal: Pick<ReadDatabase, 'select'>,
    private readonly view: AsOfSnapshot,
  ) {}

  get cut(): AsOfPoint {
    return this.view.cut;
  }

  today(timeZone: string): LocalDate {
    return dateAt(this.view.instant, timeZone);
  }

  async select<R>(sql: string, parameters?: readonly Cell[]): Promise<R[]> {
    return this.inMemory().select<R>(sql, parameters);
  }

  async documents<T>(projection: Projection, keys: readonly string[]): Promise<Map<string, T>> {
    await this.foldKeys(projection, keys);
    const documents = this.folded(projection);
    return new Map(keys.filter((key) => documents.has(key)).map((key) => [key, documents.get(key) as T]));
  }

  async prepare(projections: readonly Projection[], programs: OfPrograms): Promise<void> {
    for (const projection of projections) {
      if (programs === 'all') await this.once(`${projection.name} all`, () => this.fold(projection, ofStreams(prefixOf(projection))));
      else if (this.preparing.has(`${projection.name} all`)) await this.preparing.get(`${projection.name} all`);
      else await this.preparePrograms(projection, programs);
    }
  }

  /** Call when no question uses this source any more. */
  close(): void {
    this.tables?.close();
  }

  private async preparePrograms(projection: Projection, ids: readonly string[]): Promise<void> {
    const prefix = prefixOf(projection);
    if (foldingOf(projection).streams === 'ONE_PER_PROGRAM')
      await this.onceEach(ids, `${projection.name} of`, (some) => this.fold(projection, ofEach(some.map((id) => prefix + id))));
    else for (const id of ids) await this.once(`${projection.name} of ${id}`, () => this.fold(projection, ofProgram(id, prefix)));
  }

  /** Folds the streams of single documents only, without making rows for them. */
  private async foldKeys(projection: Projection, keys: readonly string[]): Promise<void> {
    await this.preparing.get(`${projection.name} all`);
    const missing = keys.filter((key) => !this.folded(projection).has(key));
    if (missing.length === 0 || this.preparing.has(`${projection.name} all`)) return;
    const { documents } = foldingOf(projection);
    if (documents === 'ONE_PER_STREAM') {
      const prefix = prefixOf(projection);
      await this.onceEach(missing, projection.name, async (some) => {
        await this.foldDocuments(projection, ofEach(some.map((key) => prefix + key)));
      });
    } else await this.prepare([projection], await this.programsOf(documents.listedIn, missing));
  }

  /** The programs that these documents belong to, by the live views, which list every document that ever existed. */
  private async programsOf(table: string, ids: readonly string[]): Promise<readonly string[]> {
    const { sql, parameters } = isIn('t.id', ids);
    const rows = await this.journal.select<{ program_id: string }>(`select distinct t.program_id from ${table} t where ${sql}`, parameters);
    return rows.map(({ program_id }) => program_id);
  }

  private async fold(projection: Projection, events: Events): Promise<void> {
    const documents = await this.foldDocuments(projection, events);
    const fresh = [...documents].filter(([key]) => !this.listed.has(`${projection.name} ${key}`));
    for (const [key] of fresh) this.listed.add(`${projection.name} ${key}`);
    this.inMemory().insert(
      projection,
      fresh.map(([, document]) => document),
    );
  }

  private async foldDocuments(projection: Projection, events: Events): Promise<ReadonlyMap<string, unknown>> {
    const documents = new Map<string, unknown>();
    const apply = (event: JournalEntry): void => {
      const key = projection.key(event);
      if (key === undefined) return;
      const document = documentAfter(projection, documents.get(key), event);
      if (document !== undefined) documents.set(key, document);
    };
    for await (const page of prefixes(this.journal, this.view, events)) {
      page.forEach(apply);
      this.events += page.length;
    }
    const folded = this.folded(projection);
    for (const [key, document] of documents) folded.set(key, document);
    return documents;
  }

  private folded({ name }: Projection): Map<string, unknown> {
    const documents = this.documentsOf.get(name) ?? new Map<string, unknown>();
    this.documentsOf.set(name, documents);
    return documents;
  }

  private once(what: string, work: () => Promise<void>): Promise<void> {
    return this.onceEach([''], what, work);
  }

  /** Runs `work` once for all keys for which it is neither done nor running. */
  private async onceEach(keys: readonly string[], what: string, work: (keys: readonly string[]) => Promise<void>): Promise<void> {
    const named = (key: string): string => (key === '' ? what : `${what} ${key}`);
    const fresh = keys.filter((key) => !this.preparing.has(named(key)));
    if (fresh.length > 0) {
      const done = work(fresh).catch((error: unknown) => {
        for (const key of fresh) this.preparing.delete(named(key));
        throw error;
      });
      for (const key of fresh) this.preparing.set(named(key), done);
    }
    await Promise.all(keys.map((key) => this.preparing.get(named(key)) ?? Promise.resolve()));
  }

  private inMemory(): MemoryTables {
    return (this.tables ??= new MemoryTables(PROJECTIONS));
  }
}
