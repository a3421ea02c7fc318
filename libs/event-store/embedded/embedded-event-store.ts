import type { Database } from 'better-sqlite3';
import { dirname } from 'node:path';
import type { NewEvent, StoredEvent } from '#event-sourcing/event.js';
import { INSTALLATION, lossAccepted, type Loss } from '#event-sourcing/store/installation.js';
import type { StoreClock } from '#event-sourcing/store/store-clock.js';
import type { AppendResult, EventStore, ExpectedRevision, ReadAllOptions, ReadStreamOptions } from '#event-sourcing/store/event-store.js';
import { EventStoreError } from '#event-sourcing/store/event-store.js';
import { ensureDataFolder } from '../data-folder.js';
import { AppendLog, serialised, type Append, type NewAppend } from './writing/append-log.js';
import { AppendSignal } from './writing/append-signal.js';
import { closedError } from '../closed.js';
import { Heartbeat } from './opening/heartbeat.js';
import { lossError } from './opening/losses.js';
import { isNamed, LostEnds, placeOfDamage } from './opening/lost-ends.js';
import { acceptableLosses, fillAccepted, type Missing } from './opening/missing-events.js';
import { headOf, openWhatWasThere, type Beside, type OpeningOptions } from './opening/opening.js';
import { checkTail } from './opening/tail-check.js';
import { openEventFile } from './file/event-file.js';
import { EventPages } from './reading/event-pages.js';
import { readAll, readStream } from './reading/reads.js';
import { GroupCommit } from './writing/group-commit.js';
import { takeOwnership } from './opening/ownership.js';
import { storeError } from './file/sqlite-errors.js';
import { positionOf, rowOf } from './file/position.js';
import { WriteProbe } from './writing/write-probe.js';
import { Subscription } from './reading/subscription.js';

/**
 * Opens the event store in a SQLite file of the data folder. This process owns the folder until the store is closed.
 * @throws EventStoreError STORE_OWNED, STORE_UNAVAILABLE, STORE_READ_ONLY, STORE_FULL, STORE_DAMAGED; STORE_BEHIND or VAULT_MISSING if
 * events or the vault are gone and their loss was not accepted
 */
export function openEmbeddedEventStore(folder: string, options: OpeningOptions & WriteWatch = {}): EmbeddedEventStore {
  const path = ensureDataFolder(folder);
  const release = takeOwnership(path);
  try {
    return opened(path, release, options);
  } catch (error) {
    release();
    throw storeError(error);
  }
}

