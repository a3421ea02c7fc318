import type { EventReader, EventTable } from '#event-sourcing/store/event-reader.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { Projection } from '#event-sourcing/folds/projection.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { beginning, succeed, type Checkpoint } from '../checkpoints/checkpoints.js';
import { FencedError } from '../database/database-errors.js';
import type { ProjectionWriter } from '../writers/projection-writer.js';
import type { Failure } from '../daemon/states/projection-state.js';
import { Builds, type Build } from './builds.js';
import { Heaps } from './heaps.js';
import { copyJournal } from './journal-copy.js';
import { preparedBuilds } from './prepared-builds.js';
import { JOURNAL } from '../writers/journal-writer.js';
import { besideName, dropTables, indexStatements, switchTables } from '../writers/layout.js';
import { inLogOrder, inStreamOrder } from '../daemon/running/long-read.js';
import type { RebuildProgress } from '../daemon/states/projection-status.js';
import { keepPreviousVersion } from '../database/postgres-schemas.js';
import type { Session, WritingDatabase } from '../database/views-database.js';
import { WriteBehind, type Write } from '../writers/write-behind.js';

export interface RebuildSurroundings {
  /** The database whose write mutex the rebuild shares with the live runner. */
  readonly database: WritingDatabase;
  readonly reader: EventReader;
  readonly projections: readonly Projection[];
  readonly onProgress: (progress: RebuildProgress) => void;
  /** Called while the write mutex is held and the tables have just been switched: the live runner continues from these checkpoints. */
  readonly onSwitched: (checkpoints: readonly Checkpoint[]) => void;
  readonly signal?: AbortSignal;
}

/** How many events are written in one transaction: enough to be fast, few enough not to delay the live runner. */
const eventsPerWrite = 4_000;
/** How many batches may be folded while another one is being written: that write may create an index. */
const writesWaiting = 6;
/**
 * How many rows wait for a write. Rows that wait longer survive into the old generation and cost the garbage collector; most of them are
 * journal rows.
 */
const rowsPerWrite = 2_000;
/**
 * Heaps need no mutex, and whatever is gone soon costs the garbage collector nothing: with evaluations kept for 2,000 events a rebuild
 * took a sixth longer. Streams have few events for each document, and larger statements are faster.
 */
const eventsPerCollection = { inLogOrder: 250, byStream: 1_000 };
/** A catch-up of fewer events than this is done while the switch holds the write mutex. */
const shortCatchUp = 1_000;
/** How events are taken. */
interface Taking {
  readonly write: Write;
  /** The writer of a build; undefined: it takes its events in another way. */
  readonly writerOf?: (build: Build) => ProjectionWriter | undefined;
  /** Whether writes wait for the end of a stream. */
  readonly wholeStreams?: boolean;
  /** Whether all rows go to heaps. */
  readonly isCollected?: boolean;
  readonly onWritten?: (done: number) => void;
}

const isSqlite = async ({ dialect }: Session): Promise<boolean> => dialect === 'sqlite';

interface Taken {
  /** The position of the last event; undefined: there was none. In stream order it is not the greatest position. */
  readonly to: Position | undefined;
  readonly events: number;
}

/**
 * Rebuilds projections from the events beside the live ones, and switches the tables when the new ones have caught up. A projection that
 * throws is left out and named in the result; the others continue.
 * @throws the error of the database or the reader; the next attempt or the next start drops what was built
 * @throws FencedError if another process has moved or rebuilt these views meanwhile
 */
export async function rebuild(names: readonly string[], surroundings: RebuildSurroundings): Promise<Map<string, Failure>> {
  return new Rebuild(surroundings).run(names);
}

class Rebuild {
  /** The names of the new tables until they replace the live ones. The last digits of a UUIDv7 are random. */
  readonly #beside = besideName(newUuid().slice(-8));
  #builds = new Builds([], this.#beside);
  readonly #inTurn: Write = (work) => this.around.database.write(work);
  readonly #heaps: Heaps | undefined;
  #byStream = false;
  readonly #indexed = new Set<string>();
  #total = 0;

  constructor(private readonly around: RebuildSurroundings) {
    const { scratch } = around.database;
    this.#heaps = scratch && new Heaps(around.database, scratch, this.#beside);
  }

  async run(names: readonly string[]): Promise<Map<string, Failure>> {
    try {
      return await this.#run(names);
    } finally {
      await this.#heaps?.drop();
    }
  }

  async #run(names: readonly string[]): Promise<Map<string, Failure>> {
    const { database, reader } = this.around;
    this.#byStream = reader.streams !== undefined && !names.includes(JOURNAL);
    const { projections } = this.around;
    const preparing = { database, projections, beside: this.#beside, heaps: this.#heaps, byStream: this.#byStream };
    this.#builds = new Builds(await preparedBuilds(names, preparing), this.#beside);
    const head = await reader.head();
    this.#total = await reader.count();
    if (head !== undefined) await this.#bulk(head);
    // Streams that no build takes were not read.
    this.#report(this.#total);
    let at = head ?? beginning;
    for (;;) {
      const { to, events } = await this.#catchUp(at);
      at = to ?? at;
      if (events < shortCatchUp) break;
    }
    await this.#index();
    await database.turn(() => this.#switch(at));
    return this.#builds.failures;
  }

  /**
   * Folds documents stream by stream: any interleaving of the streams gives the same rows, so each document is loaded once and written
   * once, whatever the log's length. A job with the journal takes the events in the order of the log, and copies the journal itself within
   * the database if possible.
   */
  async #bulk(head: Position): Promise<void> {
    const { reader, database } = this.around;
    const onWritten = (done: number): void => this.#report(done);
    if (reader.table && this.#ofJournal && (await database.outside(isSqlite))) {
      const failed = await this.#copyJournal(reader.table, head).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      // The copy does not check events, and a damaged event must not get into the journal: all are read before the switch,
      // and the other builds of the job take them as they pass. Where the copy failed because of the damage, reading tells it.
      await this.#load(inLogOrder(reader, beginning, head), onWritten, JOURNAL);
      if (failed) throw failed.error;
      return;
    }
    const streams = this.#builds.all.flatMap(({ writer }) => writer.streams);
    const pages = this.#byStream ? inStreamOrder(reader, head, streams) : inLogOrder(reader, beginning, head);
    await this.#load(pages, onWritten);
  }

