import type { Cell } from '#event-sourcing/projection.js';
import { dateAt, type LocalDate } from '#domain/calendar.js';
import type { InitiativeState } from '#domain/initiative/state.js';
import { isIn } from '../paging/condition.js';
import type { ReadDatabase } from '../runner/read-database.js';
import { LIVE } from './cut.js';
import { DocumentCache, type Revised } from './document-cache.js';
import { inOrder, type DocumentVersion, type Source } from './source.js';

/** Projections whose documents are states with a revision, and the rows that tell it. */
const REVISED: Readonly<Record<string, string>> = { programs: 'program_rows', initiatives: 'initiative_rows' };

/** The views as they are. Keeps parsed documents, and checks their revision whenever they are asked for. */
export class LiveSource implements Source {
  readonly cut = LIVE;
  readonly journal: Pick<ReadDatabase, 'select'>;
  private readonly cache: DocumentCache | undefined;

  /** `cachedMilestones`: how much is kept, a program or initiative counting 1 and each of its milestones 1; 0: nothing. */
  constructor(
    private readonly database: ReadDatabase,
    private readonly now: () => string,
    cachedMilestones: number,
  ) {
    this.journal = database;
    this.cache = cachedMilestones > 0 ? new DocumentCache(cachedMilestones) : undefined;
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

  async documents<T>(projection: string, keys: readonly string[]): Promise<Map<string, T>> {
    const table = REVISED[projection];
    if (!this.cache || table === undefined || keys.length === 0) return this.database.documents<T>(projection, keys);
    const { sql, parameters } = isIn('id', keys);
    const versions = await this.select<DocumentVersion>(`select id, revision from ${table} where ${sql}`, parameters);
    const documents = await this.named<T>(projection, versions);
    return new Map(versions.map(({ id }, i) => [id, documents[i]!]));
  }

  async named<T>(projection: string, versions: readonly DocumentVersion[]): Promise<readonly T[]> {
    const ids = versions.map(({ id }) => id);
    if (!this.cache) return inOrder(ids, await this.database.documents<T>(projection, ids));
    const found = new Map<string, unknown>();
    const missing: string[] = [];
    for (const { id, revision } of versions) {
      const cached = this.cache.get(`${projection} ${id}`, revision);
      if (cached) found.set(id, cached);
      else missing.push(id);
    }
    if (missing.length > 0) {
      for (const [id, document] of await this.database.documents<Revised>(projection, missing)) {
        found.set(id, document);
        this.cache.set(`${projection} ${id}`, document, weightOf(document));
      }
    }
    return inOrder(ids, found as Map<string, T>);
  }
}

const weightOf = (document: Revised & Partial<Pick<InitiativeState, 'milestones'>>): number => 1 + (document.milestones?.length ?? 0);