function opened(folder: string, release: () => void, options: OpeningOptions & WriteWatch): EmbeddedEventStore {
  const { file, losses, last, unremembered } = openWhatWasThere(folder, options);
  try {
    return new EmbeddedEventStore(file, release, options, { ...options, folder, losses, last, unremembered });
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Told of the result of each attempt to write. */
export interface WriteWatch {
  readonly failed?: (error: EventStoreError) => void;
  readonly worked?: () => void;
}

export class EmbeddedEventStore implements EventStore {
  #pages: EventPages;
  #log: AppendLog;
  #probe: WriteProbe;
  readonly #commits: GroupCommit;
  readonly #appendSignal = new AppendSignal();
  readonly #damage = new Map<string, EventStoreError>();
  readonly #heartbeat: Heartbeat | undefined;
  #lostEnds: LostEnds | undefined;
  #closed = false;
  /** Set once another process has written to the file: from then on this store only reads. */
  #intruder: EventStoreError | undefined;
  #closing: Promise<void> | undefined;

  /**
   * @param release called once, after the store has been closed
   * @param beside the files beside the event file; default: none is read or written
   */
  constructor(
    private file: Database,
    private readonly release: () => void,
    private readonly watch: WriteWatch = {},
    private readonly beside?: Beside,
  ) {
    this.#pages = this.#pagesOf(file);
    this.#log = new AppendLog(file);
    this.#probe = new WriteProbe(file);
    this.#commits = new GroupCommit(
      () => this.#writing(),
      () => this.#appendSignal.notify(),
    );
    if (!beside) return;
    const { folder, losses, last, acceptLoss, acceptClock, now = Date.now } = beside;
    const missing = this.#check();
    const accepted = [...losses, ...(acceptLoss === true ? acceptableLosses(missing) : [])];
    // The high-water mark is updated only after the accepted loss is recorded as an event.
    if (accepted.length > 0) this.#commits.together([this.#accepted(accepted)]);
    this.#lostEnds = new LostEnds(fillAccepted(file, accepted, this.#now()) ? this.#check() : missing);
    this.#heartbeat = new Heartbeat({ folder, last, now, head: () => headOf(this.file) });
    if (acceptClock === true) this.#heartbeat.confirm();
  }

  /** How many subscriptions are waiting for events at this moment. */
  get waiting(): number {
    return this.#appendSignal.waiting;
  }

  get damage(): readonly EventStoreError[] {
    return [...this.#damage.values()];
  }

  /** A report that names the stream of a missing event replaces one that knows only the gap. */
  report(damage: EventStoreError): void {
    const place = placeOfDamage(damage);
    if (isNamed(damage) || !isNamed(this.#damage.get(place))) this.#damage.set(place, this.#lostEnds?.named(damage) ?? damage);
  }

  get unremembered(): boolean {
    return this.beside?.unremembered ?? false;
  }

  get clock(): StoreClock | undefined {
    return this.#heartbeat;
  }

  async accept(loss: Loss): Promise<void> {
    this.#open();
    if (this.beside?.acceptLoss !== true) throw lossError(this.beside?.folder ?? '', [loss]);
    this.#commits.together([this.#accepted([loss])]);
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    { expectedRevision }: { readonly expectedRevision: ExpectedRevision },
  ): Promise<AppendResult> {
    this.#open();
    this.#lostEnds?.expectAppendable(stream, this.file);
    return this.#watched(this.#commits.append(serialised({ stream, events, expectedRevision })));
  }

  /**
   * Appends several times in one transaction, in this order: all, or none if one of them is a conflict. For importing a whole log at the
   * speed of the disk.
   */
  async appendAll(appends: readonly NewAppend[]): Promise<AppendResult[]> {
    this.#open();
    for (const { stream } of appends) this.#lostEnds?.expectAppendable(stream, this.file);
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
    return readStream(() => this.#open(), stream, { ...options, expectEnd: () => this.#lostEnds?.expectEnd(stream) });
  }

  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent[]> {
    return readAll(() => this.#open(), options);
  }

  /**
   * Subscribes to the log. @throws STALE_POSITION for a position beyond the head: it comes from another store, or from this one before an
   * older backup was restored
   */
  subscribe({ after }: { readonly after?: string } = {}): AsyncIterable<StoredEvent[] | 'caughtUp'> {
    return { [Symbol.asyncIterator]: () => new Subscription(() => this.#open(), this.#appendSignal, this.#rowBeforeHead(after)) };
  }

  /** Answers waiting appends first. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#commits.drain();
    this.#closed = true;
    this.#appendSignal.notify();
    await this.#heartbeat?.stop();
    this.file.close();
    this.release();
  }

  #check(): Missing {
    this.#damage.clear();
    return checkTail(this.file, this.#pages, (error) => this.report(error));
  }

  #accepted(losses: readonly Loss[]): Append {
    return serialised({ stream: INSTALLATION, events: [lossAccepted(losses, this.#now())], expectedRevision: 'any' });
  }

  #now(): string {
    return new Date(this.beside?.now?.() ?? Date.now()).toISOString();
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
   * Makes sure that no transaction is open between two appends. An open one would show readers unacknowledged events, and later appends
   * would join it and never be committed. So if a transaction could not be ended, the connection is replaced and the file's head read
   * again.
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
