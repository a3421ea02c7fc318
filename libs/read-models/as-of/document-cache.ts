/** Anything that tells its own revision. */
export interface Revised {
  readonly revision: number;
}

/**
 * Parsed documents by key and revision, the most recently used ones. A cached one is served only to a question that has
 * just read its revision, so it is never older than the views.
 */
export class DocumentCache {
  private readonly entries = new Map<string, { readonly document: Revised; readonly weight: number }>();
  private weight = 0;

  /** `limit`: the sum of the weights of what is kept; 0 keeps nothing. */
  constructor(private readonly limit: number) {}

  get(key: string, revision: number): Revised | undefined {
    const entry = this.entries.get(key);
    if (!entry || entry.document.revision < revision) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.document;
  }

  set(key: string, document: Revised, weight: number): void {
    this.drop(key);
    if (weight > this.limit) return;
    this.entries.set(key, { document, weight });
    this.weight += weight;
    for (const oldest of this.entries.keys()) {
      if (this.weight <= this.limit) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    this.weight -= this.entries.get(key)?.weight ?? 0;
    this.entries.delete(key);
  }
}
