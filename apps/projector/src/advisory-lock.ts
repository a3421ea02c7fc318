import pg from 'pg';

/** The same in every projector of a database. */
const LOCK = 1_702_258_030;
const TRY_EVERY_MS = 500;
const BEAT_EVERY_MS = 2_000;

/** A lock that PostgreSQL frees by itself when whoever holds it dies or goes out of reach. */
export class AdvisoryLock {
  private constructor(
    private readonly client: pg.Client,
    /** Resolves when it is no longer certain that the lock is held. */
    readonly lost: Promise<void>,
  ) {}

  /** Waits for the lock until the signal says otherwise. @throws what the connection fails of */
  static async wait(url: string, signal: AbortSignal): Promise<AdvisoryLock | undefined> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'evenkeel projector',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      // The server, too, is to notice within some ten seconds that this machine has vanished.
      options: '-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3',
    });
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    await client.connect();
    try {
      while (!signal.aborted) {
        const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK]);
        if (rows[0]?.held) return new AdvisoryLock(client, Promise.race([lost, beating(client)]));
        await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
      }
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    await client.end();
    return undefined;
  }

  async release(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

/** Resolves when the connection no longer answers, which a broken network does not say by itself. */
async function beating(client: pg.Client): Promise<void> {
  try {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, BEAT_EVERY_MS).unref());
      await client.query('select 1');
    }
  } catch {
    return;
  }
}
