import { pause } from '#async/pause.js';
import { unlessAborted } from '#async/unless-aborted.js';
import { within } from '#async/within.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import type { Projection } from '#event-sourcing/projection.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { Announcements } from './announcements.js';
import { beginning, isMissingTable, readCheckpoints, checkpointsByName, type Checkpoint } from '../checkpoints/checkpoints.js';
import { messageOf } from '../database/database-errors.js';
import { DocumentCache } from '../writers/document-cache.js';
import { documentWriters } from '../writers/projection-writers.js';
import { ProjectionState } from '../daemon/projection-state.js';
import { ProjectionStates } from '../daemon/projection-states.js';
import { reportedStatus } from './reported-status.js';
import { JOURNAL } from '../writers/journal-writer.js';
import { madeFromAnother } from '../checkpoints/origin.js';
import { NotificationListener } from './notification-listener.js';
import { schemaOf, keptSchemas } from '../database/postgres-schemas.js';
import type { ProjectionStatus, RebuildProgress } from '../daemon/projection-status.js';
import { ProjectorMailbox, type ProjectorReport } from './projector-mailbox.js';
import type { Session, ViewsDatabase } from '../database/views-database.js';
import { Views, type AppliedListener } from '../daemon/views.js';

export interface ReplicaViewsOptions {
  readonly database: ViewsDatabase;
  /** Whose views they are to be. */
  readonly store: Pick<EventStore, 'read'>;
  /** Of the same database; undefined: there are no notifications, and all is learned by looking. */
  readonly url: string | undefined;
  readonly projections: readonly Projection[];
  /** How long a rebuild waits for a projector that gives no sign of life. */
  readonly giveUpMs?: number;
}

const LOOK_EVERY_MS = 250;
const IDENTIFY_EVERY_MS = 1_000;
/** So long a start waits to be told whose the views are; a store that is away for longer keeps nobody from reading them. */
const IDENTIFY_MS = 2_000;
const GIVE_UP_MS = 30_000;

/** Views that another process, the projector, writes: this one learns how far they are by NOTIFY, and by looking. */
export class ReplicaViews extends Views {
  readonly #announcements: Announcements;
  readonly #states: ProjectionStates;
  readonly #mailbox: ProjectorMailbox;
  readonly #listener: NotificationListener | undefined;
  #report: ProjectorReport | undefined;
  /** Schemas in which tables are kept for replicas of a previous version. */
  #keptSchemas: ReadonlySet<string> = new Set();
  #trouble: string | undefined;
  /** They are of another store: no answer until a projector has made them anew. */
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

  /** Read anew: another process may have moved them since, and have told whoever asks here now. */
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

  /** On the connections of queries: those give up in time where no answer comes. */
  get #reader(): Pick<Session, 'all' | 'dialect'> {
    const { database } = this.options;
    return { dialect: database.dialect, all: (sql, parameters) => database.select(sql, parameters) };
  }

  /** Asks the projector for it, and waits. */
  async rebuild(name: string | readonly string[], onProgress?: (progress: RebuildProgress) => void): Promise<void> {
    const names = this.#states.names(name);
    const id = newUuid();
    await this.#mailbox.ask({ id, names }).catch((error: unknown) => {
      throw isMissingTable(error) ? new Error('no projector has been at work here yet') : error;
    });
    for (const askedAt = performance.now(); ;) {
      await pause(LOOK_EVERY_MS, this.#stopping.signal);
      if (this.#stopping.signal.aborted) throw new Error('the process ends; the projector goes on with the rebuild');
      const answer = await this.#mailbox.stateOf(id);
      if (answer?.state === 'done') break;
      if (answer?.state === 'failed') throw new Error(answer.error);
      const silentMs = Math.min(this.#report?.ageMs ?? Infinity, performance.now() - askedAt);
      if (silentMs > (this.options.giveUpMs ?? GIVE_UP_MS)) throw new Error('no projector is at work; the next one does the rebuild');
      const progress = this.status().find((status) => names.includes(status.name) && status.rebuild)?.rebuild;
      if (progress) onProgress?.(progress);
    }
    await this.#look();
  }

  onApplied(listener: AppliedListener): () => void {
    return this.#announcements.listen(listener);
  }

  /** Looks whose views these are. @returns whether they are of this store: a projector that begins on it makes others anew */
  async #identify(): Promise<boolean> {
    try {
      const wereForeign = this.#foreign;
      this.#foreign = await madeFromAnother(this.options.store, this.#reader);
      if (wereForeign) await this.#look();
      return !this.#foreign;
    } catch {
      // One of the two does not answer: what was known stands.
      return false;
    }
  }

  /** One look at a time; whoever asks during one gets another after it. */
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
        // Before the first projector has been here, there is nothing.
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
    // Of a newer version, or on its way there, or stopped: who waits for it is told at once. From an older one it is on its way to this.
    const superseded = Math.max(checkpoint?.version ?? 0, reported?.version ?? 0) > version;
    projectionState.state = superseded || stopped ? 'stopped' : 'following';
  }
}

const nowhere = (name: string): Checkpoint => ({ name, version: -1, build: 0, position: beginning, tables: [] });
