import { programProjection } from '../programs/program-projection.js';
import { initiativeProjection } from '../initiatives/initiative-projection.js';
import type { LocalDate } from '#domain/calendar.js';
import type { InitiativeState, Milestone } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import type { Source } from '../as-of/source.js';
import { ownership } from '../initiatives/owned.js';
import { todayOf } from '../initiatives/today.js';
import { between, condition, equals, isIn, type Condition } from '../paging/condition.js';
import { rowsOf, type List } from '../paging/list.js';
import type { Forwards, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import type { MilestoneDisplayState } from './milestone-view.js';

export interface MilestoneFilter {
  readonly programId?: string | null | undefined;
  /** Without a programId: only of these programs. */
  readonly among?: readonly string[] | undefined;
  readonly pillar?: Pillar | null | undefined;
  /** The owner of the milestone's initiative today, in the program's zone. */
  readonly ownerId?: string | null | undefined;
  readonly state?: MilestoneDisplayState | null | undefined;
  readonly forecastFrom?: LocalDate | null | undefined;
  readonly forecastTo?: LocalDate | null | undefined;
}

export interface MilestoneKey {
  readonly initiativeId: string;
  readonly milestoneId: string;
}

/** A milestone with its initiative, which many of its fields need. */
export interface MilestoneOfInitiative {
  readonly initiative: InitiativeState;
  readonly milestone: Milestone;
}

interface Row {
  readonly initiativeId: string;
  readonly milestoneId: string;
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
   * A page of milestones, soonest forecast first. Without a programId: of all programs.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE
   */
  async page(filter: MilestoneFilter, paging: Forwards): Promise<Page<MilestoneOfInitiative>> {
    await this.source.prepare([programProjection, initiativeProjection], filter.programId ? [filter.programId] : 'all');
    const list = await this.list(filter);
    const rows = await rowsOf<{ initiative_id: string; id: string }>(
      (sql, parameters) => this.source.select(sql, parameters),
      list,
      paging,
    );
    const found = await this.byKeys(rows.rows.map(({ row }): Row => ({ initiativeId: row.initiative_id, milestoneId: row.id })));
    return pageOf(
      rows,
      found.map((milestone) => milestone!),
    );
  }

  private async list(filter: MilestoneFilter): Promise<List> {
    return {
      name: 'milestones',
      columns: 'm.initiative_id, m.id',
      from: 'milestone_rows m join initiative_rows i on i.id = m.initiative_id join program_rows p on p.id = m.program_id',
      where: [
        ...equals('m.program_id', filter.programId),
        ...(filter.among ? [isIn('m.program_id', filter.among)] : []),
        ...equals('i.pillar', filter.pillar),
        ...between('m.forecast', filter.forecastFrom, filter.forecastTo),
        ...(await this.inState(filter)),
        ...(await ownership(this.source, filter)),
      ],
      order: [
        { sql: 'm.forecast', type: 'text' },
        { sql: 'm.initiative_id', type: 'text' },
        { sql: 'm.id', type: 'text' },
      ],
    };
  }

  private async inState({ state, programId }: MilestoneFilter): Promise<readonly Condition[]> {
    switch (state) {
      case null:
      case undefined:
        return [];
      case 'ACHIEVED':
      case 'DESCOPED':
        return equals('m.state', state);
      case 'PLANNED':
      case 'OVERDUE': {
        const { sql, parameters } = await todayOf(this.source, programId);
        return [condition(`m.state = 'PLANNED' and m.forecast ${state === 'OVERDUE' ? '<' : '>='} ${sql}`, ...parameters)];
      }
    }
  }
}
