import { pause } from '#async/pause.js';
import { HeldConnection } from './held-connection.js';

/** The key of the advisory lock, the same for every projector of a database. */
const LOCK = 1_702_258_030;
const TRY_EVERY_MS = 500;

/**
 * The advisory lock of PostgreSQL that makes a projector the active one: its holder writes the views and runs the background processes.
 * PostgreSQL releases the lock when its holder dies or becomes unreachable.
 */
export class ProjectorLock {
  private constructor(
    private readonly connection: HeldConnection,
    /** Resolves when this process can no longer be sure that it holds the lock. */
    readonly lost: Promise<void>,
  ) {}

  /** Waits for the lock until the signal is aborted. @throws the error of the connection */
  static wait(url: string, signal: AbortSignal): Promise<ProjectorLock | undefined> {
    return ProjectorLock.#taken(url, async (take) => {
      while (!signal.aborted) {
        if (await take()) return true;
        await pause(TRY_EVERY_MS, signal);
      }
      return false;
    });
  }

  /** Takes the lock if it is free. @returns undefined if another process holds it @throws the error of the connection */
  static ifFree(url: string): Promise<ProjectorLock | undefined> {
    return ProjectorLock.#taken(url, (take) => take());
  }

  async release(): Promise<void> {
    await this.connection.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    this.connection.close();
  }

  /** @param until tries to take the lock; false: stop trying */
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
