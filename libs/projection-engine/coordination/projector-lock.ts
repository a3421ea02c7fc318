import { pause } from '#async/pause.js';
import { HeldConnection } from './held-connection.js';

/** The number of the advisory lock, the same for every projector of a database. */
const LOCK = 1_702_258_030;
const TRY_EVERY_MS = 500;

/**
 * Whoever holds it is the one that writes the views of a database and follows its log with commands. PostgreSQL frees it by itself
 * when the holder dies or goes out of reach.
 */
export class ProjectorLock {
  private constructor(
    private readonly connection: HeldConnection,
    /** Resolves when it is no longer certain that the lock is held. */
    readonly lost: Promise<void>,
  ) {}

  /** Waits for the lock until the signal says otherwise. @throws what the connection fails of */
  static wait(url: string, signal: AbortSignal): Promise<ProjectorLock | undefined> {
    return ProjectorLock.#taken(url, async (take) => {
      while (!signal.aborted) {
        if (await take()) return true;
        await pause(TRY_EVERY_MS, signal);
      }
      return false;
    });
  }

  /** @returns undefined where another process holds it. @throws what the connection fails of */
  static ifFree(url: string): Promise<ProjectorLock | undefined> {
    return ProjectorLock.#taken(url, (take) => take());
  }

  async release(): Promise<void> {
    await this.connection.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    this.connection.close();
  }

  /** @param until asks for the lock; false: it is given up */
  static async #taken(url: string, until: (take: () => Promise<boolean>) => Promise<boolean>): Promise<ProjectorLock | undefined> {
    const connection = await HeldConnection.open(url, 'evenkeel projector');
    const take = async (): Promise<boolean> => {
      const [row] = await connection.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK]);
      return row?.held === true;
    };
    let taken = false;
    try {
      taken = await until(take);
      return taken ? new ProjectorLock(connection, connection.lost()) : undefined;
    } finally {
      if (!taken) connection.close();
    }
  }
}
