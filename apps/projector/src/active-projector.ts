import type { Configuration } from '#application/starting/configuration.js';
import { within } from '#async/within.js';
import { EVENT_STORE, type EventStore } from '#event-sourcing/store/event-store.js';
import type { ProjectionStatus } from '#projection-engine/daemon/states/projection-status.js';
import { NotificationListener } from '#projection-engine/coordination/notification-listener.js';
import { ProjectorMailbox } from '#projection-engine/coordination/projector-mailbox.js';
import { ViewsDatabase } from '#projection-engine/database/views-database.js';
import { Views } from '#projection-engine/daemon/views.js';
import type { INestApplicationContext, LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { ProjectorModule } from './projector.module.js';

export interface ActiveProjectorOptions {
  readonly configuration: Configuration;
  readonly log: Logger;
  /** The entry file of rebuild threads. */
  readonly rebuildThread: URL;
}

const REPORT_EVERY_MS = 1_000;
/** How long ending may take, in milliseconds: longer than any time limit for an answer. */
const CLOSE_MS = 20_000;

/** The work of this process while it is the active projector, from winning the election to losing or releasing the lock. */
export class ActiveProjector {
  readonly #database: ViewsDatabase;
  readonly #views: Views;
  readonly #mailbox: ProjectorMailbox;
  readonly #listener: NotificationListener;
  readonly #timer: NodeJS.Timeout;
  /** Resolves with the reason when this process must stop being the active projector. */
  readonly over: Promise<string>;
  #onOver: (why: string) => void = () => undefined;
  #busy = false;
  #passedOver = 0;

  private constructor(
    private readonly context: INestApplicationContext,
    url: string,
    private readonly log: Logger,
  ) {
    this.#views = context.get(Views, { strict: false });
    this.#database = context.get(ViewsDatabase, { strict: false });
    this.#mailbox = new ProjectorMailbox(this.#database);
    this.#listener = new NotificationListener(url, () => void this.#requests());
    this.over = new Promise((resolve) => (this.#onOver = resolve));
    this.#timer = setInterval(() => void this.#tick(), REPORT_EVERY_MS);
  }

  /** Opens the stores and starts the work. @throws the error that keeps the stores from being opened */
  static async begin({ configuration, log, rebuildThread }: ActiveProjectorOptions): Promise<ActiveProjector> {
    const module = ProjectorModule.with(configuration, rebuildThread);
    const context = await NestFactory.createApplicationContext(module, { logger: failuresTo(log), abortOnError: false });
    const active = new ActiveProjector(context, configuration.DATABASE_URL!, log);
    await active.#mailbox.takeOver().catch(() => undefined);
    active.#listener.start();
    void active.#tick();
    return active;
  }

  /** The status of every projection. */
  get projections(): ReturnType<Views['status']> {
    return this.#views.status();
  }

  /**
   * Ends the work. @param orderly true: finishes the current batch. false: another process may be the active projector already, so nothing
   * more is written, and running statements are aborted even if the database does not answer.
   * @returns false if ending took too long and something may still be running
   */
  async end(orderly: boolean): Promise<boolean> {
    clearInterval(this.#timer);
    this.#listener.stop();
    if (!orderly) this.#database.sever().catch(() => undefined);
    const closed = this.context.close().then(
      () => true,
      (error: unknown) => {
        this.log.warn({ err: error }, 'closing failed');
        return true;
      },
    );
    return within(CLOSE_MS, closed, () => false);
  }

  async #tick(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#tellOfForeignEvents();
    try {
      const projections = this.#views.status();
      const why = whyOver(projections);
      if (why !== undefined) return this.#onOver(why);
      await this.#mailbox.report(projections);
      await this.#requests();
    } catch (error) {
      this.log.warn({ err: error }, 'could not write the projector heartbeat');
    } finally {
      this.#busy = false;
    }
  }

  #tellOfForeignEvents(): void {
    const { passedOver = 0 } = this.context.get<EventStore>(EVENT_STORE, { strict: false });
    if (passedOver > this.#passedOver)
      this.log.warn({ passedOver }, 'another application writes under EVENTSTORE_PREFIX: its events are ignored');
    this.#passedOver = passedOver;
  }

  async #requests(): Promise<void> {
    for (const { id, names } of await this.#mailbox.take().catch(() => [])) {
      this.log.info({ names }, 'a rebuild was requested');
      void this.#views.rebuild(names).then(
        () => this.#answer(id),
        (error: unknown) => this.#answer(id, error instanceof Error ? error.message : String(error)),
      );
    }
  }

  async #answer(id: string, error?: string): Promise<void> {
    if (error !== undefined) this.log.error({ error }, 'a rebuild failed');
    await this.#mailbox.report(this.#views.status()).catch(() => undefined);
    await this.#mailbox.answer(id, error).catch(() => undefined);
  }
}

/** A logger that passes on warnings and errors of this program and drops Nest's messages about its own start. */
const failuresTo = (log: Logger): LoggerService => ({
  log: () => undefined,
  warn: (fields: object, text?: string) => log.warn(fields, text),
  error: (fields: object, text?: string) => log.error(fields, text),
});

function whyOver(projections: readonly ProjectionStatus[]): string | undefined {
  const fenced = projections.some(({ failureKind }) => failureKind === 'fenced');
  if (fenced) return 'another process has written the views';
  return projections.find(({ failureKind }) => failureKind === 'otherStore')?.error ?? undefined;
}
