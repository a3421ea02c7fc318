import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import type { Source } from '../as-of/source.js';
import type { Forwards, Page } from '../paging/page.js';
import type { DriftEpisodeDocument } from './drift-episode.js';

export interface DriftFilter {
  readonly programId: string;
  readonly state?: 'OPEN' | 'CLOSED' | null | undefined;
  readonly kind?: DriftKind | null | undefined;
  readonly pillar?: Pillar | null | undefined;
}

/** Questions about drift episodes. */
export class Drift {
  constructor(private readonly source: Source) {}

  /** Those that exist among these ids. */
  async byIds(ids: readonly string[]): Promise<Map<string, DriftEpisodeDocument>> {
    return this.source.documents<DriftEpisodeDocument>('drift', ids);
  }

  /** By the date on which they opened, oldest first. */
  page(_filter: DriftFilter, _paging: Forwards): Promise<Page<DriftEpisodeDocument>> {
    return Promise.reject(new Error('not yet'));
  }

  /** How many are open in each program; those of a closed program do not count. Every id has a number. */
  openCounts(_programIds: readonly string[]): Promise<Map<string, number>> {
    return Promise.reject(new Error('not yet'));
  }

  /** By episode: the largest smoothed signal of its kind and pillar in the evaluations from its first evidence to its close, or now. */
  peaks(_episodeIds: readonly string[]): Promise<Map<string, number>> {
    return Promise.reject(new Error('not yet'));
  }
}
