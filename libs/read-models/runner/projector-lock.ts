import pg from 'pg';

/** The same in every projector of a database. */
const LOCK = 1_702_258_030;
const TRY_EVERY_MS = 500;
const BEAT_EVERY_MS = 2_000;

/**
 * Whoever holds it is the one that writes the views of a database and follows its log with commands. PostgreSQL frees it by itself
 * when the holder dies or goes out of reach.
 */
export class ProjectorLock {
  private constructor(
    private readonly client: pg.Client,
    /** Resolves when it is no longer certain that the lock is held. */
    readonly lost: Promise<void>,
  ) {}

  /** Waits for the lock until the signal says otherwise. @throws what the connection fails of */
  static wait(url: string, signal: AbortSignal): Promise<ProjectorLock | undefined> {
    return ProjectorLock.#taken(url, async (take) => {
      while (!signal.aborted) {
        if (await take()) return true;
        await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
      }
      return false;
    });
  }

  /** @returns undefined where another process holds it. @throws what the connection fails of */
  static ifFree(url: string): Promise<ProjectorLock | undefined> {
    return ProjectorLock.#taken(url, (take) => take());
  }

  async release(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  /** @param until asks for the lock; false: it is given up */
  static async #taken(url: string, until: (take: () => Promise<boolean>) => Promise<boolean>): Promise<ProjectorLock | undefined> {
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
    const take = async (): Promise<boolean> => {
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK]);
      return rows[0]?.held === true;
    };
    try {
      if (await until(take)) return new ProjectorLock(client, Promise.race([lost, beating(client)]));
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    await client.end();
    return undefined;
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
