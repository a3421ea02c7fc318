import { pause } from '#async/pause.js';
import { unlessAborted } from '#async/unless-aborted.js';
import { within } from '#async/within.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import type { Projection } from '#event-sourcing/folds/projection.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { Announcements } from './announcements.js';
import { beginning, isMissingTable, readCheckpoints, checkpointsByName, type Checkpoint } from '../checkpoints/checkpoints.js';
import { messageOf } from '../database/database-errors.js';
import { DocumentCache } from '../writers/document-cache.js';
import { documentWriters } from '../writers/projection-writers.js';
import { ProjectionState } from '../daemon/states/projection-state.js';
import { ProjectionStates } from '../daemon/states/projection-states.js';
import { reportedStatus } from './reported-status.js';
import { JOURNAL } from '../writers/journal-writer.js';
import { madeFromAnother } from '../checkpoints/origin.js';
import { NotificationListener } from './notification-listener.js';
import { schemaOf, keptSchemas } from '../database/postgres-schemas.js';
import type { ProjectionStatus, RebuildProgress } from '../daemon/states/projection-status.js';
import { ProjectorMailbox, type ProjectorReport } from './projector-mailbox.js';
import type { Session, ViewsDatabase } from '../database/views-database.js';
import { Views, type AppliedListener } from '../daemon/views.js';

export interface ReplicaViewsOptions {
  readonly database: ViewsDatabase;
  /** The event store that the views must be made from. */
  readonly store: Pick<EventStore, 'read'>;
  /** The address of the same database, for LISTEN; undefined: the replica gets no notifications and only polls. */
  readonly url: string | undefined;
  readonly projections: readonly Projection[];
  /** How many milliseconds a rebuild request waits for a projector that sends no heartbeat. */
  readonly giveUpMs?: number;
}

const LOOK_EVERY_MS = 250;
const IDENTIFY_EVERY_MS = 1_000;
/**
 * How long a start waits to learn which store the views were made from. If the store is away for longer, the views can be read
 * nevertheless.
 */
const IDENTIFY_MS = 2_000;
const GIVE_UP_MS = 30_000;

/** Views that another process, the projector, writes. The replica learns of progress by NOTIFY and by polling. */
export class ReplicaViews extends Views {
  readonly #announcements: Announcements;
  readonly #states: ProjectionStates;
  readonly #mailbox: ProjectorMailbox;
  readonly #listener: NotificationListener | undefined;
  #report: ProjectorReport | undefined;
  /** Schemas in which tables are kept for replicas of a previous version. */
  #keptSchemas: ReadonlySet<string> = new Set();
  #trouble: string | undefined;
  /** The views were made from another store: queries are refused until a projector has rebuilt them. */
  #foreign = false;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #stopping = new AbortController();

  constructor(private readonly options: ReplicaViewsOptions) {
    super();
    const writers = documentWriters(options.projections, new DocumentCache());
    this.#states = new ProjectionStates(writers.map((writer) => new ProjectionState(writer, nowhere(writer.name))));
    this.#announcements = new Announcements(options.database);
    this.#mailbox = new ProjectorMailbox(options.database);
    if (options.url !== undefined) this.#listener = new NotificationListener(options.url, () => void this.#look());
  }

