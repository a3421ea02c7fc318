import type { VaultDatabase } from '../vault/vault-database.js';
import { rowsIn } from '../vault/entities.js';

type SeenTable = 'sessions' | 'access_tokens' | 'calendar_addresses';

/** How long a use may wait to be written, in milliseconds. */
const WAIT_MS = 1_000;

/** Writes when credentials were last used: later and together, so that no request waits for it. A use may be lost, an access may not. */
export class SeenLater {
  private waiting = new Map<
    string,
    { readonly table: SeenTable; readonly id: string; readonly change: Readonly<Record<string, string>> }
  >();
  private timer: NodeJS.Timeout | undefined;
  private writing = Promise.resolve();

  constructor(private readonly database: VaultDatabase) {}

  note(table: SeenTable, id: string, change: Readonly<Record<string, string>>): void {
    this.waiting.set(`${table} ${id}`, { table, id, change });
    this.timer ??= setTimeout(() => void this.flush(), WAIT_MS).unref();
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const waiting = [...this.waiting.values()];
    this.waiting = new Map();
    if (waiting.length === 0) return this.writing;
    this.writing = this.writing
      .then(() =>
        this.database.alone(async (manager) => {
          for (const { table, id, change } of waiting) await rowsIn(manager, table).update({ id }, change);
        }),
      )
      // Only the time of a last use is lost.
      .catch(() => undefined);
    return this.writing;
  }
}
