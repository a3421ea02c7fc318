const capacity = 50_000;

/** The last revisions of recently used streams; -1: the stream has no events. */
export class StreamHeads {
  readonly #heads = new Map<string, number>();

  constructor(private readonly load: (stream: string) => number) {}

  get(stream: string): number {
    const known = this.#heads.get(stream);
    if (known !== undefined) return known;
    const head = this.load(stream);
    this.set(stream, head);
    return head;
  }

  set(stream: string, head: number): void {
    if (!this.#heads.has(stream) && this.#heads.size >= capacity) this.#forgetOldest();
    this.#heads.set(stream, head);
  }

  forget(stream: string): void {
    this.#heads.delete(stream);
  }

  #forgetOldest(): void {
    for (const stream of this.#heads.keys()) {
      this.#heads.delete(stream);
      return;
    }
  }
}
