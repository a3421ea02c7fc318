import type { InitiativeState, Milestone } from '#domain/initiative/state.js';
import type { Source } from '../as-of/source.js';
import { initiativeProjection } from '../initiatives/initiative-projection.js';
import { rowsOf } from '../paging/list.js';
import type { EitherWay, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import { programProjection } from '../programs/program-projection.js';
import type { MilestoneListFilter, MilestoneOrder } from './milestone-filter.js';
import { milestoneList } from './milestone-list.js';

export interface MilestoneKey {
  readonly initiativeId: string;
  readonly milestoneId: string;
}

/** A milestone with its initiative, which many of its fields need. */
export interface MilestoneOfInitiative {
  readonly initiative: InitiativeState;
  readonly milestone: Milestone;
}

/** Questions about milestones. */
export class Milestones {
  constructor(private readonly source: Source) {}

  /** In the order of the keys; undefined for a milestone that does not exist. */
  async byKeys(keys: readonly MilestoneKey[]): Promise<readonly (MilestoneOfInitiative | undefined)[]> {
    const initiatives = await this.source.documents<InitiativeState>(initiativeProjection, [
      ...new Set(keys.map((key) => key.initiativeId)),
    ]);
    return keys.map(({ initiativeId, milestoneId }) => {
      const initiative = initiatives.get(initiativeId);
      const milestone = initiative?.milestones.find((one) => one.id === milestoneId);
      return initiative && milestone && { initiative, milestone };
    });
  }

  /**
   * A page of milestones that fit the filter, of all programs if it names none; without an order, soonest forecast first.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE
   */
  async page(
    filter: MilestoneListFilter,
    order: MilestoneOrder | null | undefined,
    paging: EitherWay,
  ): Promise<Page<MilestoneOfInitiative>> {
    await this.source.prepare([programProjection, initiativeProjection], filter.programs ?? 'all');
    const list = await milestoneList(this.source, filter, order);
    const rows = await rowsOf<{ initiative_id: string; id: string }>(
      (sql, parameters) => this.source.select(sql, parameters),
      list,
      paging,
    );
    const found = await this.byKeys(rows.rows.map(({ row }) => ({ initiativeId: row.initiative_id, milestoneId: row.id })));
    return pageOf(
      rows,
      found.map((milestone) => milestone!),
    );
  }
}
