import type { Position } from '#event-sourcing/event.js';
import type { Perspective } from '#domain/balance/balance.js';
import type { Source } from '../as-of/source.js';
import type { PortfolioRow } from './portfolio-row.js';

/** How many rows are kept, the ones made last; about a kilobyte each. */
const MOST = 20_000;

interface Kept {
  readonly row: PortfolioRow;
  readonly timeZone: string;
  /** The row contains every event of its program up to here. */
  readonly through: Position;
}

/**
 * A cache of portfolio rows of the live views. A row depends on the events of its program and on the date: it is right until the journal has
 * a later event of that program, or the day ends. So after a change only the programs that changed are swept again.
 */
export class KeptRows {
  private readonly rows = new Map<string, Kept>();
  /** The position of the last event of each program that is known to have changed since `since`. */
  private readonly changed = new Map<string, Position>();
  private since: Position = '';
  private through: Position = '';

  /**
   * Learns which programs have changed.
   * @returns the position that all views have passed: what is read from now on contains every event up to it
   */
  async refresh(source: Pick<Source, 'select'>): Promise<Position> {
    const checkpoints = await source.select<{ position: Position }>('select position from projection_checkpoints');
    const through = checkpoints.map(({ position }) => position).sort()[0] ?? '';
    // At the first question nothing is kept; and views that went back are other views.
    if (this.through === '' || through < this.through) this.clear(through);
    else if (through > this.through) {
      const rows = await source.select<{ id: string | null; last: Position }>(
        'select j.program_id as id, max(j.position) as last from journal j where j.position > ? and j.position <= ? group by j.program_id',
        [this.through, through],
      );
      for (const { id, last } of rows) if (id !== null && last > (this.changed.get(id) ?? '')) this.changed.set(id, last);
      if (through > this.through) this.through = through;
    }
    return through;
  }

  /** @param today returns today's date in a time zone */
  find(programId: string, perspective: Perspective, today: (timeZone: string) => string): PortfolioRow | undefined {
    const kept = this.rows.get(`${perspective} ${programId}`);
    if (!kept || kept.row.on !== today(kept.timeZone) || kept.through < (this.changed.get(programId) ?? '')) return undefined;
    return kept.row;
  }

  /** @param through what `refresh` returned before the row's documents were read */
  keep(row: PortfolioRow, timeZone: string, perspective: Perspective, through: Position): void {
    // Which programs changed before `since` is not known.
    if (through < this.since) return;
    const key = `${perspective} ${row.programId}`;
    this.rows.delete(key);
    this.rows.set(key, { row, timeZone, through });
    if (this.rows.size > MOST) this.rows.delete(this.rows.keys().next().value!);
  }

  /** Evicts all rows. */
  forget(): void {
    this.clear('');
  }

  private clear(through: Position): void {
    this.rows.clear();
    this.changed.clear();
    this.since = this.through = through;
  }
}

const keptBy = new WeakMap<object, KeptRows>();

/** The rows kept of the live views of a source; undefined: the source reads the past. */
export function keptRows({ origin }: Pick<Source, 'origin'>): KeptRows | undefined {
  if (!origin) return undefined;
  const kept = keptBy.get(origin) ?? new KeptRows();
  keptBy.set(origin, kept);
  return kept;
}
