import { pause } from '#async/pause.js';
import { HeldConnection } from './held-connection.js';
import { VIEWS_CHANNEL } from '../database/postgres-schemas.js';

const AGAIN_MS = 1_000;

/**
 * Listens for notifications on a dedicated connection and reconnects when it breaks. Notifications sent meanwhile are missed, so callers
 * must also poll from time to time.
 */
export class NotificationListener {
  #connection: HeldConnection | undefined;
  readonly #stopping = new AbortController();

  constructor(
    private readonly url: string,
    private readonly onNotification: () => void,
  ) {}

  start(): void {
    void this.#listen();
  }

  stop(): void {
    this.#stopping.abort();
    this.#connection?.close();
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#listenOnce().catch(() => undefined);
      this.#connection?.close();
      await pause(AGAIN_MS, signal);
    }
  }

  /** Settles when the connection is lost. */
  async #listenOnce(): Promise<void> {
    const connection = (this.#connection = await HeldConnection.open(this.url, 'evenkeel listener'));
    if (this.#stopping.signal.aborted) return;
    connection.onNotification(this.onNotification);
    await connection.query(`LISTEN ${VIEWS_CHANNEL}`);
    this.onNotification();
    await connection.lost();
  }
}
