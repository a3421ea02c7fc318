import type { EventReader } from '#event-sourcing/event-reader.js';
import type { Position, StoredEvent } from '#event-sourcing/event.js';
import type { Projection } from '#event-sourcing/projection.js';
import { beginning, putPlace, readPlaces, type Place } from './checkpoints.js';
import { isTransient, messageOf } from './database-errors.js';
import { DocumentCache, type CacheLimits } from './document-cache.js';
import { DocumentFeed } from './document-feed.js';
import type { Change, Feed } from './feed.js';
import type { Failure } from './follower.js';
import { JOURNAL, JournalFeed } from './journal-feed.js';
import { besideName, createTables, dropTables, indexStatements, switchTables } from './layout.js';
import { inLogOrder, inStreamOrder } from './long-read.js';
import type { RebuildProgress } from './projection-status.js';
import type { Session, ViewsDatabase } from './views-database.js';

export interface RebuildSurroundings {
  /** Its turns are shared with the live runner. */
  readonly database: ViewsDatabase;
  readonly reader: EventReader;
  readonly projections: readonly Projection[];
  readonly onProgress: (progress: RebuildProgress) => void;
  /** Called within the turn in which the tables were switched: from here on the live runner goes on from these places. */
  readonly onSwitched: (places: readonly Place[]) => void;
  readonly signal?: AbortSignal;
}

/** Folded in one go and written in one transaction: long enough to be fast, short enough for the live runner beside it. */
const eventsPerWrite = 5_000;
/** A catch-up shorter than this is done within the turn of the switch. */
const shortCatchUp = 1_000;
/** A thread of its own has a cache of its own: in stream order it needs hardly any. */
const rebuildCache: CacheLimits = { documents: 2_000, characters: 4 * 1024 * 1024 };

interface Build {
  readonly feed: Feed;
  readonly place: Place;
  readonly liveBefore: readonly string[];
}

/**
 * Builds feeds anew beside the live ones, from the events, and switches when they have caught up. One that throws is left
 * out and named in the result; the others go on.
 * @throws what the database or the reader throws; what was built is dropped at the next start
 */
export async function rebuild(names: readonly string[], surroundings: RebuildSurroundings): Promise<Map<string, Failure>> {
  return new Rebuild(surroundings).run(names);
}

class Rebuild {
  readonly #failures = new Map<string, Failure>();
  #builds: Build[] = [];
  #done = 0;
  #total = 0;

  constructor(private readonly around: RebuildSurroundings) {}

  async run(names: readonly string[]): Promise<Map<string, Failure>> {
    const { database, reader } = this.around;
    this.#builds = await database.write((session) => this.#prepared(session, names));
    const head = await reader.head();
    this.#total = await reader.count();
    let at = beginning;
    if (head !== undefined) {
      await this.#read(this.#inStreamOrder() ? inStreamOrder(reader, head, eventsPerWrite) : inLogOrder(reader, at, eventsPerWrite, head));
      at = head;
    }
    for (;;) {
      const { to, events } = await this.#catchUp(at, database);
      at = to;
      if (events < shortCatchUp) break;
    }
    await this.#index();
    await database.turn(() => this.#switch(at));
    return this.#failures;
  }

  /** Any interleaving of the streams gives the same rows: taken one by one, each document is folded and written once. */
  #inStreamOrder(): boolean {
    return this.around.reader.streams !== undefined && this.#builds.every(({ feed }) => feed.name !== JOURNAL);
  }

  async #prepared(session: Session, names: readonly string[]): Promise<Build[]> {
    const places = await readPlaces(session);
    const cache = new DocumentCache(rebuildCache);
    const builds: Build[] = [];
    for (const name of names) {
      const feed = this.#feed(name, cache);
      const before = places.get(name);
      const tables = Object.keys(feed.tables);
      const place: Place = { name, version: feed.version, build: (before?.build ?? 0) + 1, position: beginning, tables };
      await dropTables(session, tables.map(besideName(feed.version)));
      await createTables(session, feed, besideName(feed.version));
      builds.push({ feed, place, liveBefore: before?.tables ?? [] });
    }
    return builds;
  }

  #feed(name: string, cache: DocumentCache): Feed {
    if (name === JOURNAL) return new JournalFeed(besideName(new JournalFeed().version));
    const projection = this.around.projections.find((one) => one.name === name);
    if (!projection) throw new Error(`there is no projection "${name}"`);
    return new DocumentFeed(projection, cache, besideName(projection.version));
  }

  async #read(chunks: AsyncIterable<StoredEvent[]>): Promise<void> {
    for await (const events of chunks) {
      this.around.signal?.throwIfAborted();
      await this.#put(events, (work) => this.around.database.write(work));
      this.#done += events.length;
      this.around.onProgress({ done: this.#done, total: Math.max(this.#done, this.#total) });
    }
  }

  async #catchUp(after: Position, database: ViewsDatabase, inTurn = false): Promise<{ to: Position; events: number }> {
    let to = after;
    let count = 0;
    for await (const events of inLogOrder(this.around.reader, after, eventsPerWrite)) {
      await this.#put(events, (work) => (inTurn ? database.transaction(work) : database.write(work)));
      to = events[events.length - 1]!.position;
      count += events.length;
    }
    return { to, events: count };
  }

  /** Folds outside of the transaction: these tables have no other writer, and the live runner need not wait for it. */
  async #put(events: readonly StoredEvent[], write: (work: (session: Session) => Promise<void>) => Promise<void>): Promise<void> {
    const changes: Change[] = [];
    for (const build of [...this.#builds]) {
      try {
        changes.push(await this.around.database.outside((session) => build.feed.fold(session, events)));
      } catch (error) {
        if (isTransient(error)) throw error;
        await this.#leaveOut(build, events, error, write);
      }
    }
    await write(async (session) => {
      for (const change of changes) await change.write(session);
    });
    for (const change of changes) change.committed();
  }

  /** Goes on event by event to find the one to blame. */
  async #leaveOut(
    build: Build,
    events: readonly StoredEvent[],
    first: unknown,
    write: (work: (session: Session) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    this.#builds = this.#builds.filter((one) => one !== build);
    let failure: Failure = { message: messageOf(first) };
    for (const event of events) {
      try {
        const change = await this.around.database.outside((session) => build.feed.fold(session, [event]));
        await write((session) => change.write(session));
        change.committed();
      } catch (error) {
        failure = { message: messageOf(error), position: event.position, eventId: event.id };
        break;
      }
    }
    this.#failures.set(build.feed.name, failure);
    await write((session) => dropTables(session, build.place.tables.map(besideName(build.feed.version))));
  }

  /** After the bulk: sorting all keys once is much cheaper than finding each one's place. */
  async #index(): Promise<void> {
    for (const { feed, place } of this.#builds) {
      for (const sql of indexStatements(feed, besideName(feed.version), place.build)) {
        this.around.signal?.throwIfAborted();
        await this.around.database.write((session) => session.run(sql));
      }
    }
  }

  /** Within one turn: the last events, then names and checkpoints in one transaction. Nobody has passed more than this build. */
  async #switch(after: Position): Promise<void> {
    const { database, onSwitched } = this.around;
    const { to } = await this.#catchUp(after, database, true);
    const places = this.#builds.map(({ place }): Place => ({ ...place, position: to }));
    await database.transaction(async (session) => {
      for (const { feed, liveBefore } of this.#builds) await switchTables(session, feed, besideName(feed.version), liveBefore);
      for (const place of places) await putPlace(session, place);
    });
    onSwitched(places);
  }
}