  /** Comes first: this job writes while the other one folds, and folds while the other one writes. */
  async #copyJournal(source: EventTable, upTo: Position): Promise<void> {
    const { database, signal } = this.around;
    await copyJournal({ database, table: this.#beside(JOURNAL), source, upTo, signal });
    await this.#index(({ writer }) => writer.name === JOURNAL);
  }

  /** Takes the events of the bulk load. A job that collects all its rows needs the write mutex only to write them in the end. */
  async #load(pages: AsyncIterable<StoredEvent[]>, onWritten?: (done: number) => void, without?: string): Promise<void> {
    const { database, signal } = this.around;
    const { scratch } = database;
    const isCollected = this.#builds.all.every(({ writer, collector }) => collector !== undefined || writer.name === without);
    const write: Write = scratch && isCollected ? (work) => scratch.write(work) : this.#inTurn;
    const writerOf = ({ writer, collector }: Build): ProjectionWriter | undefined =>
      writer.name === without ? undefined : (collector ?? writer);
    await this.#take(pages, { write, writerOf, wholeStreams: this.#byStream, isCollected, ...(onWritten && { onWritten }) });
    const names = this.#builds.all.map(({ writer }) => writer.name);
    await this.#heaps?.empty(names, signal);
  }

  get #ofJournal(): boolean {
    return this.#builds.all.some(({ writer }) => writer.name === JOURNAL);
  }

  #report(done: number): void {
    this.around.onProgress({ done, total: Math.max(done, this.#total) });
  }

  /**
   * Folds page by page and writes whenever enough changes have come together. Folding needs no transaction: these tables have no other
   * writer, and the live runner need not wait.
   */
  async #take(pages: AsyncIterable<StoredEvent[]>, taking: Taking): Promise<Taken> {
    const { write, writerOf = ({ writer }) => writer, wholeStreams = false, isCollected = false, onWritten = () => undefined } = taking;
    const perCollection = eventsPerCollection[wholeStreams ? 'byStream' : 'inLogOrder'];
    const perWrite = isCollected ? perCollection : this.#ofJournal ? rowsPerWrite : eventsPerWrite;
    let to: Position | undefined;
    let stream: string | undefined;
    let done = 0;
    let written = 0;
    let gatherings = this.#builds.gatherings(writerOf);
    const behind = new WriteBehind(write, writesWaiting);
    for await (const events of pages) {
      this.around.signal?.throwIfAborted();
      if (done - written >= perWrite && !(wholeStreams && events[0]?.stream === stream)) {
        await behind.add(this.#builds.changes(gatherings));
        gatherings = this.#builds.gatherings(writerOf);
        written = done;
        onWritten(done);
      }
      await this.#builds.gather(gatherings, events, this.around.database);
      const last = events.at(-1);
      to = last?.position ?? to;
      stream = last?.stream ?? stream;
      done += events.length;
    }
    await behind.add(this.#builds.changes(gatherings));
    await behind.written();
    onWritten(done);
    return { to, events: done };
  }

  /** Applies the events that have come since. */
  #catchUp(after: Position, write: Write = this.#inTurn): Promise<Taken> {
    return this.#take(inLogOrder(this.around.reader, after), { write });
  }

  /** Creates the indexes after the bulk load: sorting all keys once is much cheaper than inserting them one by one. */
  async #index(which: (build: Build) => boolean = () => true): Promise<void> {
    const builds = this.#builds.all.filter((build) => which(build) && !this.#indexed.has(build.writer.name));
    for (const { writer, checkpoint } of builds) {
      this.#indexed.add(writer.name);
      for (const sql of indexStatements(writer, this.#beside, checkpoint.build)) {
        this.around.signal?.throwIfAborted();
        await this.around.database.write((session) => session.run(sql));
      }
    }
  }

  /**
   * While holding the write mutex: applies the last events, then moves the checkpoints and renames the tables in one transaction. Nothing
   * in this process has passed more than this build. The checkpoints move first and so fence off a projector that has lost the leadership
   * without knowing it.
   */
  async #switch(after: Position): Promise<void> {
    const { database, onSwitched } = this.around;
    const { to } = await this.#catchUp(after, (work) => database.transaction(work));
    const builds = this.#builds.all.map(({ checkpoint, ...build }): Build => ({
      ...build,
      checkpoint: { ...checkpoint, position: to ?? after },
    }));
    await database.transaction(async (session) => {
      for (const { checkpoint, before } of builds)
        if (!(await succeed(session, checkpoint, before))) throw new FencedError([checkpoint.name]);
      for (const { writer, before } of builds) {
        if (before.version !== writer.version) await keepPreviousVersion(session, before);
        await switchTables(session, writer, this.#beside, before.tables);
      }
      await dropTables(session, this.#builds.dropped);
    });
    onSwitched(builds.map(({ checkpoint }) => checkpoint));
  }
}
