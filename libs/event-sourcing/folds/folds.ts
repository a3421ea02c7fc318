import type { EventStore } from '../store/event-store.js';
import { advanced, notFolded, type Fold, type FoldedStream } from './folded.js';

interface Kept {
  readonly folded: FoldedStream<unknown>;
  readonly weight: number;
  /** The revision at which the state was last measured, and its size then. */
  readonly weighedAt: number;
  readonly state: number;
}

/** After how many events a state is measured again: measuring takes as long as a few folds. */
const WEIGHED_EVERY = 16;
/** The size of an entry beside its state, in characters: its objects and its index. */
const STREAM = 200;
const COMMAND = 5;

/**
 * Caches folded streams by revision and evicts the least recently used. A cached fold is a prefix of its stream and never wrong, but others
 * may have appended since: a write is protected by its expected revision, and any other answer must read the tail of the stream first.
 */
export class Folds {
  private readonly kept = new Map<string, Kept>();
  private readonly reads = new Map<string, Promise<FoldedStream<unknown>>>();
  private weight = 0;

  /**
   * @param capacity The limit for all cached streams together, in characters of JSON; a state takes some two bytes for each. The limit
   * counts states, not events, so that many long streams in turn, as in an import, are not read and folded again for every command. One
   * stream is always kept, however large.
   */
  constructor(
    private readonly store: EventStore,
    private readonly capacity = 16 * 1024 * 1024,
  ) {}

  /** The cached fold of the stream; if there is none, the stream is read. */
  known<State>(stream: string, fold: Fold<State>): FoldedStream<State> | Promise<FoldedStream<State>> {
    const kept = this.kept.get(stream);
    if (!kept) return this.fresh(stream, fold);
    this.kept.delete(stream);
    this.kept.set(stream, kept);
    return kept.folded as FoldedStream<State>;
  }

  /** The current fold of the stream: its tail is read. Callers that ask before the read has begun share it. */
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

  /** Caches a fold unless a later one of its stream is cached already. A stream without events is not cached. */
  keep(stream: string, folded: FoldedStream<unknown>): void {
    const before = this.kept.get(stream);
    if (folded.revision < 0 || (before && before.folded.revision > folded.revision)) return;
    const kept = weighed(folded, before);
    this.kept.delete(stream);
    this.kept.set(stream, kept);
    this.weight += kept.weight - (before?.weight ?? 0);
    this.forgetOldest();
  }

  /** Evicts a stream. After a failed append it is unknown whether it was stored, so the next command reads the stream from its start. */
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
