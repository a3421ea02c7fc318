import pg from 'pg';
import { pause } from '#async/pause.js';

const BEAT_EVERY_MS = 2_000;
const ANSWER_MS = 5_000;
/** The server, too, is to notice within some ten seconds that this machine has vanished. */
const keepAlive = '-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3';

/** A connection of its own that is kept for what lasts as long as it does: a lock, or listening. Its loss is noticed within seconds. */
export class HeldConnection {
  readonly #broken: Promise<void>;
  readonly #closing = new AbortController();

  private constructor(private readonly client: pg.Client) {
    this.#broken = new Promise((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
  }

  /** @param name under which PostgreSQL lists it. @throws what the connection fails of, in time */
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

  /** Resolves when it no longer answers, which a broken network does not say by itself. */
  async lost(): Promise<void> {
    await Promise.race([this.#broken, this.#silent()]);
    this.close();
  }

  /** At once: the other side may not answer any more. */
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
