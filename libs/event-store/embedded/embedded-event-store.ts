import type { Database } from 'better-sqlite3';
import { dirname } from 'node:path';
import type { NewEvent, StoredEvent } from '#event-sourcing/event.js';
import type { AppendResult, EventStore, ExpectedRevision, ReadAllOptions, ReadStreamOptions } from '#event-sourcing/event-store.js';
import { EventStoreError } from '#event-sourcing/event-store.js';
import { ensureDataFolder } from '../data-folder.js';
import { AppendLog, type Append } from './append-log.js';
import { Bell } from './bell.js';
import { closedError } from '../closed.js';
import { openEventFile } from './event-file.js';
import { EventPages } from './event-pages.js';
import { readAll, readStream } from './reads.js';
import { serialise } from './event-row.js';
import { GroupCommit } from './group-commit.js';
import { takeOwnership } from './ownership.js';
import { positionOf, rowOf } from './position.js';
import { WriteProbe } from './write-probe.js';
import { Subscription } from './subscription.js';

/**
 * The events in a SQLite file of the data folder, which this process owns until the store is closed.
 * @throws EventStoreError STORE_OWNED, STORE_UNAVAILABLE, STORE_READ_ONLY, STORE_FULL
 */
export function openEmbeddedEventStore(folder: string, watch: WriteWatch = {}): EmbeddedEventStore {
  const path = ensureDataFolder(folder);
  const release = takeOwnership(path);
  try {
    return new EmbeddedEventStore(openEventFile(path), release, watch);
  } catch (error) {
    release();
    throw error;
  }
}

/** Hears how each attempt to write went. */
export interface WriteWatch {
  readonly failed?: (error: EventStoreError) => void;
  readonly worked?: () => void;
}

interface NewAppend {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expectedRevision: ExpectedRevision;
}

export class EmbeddedEventStore implements EventStore {
  #pages: EventPages;
  #log: AppendLog;
  #probe: WriteProbe;
  readonly #commits: GroupCommit;
  readonly #bell = new Bell();
  readonly #damage = new Map<string, EventStoreError>();
  #closed = false;
  /** Set once another process has written here: from then on this one only reads. */
  #intruder: EventStoreError | undefined;

  /** @param release called once, when the store has been closed */
  constructor(
    private file: Database,
    private readonly release: () => void,
    private readonly watch: WriteWatch = {},
  ) {
    this.#pages = this.#pagesOf(file);
    this.#log = new AppendLog(file);
    this.#probe = new WriteProbe(file);
    this.#commits = new GroupCommit(
      () => this.#writing(),
      () => this.#bell.ring(),
    );
  }

  /** How many subscriptions wait for events at this moment. */
  get waiting(): number {
    return this.#bell.waiting;
  }

  get damage(): readonly EventStoreError[] {
    return [...this.#damage.values()];
  }

  report(damage: EventStoreError): void {
    this.#damage.set(damage.message, damage);
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    { expectedRevision }: { readonly expectedRevision: ExpectedRevision },
  ): Promise<AppendResult> {
    this.#open();
    return this.#watched(this.#commits.append(serialised({ stream, events, expectedRevision })));
  }

  /**
   * Several appends in one transaction, in their order: all of them, or none where one is a conflict. For whoever carries a whole log
   * over, which is then as fast as the disk takes it.
   */
  async appendAll(appends: readonly NewAppend[]): Promise<AppendResult[]> {
    this.#open();
    return this.#watched(Promise.resolve(appends.map(serialised)).then((all) => this.#commits.together(all)));
  }

  async probe(): Promise<void> {
    this.#open();
    await this.#watched(Promise.resolve().then(() => this.#probe.try(this.#writing().row)));
  }

  async #watched<T>(writing: Promise<T>): Promise<T> {
    try {
      const result = await writing;
      this.#probe.written();
      this.watch.worked?.();
      return result;
    } catch (error) {
      this.#probe.failed();
      if (error instanceof EventStoreError && error.code !== 'STORE_CLOSED') {
        if (error.code === 'STORE_OWNED') this.#intruder = error;
        this.watch.failed?.(error);
      }
      throw error;
    }
  }

  read(stream: string, options?: ReadStreamOptions): AsyncIterable<StoredEvent[]> {
    return readStream(() => this.#open(), stream, options);
  }

  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent[]> {
    return readAll(() => this.#open(), options);
  }

  /** A position beyond the head is of another store, or of this one before it was put back to an older copy: STALE_POSITION. */
  subscribe({ after }: { readonly after?: string } = {}): AsyncIterable<StoredEvent[] | 'caughtUp'> {
    return { [Symbol.asyncIterator]: () => new Subscription(() => this.#open(), this.#bell, this.#rowBeforeHead(after)) };
  }

  /** Appends that wait are answered first. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#commits.drain();
    this.#closed = true;
    this.#bell.ring();
    this.file.close();
    this.release();
  }

  #open(): EventPages {
    if (this.#closed) throw closedError();
    return this.#usable().pages;
  }

  #pagesOf(file: Database): EventPages {
    return new EventPages(file, { onDamage: (error) => this.report(error) });
  }

  #writing(): AppendLog {
    if (this.#intruder) throw this.#intruder;
    return this.#usable().log;
  }

  /**
   * Between two appends no transaction is open. One that could not be brought to an end would show readers what nobody has acknowledged,
   * and take in what is acknowledged later and never commit it: the connection is replaced, and the file asked anew.
   */
  #usable(): { readonly pages: EventPages; readonly log: AppendLog } {
    if (this.file.inTransaction) {
      const file = openEventFile(dirname(this.file.name));
      this.file.close();
      this.file = file;
      this.#pages = this.#pagesOf(file);
      this.#log = new AppendLog(file);
      this.#probe = new WriteProbe(file);
    }
    return { pages: this.#pages, log: this.#log };
  }

  #rowBeforeHead(after: string | undefined): number {
    const row = after === undefined ? 0 : rowOf(after);
    const head = this.#usable().log.row;
    if (row <= head) return row;
    throw new EventStoreError(
      'STALE_POSITION',
      `position ${positionOf(row)} lies beyond the last event of this store, ${positionOf(head)}`,
    );
  }
}

function serialised({ stream, events, expectedRevision }: NewAppend): Append {
  if (events.length === 0) throw new RangeError('an append needs at least one event');
  return { stream, events: serialise(events), expectedRevision };
}
