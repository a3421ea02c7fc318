import pg from 'pg';
import { pause } from '#async/pause.js';

const BEAT_EVERY_MS = 2_000;
const ANSWER_MS = 5_000;
/** PostgreSQL should notice within about ten seconds that this machine has vanished. */
const keepAlive = '-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3';

/**
 * A dedicated connection for what must last as long as the session: the advisory lock and LISTEN. A lost connection is noticed within
 * seconds.
 */
export class HeldConnection {
  readonly #broken: Promise<void>;
  readonly #closing = new AbortController();

  private constructor(private readonly client: pg.Client) {
    this.#broken = new Promise((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
  }

  /** Opens the connection. @param name shown in pg_stat_activity @throws the error of the connection, within a bounded time */
  static async open(url: string, name: string): Promise<HeldConnection> {
    const client = new pg.Client({
      connectionString: url,
      application_name: name,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      options: keepAlive,
    });
    const held = new HeldConnection(client);
    await client.connect();
    return held;
  }

  async query<R extends object>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    return (await this.client.query<R>(sql, [...parameters])).rows;
  }

  onNotification(listener: () => void): void {
    this.client.on('notification', listener);
  }

  /** Resolves when the connection no longer answers. It is pinged, because a broken network reports nothing by itself. */
  async lost(): Promise<void> {
    await Promise.race([this.#broken, this.#silent()]);
    this.close();
  }

  /** Closes at once, without a goodbye: the server may no longer answer. */
  close(): void {
    this.#closing.abort();
    this.client.end().catch(() => undefined);
    this.client.connection.stream.destroy();
  }

  async #silent(): Promise<void> {
    try {
      for (;;) {
        await pause(BEAT_EVERY_MS, this.#closing.signal);
        if (this.#closing.signal.aborted) return;
        await this.client.query('select 1');
      }
    } catch {
      return;
    }
  }
}
