import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { decide, type Expectation } from './append-decision.js';
import { LogFile } from './log-file.js';
import { LogIndex } from './log-index.js';
import { tombstoneRevision, type LoggedEvent, type ProposedEvent } from './logged-event.js';
import { isMetastream, isSoftlyDeleted, metastreamOf, originalOf, softDeletion } from './stream-metadata.js';

interface Write {
  readonly stream: string;
  readonly expected: Expectation;
  /** Empty for a deletion. */
  readonly events: readonly ProposedEvent[];
  /** Softly: the stream reads as missing until something is appended to it again. */
  readonly deletes?: 'softly' | 'for good';
}

export type WriteOutcome =
  /** `revision` and `position` of the stream's last event; -1: it still has none. `repeat`: all events were there already. */
  | { readonly kind: 'done'; readonly repeat: boolean; readonly revision: number; readonly position: number }
  /** `current`: the revision of the stream's last event; -1: there is none. */
  | { readonly kind: 'wrong'; readonly current: number }
  | { readonly kind: 'deleted' };

interface Waiting {
  readonly write: Write;
  readonly settle: (outcome: WriteOutcome) => void;
}

const systemEvent = (type: string, data: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  contentType: data === '' ? 'application/octet-stream' : 'application/json',
  data: Buffer.from(data),
  metadata: Buffer.alloc(0),
});

/** The events that a new server writes first. */
const firstWrites: readonly [stream: string, event: ProposedEvent][] = [
  ['$$$settings', systemEvent('$metadata', '{"$acl":{"$r":"$admins"}}')],
  ['$users', systemEvent('$UserCreated', '{"loginName":"admin"}')],
  ['$users', systemEvent('$UserCreated', '{"loginName":"ops"}')],
];

/**
 * The log of one node, or of several that share it. Waiting writes are decided one after the other and synced to the disk together before
 * any of them is answered.
 */
export class EventLog {
  readonly index: LogIndex;
  /** Emits `appended` after every sync. */
  readonly news = new EventEmitter().setMaxListeners(0);
  readonly #file: LogFile;
  #waiting: Waiting[] = [];
  #closed = false;
  #flushing = false;

  /** @param remembered how many event ids are remembered for appends without an exact revision */
  constructor(path: string, remembered?: number) {
    this.index = new LogIndex(remembered);
    this.#file = new LogFile(path);
    for (const event of this.#file.found.flat()) this.index.add(event);
    if (this.index.all.length === 0) void this.#file.store(firstWrites.map(([stream, event]) => [this.#log(stream, event)]));
  }

  /** Resolves when the write is on the disk; never after the log has been closed. */
  write(write: Write): Promise<WriteOutcome> {
    return new Promise((settle) => {
      this.#waiting.push({ write, settle });
      if (this.#waiting.length === 1) setImmediate(() => void this.#flush());
    });
  }

  /** Closes the log as a crash does: unsynced writes are lost. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting = [];
    this.#file.close();
  }

  async #flush(): Promise<void> {
    if (this.#closed || this.#flushing) return;
    this.#flushing = true;
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      const stored: LoggedEvent[][] = [];
      const outcomes = waiting.map(({ write }) => this.#done(write, stored));
      if (stored.length > 0) await this.#file.store(stored);
      if (this.#closed) return;
      waiting.forEach(({ settle }, i) => settle(outcomes[i]!));
      if (stored.length > 0) this.news.emit('appended');
    }
    this.#flushing = false;
  }

  #done(write: Write, stored: LoggedEvent[][]): WriteOutcome {
    const { index } = this;
    const { stream, expected, events, deletes } = write;
    const decision = decide(
      index,
      stream,
      expected,
      events.map(({ id }) => id),
    );
    if (decision.kind === 'repeat')
      return { kind: 'done', repeat: true, revision: decision.last.revision, position: decision.last.position };
    if (decision.kind !== 'new') return decision;
    const current = index.eventsOf(stream).length - 1;
    if (deletes === 'softly' && current < 0 && index.eventsOf(metastreamOf(stream)).length === 0) return { kind: 'wrong', current };
    if (deletes === undefined && events.length === 0) return { kind: 'done', repeat: false, revision: current, position: index.end };
    const [logged, ...undeletion] = this.#made(write);
    stored.push([...logged, ...undeletion.flat()]);
    const last = logged.at(-1)!;
    return { kind: 'done', repeat: false, revision: last.revision, position: last.position };
  }

  /** Makes the records of a write. @returns them, and the records that follow because the stream was softly deleted before */
  #made({ stream, events, deletes }: Write): [LoggedEvent[], ...LoggedEvent[][]] {
    const { index } = this;
    if (deletes === 'for good') return [[this.#log(stream, systemEvent('$streamDeleted', ''), tombstoneRevision)]];
    if (deletes === 'softly') return [[this.#log(metastreamOf(stream), systemEvent('$metadata', softDeletion))]];
    const original = isMetastream(stream) ? originalOf(stream) : stream;
    const wasDeleted = isSoftlyDeleted(index.metadataOf(original));
    const shownFrom = index.eventsOf(original).length;
    const logged = events.map((event) => this.#log(stream, event));
    if (!wasDeleted) return [logged];
    const metadata = systemEvent('$metadata', JSON.stringify({ ...index.metadataOf(original), $tb: shownFrom }));
    return [logged, [this.#log(metastreamOf(original), metadata)]];
  }

  #log(stream: string, event: ProposedEvent, revision = this.index.eventsOf(stream).length): LoggedEvent {
    const logged = { ...event, stream, revision, created: Date.now(), position: this.index.end };
    this.index.add(logged);
    return logged;
  }
}
