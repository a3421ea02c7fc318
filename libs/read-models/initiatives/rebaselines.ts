import type { InitiativeState, Rebaseline } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import type { Source } from '../as-of/source.js';
import { between, isAmong } from '../paging/condition.js';
import { rowsOf, type List, type OrderPart } from '../paging/list.js';
import type { EitherWay, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import type { InstantRange, Order } from '../paging/range.js';
import { ofKnownPrograms } from '../programs/known-programs.js';
import { programProjection } from '../programs/program-projection.js';
import { initiativeProjection } from './initiative-projection.js';
import type { PendingRebaseline } from './initiatives.js';

/** A re-baseline with its initiative. */
export type RebaselineOfInitiative = PendingRebaseline;

/** Which re-baselines: those that fit every part that is given. Nothing fits an empty list. */
export interface RebaselineFilter {
  /** Only of these programs, whatever else is asked: those that the reader may see. */
  readonly among?: readonly string[] | undefined;
  readonly programs?: readonly string[] | null | undefined;
  readonly initiatives?: readonly string[] | null | undefined;
  readonly pillars?: readonly Pillar[] | null | undefined;
  readonly states?: readonly Rebaseline['state'][] | null | undefined;
  readonly proposers?: readonly string[] | null | undefined;
  /** Those who approved or rejected them. */
  readonly deciders?: readonly string[] | null | undefined;
  readonly proposed?: InstantRange | null | undefined;
  readonly decided?: InstantRange | null | undefined;
}

export const REBASELINE_ORDER_FIELDS = ['PROPOSED', 'DECIDED'] as const;
export type RebaselineOrderField = (typeof REBASELINE_ORDER_FIELDS)[number];
export type RebaselineOrder = Order<RebaselineOrderField>;

interface RebaselineRow {
  readonly initiative_id: string;
  readonly id: string;
}

/** Questions about re-baselines. */
export class Rebaselines {
  constructor(private readonly source: Source) {}

  /**
   * A page of re-baselines that fit the filter, of all programs if it names none; without an order, oldest proposal first.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE
   */
  async page(
    filter: RebaselineFilter,
    order: RebaselineOrder | null | undefined,
    paging: EitherWay,
  ): Promise<Page<RebaselineOfInitiative>> {
    await this.source.prepare([programProjection, initiativeProjection], filter.programs ?? 'all');
    const list = rebaselineList(this.source, filter, order);
    const rows = await rowsOf<RebaselineRow>((sql, parameters) => this.source.select(sql, parameters), list, paging);
    return pageOf(rows, await this.found(rows.rows.map(({ row }) => row)));
  }

  private async found(rows: readonly RebaselineRow[]): Promise<readonly RebaselineOfInitiative[]> {
    const ids = [...new Set(rows.map((row) => row.initiative_id))];
    const initiatives = await this.source.documents<InitiativeState>(initiativeProjection, ids);
    return rows.flatMap((row) => {
      const initiative = initiatives.get(row.initiative_id);
      const rebaseline = initiative?.rebaselines.find(({ id }) => id === row.id);
      return initiative && rebaseline ? [{ initiative, rebaseline }] : [];
    });
  }
}

/** Undecided re-baselines come last in the order of the decision, whichever direction it has. */
const orderPart = (field: RebaselineOrderField, descending: boolean): OrderPart =>
  field === 'PROPOSED'
    ? { sql: 'r.proposed_at', type: 'text', descending }
    : { sql: `coalesce(r.decided_at, ${descending ? "''" : "'~'"})`, type: 'text', descending };

function rebaselineList(source: Source, filter: RebaselineFilter, order: RebaselineOrder | null | undefined): List {
  const { among, programs, initiatives, pillars, states, proposers, deciders, proposed, decided } = filter;
  const descending = order?.direction === 'DESC';
  return {
    name: order ? `rebaselines ${order.field} ${order.direction}` : 'rebaselines',
    columns: 'r.initiative_id, r.id',
    from: `rebaseline_rows r${pillars ? ' join initiative_rows i on i.id = r.initiative_id' : ''}`,
    where: [
      ...ofKnownPrograms(source, 'r'),
      ...isAmong('r.program_id', among),
      ...isAmong('r.program_id', programs),
      ...isAmong('r.initiative_id', initiatives),
      ...isAmong('i.pillar', pillars),
      ...isAmong('r.state', states),
      ...isAmong('r.proposed_by', proposers),
      ...isAmong('r.decided_by', deciders),
      ...between('r.proposed_at', proposed?.from, proposed?.to),
      ...between('r.decided_at', decided?.from, decided?.to),
    ],
    order: [
      orderPart(order?.field ?? 'PROPOSED', descending),
      { sql: 'r.initiative_id', type: 'text', descending },
      { sql: 'r.id', type: 'text', descending },
    ],
  };
}