  /** Why the database does not answer; undefined while it does. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  async start(): Promise<void> {
    const { signal } = this.#stopping;
    const identified = this.#identify();
    const known = within(IDENTIFY_MS, identified, () => undefined);
    await unlessAborted(known, signal);
    await this.#look();
    void identified.then(async (own) => {
      for (let isOwn = own; !isOwn && !signal.aborted; isOwn = await this.#identify()) await pause(IDENTIFY_EVERY_MS, signal);
    });
    this.#listener?.start();
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#timer);
    this.#listener?.stop();
    await this.#looking;
    this.#states.waiters.close();
  }

  get head(): Position | undefined {
    return this.#states.headOf(({ current }) => current);
  }

  waitFor(position: Position, names: readonly string[], timeoutMs: number): Promise<'passed' | 'pending'> {
    return this.#states.waitFor(position, names, timeoutMs);
  }

  /**
   * Read from the database each time: the projector may have moved the checkpoints since the last poll, and the caller may already know of
   * it.
   */
  async checkpoints(): Promise<string | undefined> {
    if (this.#foreign) return undefined;
    const checkpoints = await readCheckpoints(this.#reader).catch(() => undefined);
    return checkpoints && checkpointsByName([...checkpoints.values()]);
  }

  answers(name: string): boolean {
    const projectionState = this.#states.named(name);
    return !this.#foreign && (projectionState.current || this.#keptSchemas.has(schemaOf(name, projectionState.writer.version)));
  }

  status(): ProjectionStatus[] {
    const circumstances = { report: this.#report, trouble: this.#trouble, foreign: this.#foreign };
    return this.#states.all.map((state) => reportedStatus(state, circumstances));
  }

  /** Reads on the connections of queries, because those time out when PostgreSQL does not answer. */
  get #reader(): Pick<Session, 'all' | 'dialect'> {
    const { database } = this.options;
    return { dialect: database.dialect, all: (sql, parameters) => database.select(sql, parameters) };
  }

  /** Asks the projector to rebuild, and waits for its answer. */
  async rebuild(name: string | readonly string[], onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    const names = this.#states.names(name);
    const id = newUuid();
    await this.#mailbox.ask({ id, names }).catch((error: unknown) => {
      throw isMissingTable(error) ? new Error('no projector has started here yet') : error;
    });
    for (const askedAt = performance.now(); ;) {
      await pause(LOOK_EVERY_MS, this.#stopping.signal);
      if (this.#stopping.signal.aborted) throw new Error('this process is ending; the projector continues the rebuild');
      const answer = await this.#mailbox.stateOf(id);
      if (answer?.state === 'done') break;
      if (answer?.state === 'failed') throw new Error(answer.error);
      const silentMs = Math.min(this.#report?.ageMs ?? Infinity, performance.now() - askedAt);
      if (silentMs > (this.options.giveUpMs ?? GIVE_UP_MS)) throw new Error('no projector is at work; the next one will do the rebuild');
      const progress = this.status().find((status) => names.includes(status.name) && status.rebuild)?.rebuild;
      if (progress) onProgress?.(progress);
    }
    await this.#look();
  }

  onApplied(listener: AppliedListener): () => void {
    return this.#announcements.listen(listener);
  }

  /** Checks which store the views were made from. @returns whether they were made from this store; if not, a projector will rebuild them */
  async #identify(): Promise<boolean> {
    try {
      const wereForeign = this.#foreign;
      this.#foreign = await madeFromAnother(this.options.store, this.#reader);
      if (wereForeign) await this.#look();
      return !this.#foreign;
    } catch {
      // The store or the database does not answer: keep the last known result.
      return false;
    }
  }

  /** One poll at a time; a caller that asks during a poll waits for another poll after it. */
  #look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return this.#looking;
    }
    const looking = this.#looks().finally(() => {
      this.#looking = undefined;
    });
    return (this.#looking = looking);
  }

  async #looks(): Promise<void> {
    do {
      this.#lookAgain = false;
      try {
        await this.#lookOnce();
        this.#trouble = undefined;
      } catch (error) {
        // Before a projector has started for the first time there are no tables.
        this.#trouble = isMissingTable(error) ? undefined : messageOf(error);
      }
    } while (this.#lookAgain && !this.#stopping.signal.aborted);
  }

  async #lookOnce(): Promise<void> {
    const checkpoints = await readCheckpoints(this.#reader);
    this.#keptSchemas = await keptSchemas(this.#reader);
    this.#report = await this.#mailbox.lastReport();
    for (const projectionState of this.#states.all) this.#adopt(projectionState, checkpoints.get(projectionState.name));
    this.#states.waiters.look();
    const { head } = this;
    if (head !== undefined && this.answers(JOURNAL)) await this.#announcements.upTo(head);
  }

  #adopt(projectionState: ProjectionState, checkpoint: Checkpoint | undefined): void {
    projectionState.checkpoint = (this.#foreign ? undefined : checkpoint) ?? nowhere(projectionState.name);
    const { version } = projectionState.writer;
    const reported = this.#report?.projections.find(({ name }) => name === projectionState.name);
    const stopped = reported?.version === version && reported.state === 'STOPPED';
    // The projection has a newer version, is being rebuilt to one, or has stopped: end the waits at once. A projection of an older version
    // is still on its way to this one.
    const superseded = Math.max(checkpoint?.version ?? 0, reported?.version ?? 0) > version;
    projectionState.state = superseded || stopped ? 'stopped' : 'following';
  }
}

const nowhere = (name: string): Checkpoint => ({ name, version: -1, build: 0, position: beginning, tables: [] });
