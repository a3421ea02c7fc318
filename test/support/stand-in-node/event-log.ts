import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { decide, type Decision, type Expectation } from './append-decision.js';
import { LogFile } from './log-file.js';
import { LogIndex } from './log-index.js';
import { tombstoneRevision, type LoggedEvent, type ProposedEvent } from './logged-event.js';
import { isMetastream, isSoftlyDeleted, metastreamOf, softDeletion } from './stream-metadata.js';

interface Write {
  readonly stream: string;
  readonly expected: Expectation;
  readonly events: readonly ProposedEvent[];
  readonly tombstone?: boolean;
}

export type WriteOutcome = Exclude<Decision, { readonly kind: 'new' }> | { readonly kind: 'stored'; readonly last: LoggedEvent };

interface Waiting {
  readonly write: Write;
  readonly settle: (outcome: WriteOutcome) => void;
}

const jsonEvent = (type: string, data: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(data),
  metadata: Buffer.alloc(0),
});

/** What a new server writes before anybody else does. */
const firstWrites: readonly Write[] = [
  { stream: '$$$settings', expected: 'none', events: [jsonEvent('$metadata', '{"$acl":{"$r":"$admins"}}')] },
  { stream: '$users', expected: 'none', events: [jsonEvent('$UserCreated', '{"loginName":"admin"}')] },
  { stream: '$users', expected: 0, events: [jsonEvent('$UserCreated', '{"loginName":"ops"}')] },
];

/**
 * The log of one node, or of several that share it. Writes that wait at the same time are decided one after the other and put
 * on the disk together, before any of them is answered or seen by a reader.
 */
export class EventLog {
  readonly index: LogIndex;
  /** `appended` after every flush. */
  readonly news = new EventEmitter().setMaxListeners(0);
  readonly #file: LogFile;
  #waiting: Waiting[] = [];
  #closed = false;
  #next = 1;

  /** @param remembered how many ids are known where nothing exact is expected */
  constructor(path: string, remembered?: number) {
    this.index = new LogIndex(remembered);
    this.#file = new LogFile(path);
    for (const event of this.#file.found.flat()) this.#remember(event);
    if (this.index.all.length === 0) this.#file.store(firstWrites.map((write) => this.#make(write)));
  }

  /** Settles when the disk has it; never once the log has been closed. */
  write(write: Write): Promise<WriteOutcome> {
    return new Promise((settle) => {
      this.#waiting.push({ write, settle });
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  /** Deletes a stream softly: it reads as missing until something is appended to it again. */
  async deleteSoftly(stream: string, expected: Expectation): Promise<WriteOutcome> {
    const decision = this.#isMissing(stream) ? { kind: 'wrong' as const, current: -1 } : decide(this.index, stream, expected, []);
    if (decision.kind !== 'new') return decision;
    return this.write({ stream: metastreamOf(stream), expected: 'any', events: [jsonEvent('$metadata', softDeletion)] });
  }

  tombstone(stream: string, expected: Expectation): Promise<WriteOutcome> {
    return this.write({ stream, expected, events: [jsonEvent('$streamDeleted', '')], tombstone: true });
  }

  /** What has not been flushed is lost, as in a crash. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting = [];
    this.#file.close();
  }

  #flush(): void {
    if (this.#closed) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    const writes: LoggedEvent[][] = [];
    const outcomes = waiting.map(({ write }): WriteOutcome => {
      const ids = write.tombstone ? [] : write.events.map(({ id }) => id);
      const decision = decide(this.index, write.stream, write.expected, ids);
      if (decision.kind !== 'new') return decision;
      if (write.events.length === 0) return { kind: 'wrong', current: this.index.eventsOf(write.stream).length - 1 };
      const stored = this.#make(write);
      writes.push(stored);
      return { kind: 'stored', last: stored.at(-1)! };
    });
    if (writes.length > 0) this.#file.store(writes);
    waiting.forEach(({ settle }, i) => settle(outcomes[i]!));
    if (writes.length > 0) this.news.emit('appended');
  }

  /** A softly deleted stream that is written to again shows what comes from here on. */
  #make({ stream, events, tombstone = false }: Write): LoggedEvent[] {
    const first = this.index.eventsOf(stream).length;
    const undeleted = !tombstone && !isMetastream(stream) && isSoftlyDeleted(this.index.metadataOf(stream));
    const logged: LoggedEvent[] = [];
    if (undeleted) {
      const metastream = metastreamOf(stream);
      const shownFrom = jsonEvent('$metadata', JSON.stringify({ $tb: first }));
      logged.push(this.#log(metastream, this.index.eventsOf(metastream).length, shownFrom));
    }
    events.forEach((event, i) => logged.push(this.#log(stream, tombstone ? tombstoneRevision : first + i, event)));
    return logged;
  }

  #log(stream: string, revision: number, event: ProposedEvent): LoggedEvent {
    const logged = { ...event, stream, revision, created: Date.now(), position: this.#next };
    this.#remember(logged);
    return logged;
  }

  #remember(event: LoggedEvent): void {
    this.index.add(event);
    this.#next = event.position + 100 + event.data.length + event.metadata.length;
  }

  #isMissing(stream: string): boolean {
    const { index } = this;
    return !index.isTombstoned(stream) && index.eventsOf(stream).length + index.eventsOf(metastreamOf(stream)).length === 0;
  }
}
