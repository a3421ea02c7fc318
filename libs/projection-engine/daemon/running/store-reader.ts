import type { EventReader } from '#event-sourcing/store/event-reader.js';
import type { EventStore } from '#event-sourcing/store/event-store.js';
import type { Position } from '#event-sourcing/event.js';
import { beginning, isMissingTable } from '../../checkpoints/checkpoints.js';
import { JOURNAL } from '../../writers/journal-writer.js';
import type { WritingDatabase } from '../../database/views-database.js';

const NAMES_PER_PAGE = 500;

/**
 * Long reads for a store that has only the EventStore port. Events come from the store; the number of events and the list of streams come
 * from the journal for what it has passed, and from the store for the rest.
 */
export class StoreReader implements EventReader {
  readonly read: EventStore['read'];
  readonly readAll: EventStore['readAll'];

  constructor(
    store: Pick<EventStore, 'read' | 'readAll'>,
    private readonly database: Pick<WritingDatabase, 'outside'>,
    /** Does nothing by default: the caller owns the store and closes it. */
    private readonly closeStore: () => Promise<void> = () => Promise.resolve(),
  ) {
    this.read = (stream, options) => store.read(stream, options);
    this.readAll = (options) => store.readAll(options);
  }

  async head(): Promise<Position | undefined> {
    for await (const [last] of this.readAll({ direction: 'backwards', limit: 1 })) return last?.position;
    return undefined;
  }

  async count(after: Position = beginning): Promise<number> {
    const [known] = await this.#ofJournal<{ n: number; head: Position | null }>(
      `SELECT (SELECT count(*) FROM ${JOURNAL} WHERE position > ?) AS n, (SELECT max(position) FROM ${JOURNAL}) AS head`,
      [after],
    );
    const passed = known?.head ?? beginning;
    let count = known?.n ?? 0;
    for await (const events of this.#after(after > passed ? after : passed)) count += events.length;
    return count;
  }

  async *streams(): AsyncGenerator<string[]> {
    const [known] = await this.#ofJournal<{ head: Position | null }>(`SELECT max(position) AS head FROM ${JOURNAL}`, []);
    const head = known?.head ?? beginning;
    // In order of their first events, so that streams of the same time lie together.
    const rows = await this.#ofJournal<{ stream: string }>(
      `SELECT stream FROM ${JOURNAL} WHERE position <= ? GROUP BY stream ORDER BY min(position)`,
      [head],
    );
    const names = new Set(rows.map(({ stream }) => stream));
    for await (const events of this.#after(head)) for (const { stream } of events) names.add(stream);
    const all = [...names];
    for (let start = 0; start < all.length; start += NAMES_PER_PAGE) yield all.slice(start, start + NAMES_PER_PAGE);
  }

  close(): Promise<void> {
    return this.closeStore();
  }

  #after(position: Position): ReturnType<EventStore['readAll']> {
    return this.readAll(position === beginning ? {} : { after: position });
  }

  async #ofJournal<R>(sql: string, parameters: readonly string[]): Promise<R[]> {
    try {
      return await this.database.outside((session) => session.all<R>(sql, parameters));
    } catch (error) {
      if (isMissingTable(error)) return [];
      throw error;
    }
  }
}
