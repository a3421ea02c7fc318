import type { Row } from '#event-sourcing/folds/projection.js';

/** A document as last committed, with its table rows if they are known. */
export interface CachedDocument {
  readonly document: unknown;
  readonly rows: Readonly<Record<string, readonly Row[]>> | undefined;
  /** The length of the document's JSON text. */
  readonly size: number;
}

export interface CacheLimits {
  readonly documents: number;
  /** The limit in UTF-16 units of JSON; parsed, each takes some three to four bytes. */
  readonly characters: number;
}

export const cacheLimits: CacheLimits = { documents: 20_000, characters: 16 * 1024 * 1024 };

/** Recently used committed documents of all projections, shared by the runner that folds them and the queries that read them. */
export class DocumentCache {
  readonly #entries = new Map<string, CachedDocument>();
  readonly #epochs = new Map<string, number>();
  #characters = 0;

  constructor(private readonly limits: CacheLimits = cacheLimits) {}

  get characters(): number {
    return this.#characters;
  }

  get(projection: string, key: string): CachedDocument | undefined {
    const id = idOf(projection, key);
    const entry = this.#entries.get(id);
    if (entry !== undefined) {
      // A Map keeps insertion order: deleting and setting an entry marks it as most recently used.
      this.#entries.delete(id);
      this.#entries.set(id, entry);
    }
    return entry;
  }

  set(projection: string, key: string, entry: CachedDocument): void {
    const id = idOf(projection, key);
    this.#forget(id);
    if (entry.size > this.limits.characters) return;
    this.#entries.set(id, entry);
    this.#characters += entry.size;
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.limits.documents && this.#characters <= this.limits.characters) break;
      this.#forget(oldest);
    }
  }

  /** A number that changes with every commit of the projection: a document read under an earlier number must not be cached. */
  epoch(projection: string): number {
    return this.#epochs.get(projection) ?? 0;
  }

  committed(projection: string): void {
    this.#epochs.set(projection, this.epoch(projection) + 1);
  }

  clear(projection: string): void {
    this.committed(projection);
    const prefix = idOf(projection, '');
    for (const id of [...this.#entries.keys()]) if (id.startsWith(prefix)) this.#forget(id);
  }

  #forget(id: string): void {
    this.#characters -= this.#entries.get(id)?.size ?? 0;
    this.#entries.delete(id);
  }
}

const idOf = (projection: string, key: string): string => `${projection} ${key}`;
