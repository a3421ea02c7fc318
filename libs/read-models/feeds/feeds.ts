import { programProjection } from '../programs/program-projection.js';
import type { Source } from '../as-of/source.js';

/** What rows depend on beside the events. */
export interface FeedState {
  /** When the last event was recorded; undefined: there is none. */
  readonly recordedAt: string | undefined;
  /** The time zones of all programs, which have days of their own. */
  readonly timeZones: readonly string[];
}

/** Questions of the feeds: flat rows, in pages of some milliseconds of work. */
export class Feeds {
  constructor(private readonly source: Source) {}

  async state(): Promise<FeedState> {
    await this.source.prepare([programProjection], 'all');
    const [zones, last] = await Promise.all([
      this.source.select<{ time_zone: string }>('select distinct p.time_zone from program_rows p order by p.time_zone'),
      this.source.journal.select<{ recorded_at: string }>('select j.recorded_at from journal j order by j.position desc limit 1'),
    ]);
    return { recordedAt: last[0]?.recorded_at, timeZones: zones.map(({ time_zone }) => time_zone) };
  }
}
