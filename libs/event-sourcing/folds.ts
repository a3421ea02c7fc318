import type { EventStore } from './event-store.js';
import { advanced, notFolded, type Fold, type Folded } from './folded.js';

interface Kept {
  readonly folded: Folded<unknown>;
  readonly weight: number;
}

/**
 * Streams folded and kept in memory by revision, the least recently used forgotten first. What is kept is a prefix of its
 * stream and never wrong, but others may have appended since: a write is guarded by its expected revision, whatever else is
 * answered from it reads the tail first.
 */
export class Folds {
  private readonly kept = new Map<string, Kept>();
  private readonly reads = new Map<string, Promise<Folded<unknown>>>();
  private weight = 0;

  /**
   * @param capacity How many events, of all streams together, may stay folded: state and remembered commands take some 650 bytes for each.
   * One stream is kept however long it is.
   */
  constructor(
    private readonly store: EventStore,
    private readonly capacity = 50_000,
  ) {}

  /** The stream as kept, or as read when it is not. */
  known<State>(stream: string, fold: Fold<State>): Folded<State> | Promise<Folded<State>> {
    const kept = this.kept.get(stream);
    if (!kept) return this.fresh(stream, fold);
    this.kept.delete(stream);
    this.kept.set(stream, kept);
    return kept.folded as Folded<State>;
  }

  /** The stream as it is now: its tail is read. Callers that ask before the read has begun share it. */
  fresh<State>(stream: string, fold: Fold<State>): Promise<Folded<State>> {
    let read = this.reads.get(stream) as Promise<Folded<State>> | undefined;
    if (!read) {
      read = Promise.resolve().then(() => {
        this.reads.delete(stream);
        return this.readTail(stream, fold);
      });
      this.reads.set(stream, read);
    }
    return read;
  }

  /** Keeps a fold unless a later one of its stream is kept already. A stream without events is not kept. */
  keep(stream: string, folded: Folded<unknown>): void {
    const before = this.kept.get(stream);
    if (folded.revision < 0 || (before && before.folded.revision > folded.revision)) return;
    const weight = folded.revision + 1;
    this.kept.delete(stream);
    this.kept.set(stream, { folded, weight });
    this.weight += weight - (before?.weight ?? 0);
    this.forgetOldest();
  }

  /** After a failed append nobody knows whether it was stored: the next command reads the stream from its start. */
  forget(stream: string): void {
    this.weight -= this.kept.get(stream)?.weight ?? 0;
    this.kept.delete(stream);
  }

  private forgetOldest(): void {
    for (const [stream, { weight }] of this.kept) {
      if (this.weight <= this.capacity || this.kept.size === 1) return;
      this.kept.delete(stream);
      this.weight -= weight;
    }
  }

  private async readTail<State>(stream: string, fold: Fold<State>): Promise<Folded<State>> {
    const kept = this.kept.get(stream)?.folded as Folded<State> | undefined;
    let folded = kept ?? notFolded(fold);
    const tail = kept ? this.store.read(stream, { after: kept.revision }) : this.store.read(stream);
    for await (const events of tail) folded = advanced(fold, folded, events);
    this.keep(stream, folded);
    return folded;
  }
}
