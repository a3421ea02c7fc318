import type { Pillar } from '#domain/pillars.js';
import type { InitiativeState, Rebaseline } from '#domain/initiative/state.js';
import type { Source } from '../as-of/source.js';
import type { Forwards, Page } from '../paging/page.js';

export interface InitiativeFilter {
  readonly programId: string;
  readonly pillar?: Pillar | null | undefined;
  readonly element?: string | null | undefined;
  readonly unit?: string | null | undefined;
  /** Today's owner, in the program's zone. */
  readonly ownerId?: string | null | undefined;
  /** true: without an owner today; false: with one. */
  readonly unowned?: boolean | null | undefined;
  readonly status?: InitiativeState['status'] | null | undefined;
}

export interface PendingRebaseline {
  readonly initiative: InitiativeState;
  readonly rebaseline: Rebaseline;
}

/** Questions about initiatives. */
export class Initiatives {
  constructor(private readonly source: Source) {}

  /** Those that exist among these ids. */
  async byIds(ids: readonly string[]): Promise<Map<string, InitiativeState>> {
    return this.source.documents<InitiativeState>('initiatives', ids);
  }

  /** Oldest first. An unknown program has none. */
  page(_filter: InitiativeFilter, _paging: Forwards): Promise<Page<InitiativeState>> {
    return Promise.reject(new Error('not yet'));
  }

  /** Every proposal that waits for its second person, by program, oldest first. */
  pendingRebaselines(_programIds: readonly string[]): Promise<Map<string, readonly PendingRebaseline[]>> {
    return Promise.reject(new Error('not yet'));
  }
}
