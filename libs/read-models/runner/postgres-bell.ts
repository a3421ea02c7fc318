import pg from 'pg';
import { VIEWS_CHANNEL } from './postgres-schemas.js';

const AGAIN_MS = 1_000;

/** Listens on a connection of its own; a broken one is made anew. What rings meanwhile is missed: whoever relies on it looks now and then. */
export class PostgresBell {
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(
    private readonly url: string,
    private readonly onRing: () => void,
  ) {}

  start(): void {
    void this.#listen();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  async #listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'evenkeel bell',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    let broken = false;
    const again = (): void => {
      if (broken) return;
      broken = true;
      client.end().catch(() => undefined);
      if (!this.#stopped) this.#timer = setTimeout(() => void this.#listen(), AGAIN_MS);
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', this.onRing);
    this.#client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${VIEWS_CHANNEL}`);
      this.onRing();
    } catch {
      again();
    }
  }
}
