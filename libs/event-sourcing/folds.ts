import type { EventStore } from './event-store.js';
import { advanced, notFolded, type Fold, type FoldedStream } from './folded.js';

interface Kept {
  readonly folded: FoldedStream<unknown>;
  readonly weight: number;
  /** The revision at which the state was weighed, and what it weighed. */
  readonly weighedAt: number;
  readonly state: number;
}

/** A state is weighed again when so many events have come: to weigh it takes as long as a few folds. */
const WEIGHED_EVERY = 16;
/** Beside the state, in characters: what holds it, and its index. */
const STREAM = 200;
const COMMAND = 5;

/**
 * Streams folded and kept in memory by revision, the least recently used forgotten first. What is kept is a prefix of its
 * stream and never wrong, but others may have appended since: a write is guarded by its expected revision, whatever else is
 * answered from it reads the tail first.
 */
export class Folds {
  private readonly kept = new Map<string, Kept>();
  private readonly reads = new Map<string, Promise<FoldedStream<unknown>>>();
  private weight = 0;

  /**
   * @param capacity How large all streams together may be, in characters of JSON: their states take some two bytes for each. It is the
   * states that count and not the events, so that many long streams in turn, as in an import, are not read and folded anew for every
   * command. One stream is kept however large it is.
   */
  constructor(
    private readonly store: EventStore,
    private readonly capacity = 16 * 1024 * 1024,
  ) {}

  /** The stream as kept, or as read when it is not. */
  known<State>(stream: string, fold: Fold<State>): FoldedStream<State> | Promise<FoldedStream<State>> {
    const kept = this.kept.get(stream);
    if (!kept) return this.fresh(stream, fold);
    this.kept.delete(stream);
    this.kept.set(stream, kept);
    return kept.folded as FoldedStream<State>;
  }

  /** The stream as it is now: its tail is read. Callers that ask before the read has begun share it. */
  fresh<State>(stream: string, fold: Fold<State>): Promise<FoldedStream<State>> {
    let read = this.reads.get(stream) as Promise<FoldedStream<State>> | undefined;
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
  keep(stream: string, folded: FoldedStream<unknown>): void {
    const before = this.kept.get(stream);
    if (folded.revision < 0 || (before && before.folded.revision > folded.revision)) return;
    const kept = weighed(folded, before);
    this.kept.delete(stream);
    this.kept.set(stream, kept);
    this.weight += kept.weight - (before?.weight ?? 0);
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

  private async readTail<State>(stream: string, fold: Fold<State>): Promise<FoldedStream<State>> {
    const kept = this.kept.get(stream)?.folded as FoldedStream<State> | undefined;
    let folded = kept ?? notFolded(fold);
    const tail = kept ? this.store.read(stream, { after: kept.revision }) : this.store.read(stream);
    for await (const events of tail) folded = advanced(fold, folded, events);
    this.keep(stream, folded);
    return folded;
  }
}

function weighed(folded: FoldedStream<unknown>, before: Kept | undefined): Kept {
  const isRecent = before && folded.revision - before.weighedAt < WEIGHED_EVERY;
  const { state, weighedAt } = isRecent ? before : { state: JSON.stringify(folded.state).length, weighedAt: folded.revision };
  return { folded, weight: STREAM + state + COMMAND * folded.commands.size, weighedAt, state };
}
