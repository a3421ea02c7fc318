import type { LocalDate } from '#domain/calendar.js';
import type { InitiativeState, Milestone } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import type { Source } from '../as-of/source.js';
import type { Forwards, Page } from '../paging/page.js';
import type { MilestoneDisplayState } from './milestone-view.js';

export interface MilestoneFilter {
  readonly programId?: string | null | undefined;
  readonly pillar?: Pillar | null | undefined;
  /** Today's owner of its initiative, in the program's zone. */
  readonly ownerId?: string | null | undefined;
  readonly state?: MilestoneDisplayState | null | undefined;
  readonly forecastFrom?: LocalDate | null | undefined;
  readonly forecastTo?: LocalDate | null | undefined;
}

export interface MilestoneKey {
  readonly initiativeId: string;
  readonly milestoneId: string;
}

/** A milestone lives in its initiative, and many of its fields need it. */
export interface MilestoneOfInitiative {
  readonly initiative: InitiativeState;
  readonly milestone: Milestone;
}

/** Questions about milestones. */
export class Milestones {
  constructor(private readonly source: Source) {}

  /** In the order of the keys; undefined where there is none. */
  async byKeys(keys: readonly MilestoneKey[]): Promise<readonly (MilestoneOfInitiative | undefined)[]> {
    const initiatives = await this.source.documents<InitiativeState>('initiatives', [...new Set(keys.map((key) => key.initiativeId))]);
    return keys.map(({ initiativeId, milestoneId }) => {
      const initiative = initiatives.get(initiativeId);
      const milestone = initiative?.milestones.find((one) => one.id === milestoneId);
      return initiative && milestone && { initiative, milestone };
    });
  }

  /** Soonest forecast first. Without a programId: of all programs (live only: a cut is always below one program). */
  page(_filter: MilestoneFilter, _paging: Forwards): Promise<Page<MilestoneOfInitiative>> {
    return Promise.reject(new Error('not yet'));
  }
}
