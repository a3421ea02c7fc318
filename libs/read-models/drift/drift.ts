import type { DriftKind } from '#domain/evaluation/events.js';
import type { Pillar } from '#domain/pillars.js';
import { programProjection } from '../programs/program-projection.js';
import { signalColumn, SIGNALS } from '../evaluations/signal-columns.js';
import { evaluationProjection } from '../evaluations/evaluation-projection.js';
import { driftProjection } from './drift-projection.js';
import { named, type Source } from '../as-of/source.js';
import { between, condition, equals, isAmong, isIn, type Condition } from '../paging/condition.js';
import { rowsOf, type List, type OrderPart } from '../paging/list.js';
import type { EitherWay, Page } from '../paging/page.js';
import { pageOf } from '../paging/page-of.js';
import type { DateRange, Order } from '../paging/range.js';
import { ofKnownPrograms } from '../programs/known-programs.js';
import type { DriftEpisodeDocument } from './drift-episode.js';

/** Which episodes: those that fit every part that is given. Nothing fits an empty list. */
export interface DriftFilter {
  /** Only of these programs, whatever else is asked: those that the reader may see. */
  readonly among?: readonly string[] | undefined;
  readonly programs?: readonly string[] | null | undefined;
  readonly states?: readonly ('OPEN' | 'CLOSED')[] | null | undefined;
  readonly kinds?: readonly DriftKind[] | null | undefined;
  readonly pillars?: readonly Pillar[] | null | undefined;
  readonly opened?: DateRange | null | undefined;
  readonly closed?: DateRange | null | undefined;
  readonly acknowledged?: boolean | null | undefined;
}

export const DRIFT_ORDER_FIELDS = ['OPENED', 'CLOSED'] as const;
export type DriftOrderField = (typeof DRIFT_ORDER_FIELDS)[number];
export type DriftOrder = Order<DriftOrderField>;

/** The smoothed value of the episode's own signal in an evaluation `s`. */
const SIGNAL_OF_EPISODE = `case ${SIGNALS.map(
  ({ kind, pillar }) => `when e.kind = '${kind}' and e.pillar = '${pillar ?? ''}' then s.${signalColumn(kind, pillar)}`,
).join(' ')} end`;

/** Questions about drift episodes. */
export class Drift {
  constructor(private readonly source: Source) {}

  /** The episodes that exist among these ids; in the past: only of the programs whose episodes were loaded before. */
  byIds(ids: readonly string[]): Promise<Map<string, DriftEpisodeDocument>> {
    return this.source.documents<DriftEpisodeDocument>(driftProjection, ids);
  }

  /**
   * A page of episodes that fit the filter, of all programs if it names none; without an order, by the date on which they opened.
   * @throws QuestionError BAD_CURSOR, BAD_PAGE_SIZE
   */
  async page(filter: DriftFilter, order: DriftOrder | null | undefined, paging: EitherWay): Promise<Page<DriftEpisodeDocument>> {
    await this.source.prepare([programProjection, driftProjection], filter.programs ?? 'all');
    const list = episodeList(this.source, filter, order);
    const rows = await rowsOf<{ id: string }>((sql, parameters) => this.source.select(sql, parameters), list, paging);
    const ids = rows.rows.map(({ row }) => row.id);
    return pageOf(rows, await named<DriftEpisodeDocument>(this.source, driftProjection, ids));
  }

  /** How many episodes are open in each program; those of a closed program do not count. Every id has a number. */
  async openCounts(programIds: readonly string[]): Promise<Map<string, number>> {
    await this.source.prepare([programProjection, driftProjection], programIds);
    const { sql, parameters } = isIn('p.id', programIds);
    const rows = await this.source.select<{ id: string; n: number | string }>(
      `select p.id, count(*) as n from program_rows p join episode_rows e on e.program_id = p.id
       where ${sql} and p.status = 'ACTIVE' and e.closed_on is null group by p.id`,
      parameters,
    );
    const counts = new Map(rows.map(({ id, n }) => [id, Number(n)]));
    return new Map(programIds.map((id) => [id, counts.get(id) ?? 0]));
  }

  /**
   * The peak of each episode: the largest smoothed signal of its kind and pillar in the evaluations from its first evidence to its close or
   * now. An episode whose evidence does not exist has no entry.
   */
  async peaks(episodes: readonly DriftEpisodeDocument[]): Promise<Map<string, number>> {
    await this.source.prepare([evaluationProjection, driftProjection], [...new Set(episodes.map(({ programId }) => programId))]);
    const { sql, parameters } = isIn(
      'e.id',
      episodes.map(({ id }) => id),
    );
    const rows = await this.source.select<{ id: string; peak: number }>(
      `select e.id, max(${SIGNAL_OF_EPISODE}) as peak from episode_rows e
       join evaluation_rows f on f.id = e.first_evidence
       join evaluation_rows s on s.program_id = e.program_id
         and s.on_date >= f.on_date and s.on_date <= coalesce(e.closed_on, '9999-12-31')
       where ${sql} group by e.id`,
      parameters,
    );
    return new Map(rows.map(({ id, peak }) => [id, peak]));
  }
}

function episodeList(source: Source, filter: DriftFilter, order: DriftOrder | null | undefined): List {
  const { among, programs, states, kinds, pillars, opened, closed, acknowledged } = filter;
  const descending = order?.direction === 'DESC';
  return {
    name: order ? `drift ${order.field} ${order.direction}` : 'drift',
    columns: 'e.id',
    from: 'episode_rows e',
    where: [
      ...ofKnownPrograms(source, 'e'),
      ...isAmong('e.program_id', among),
      ...isAmong('e.program_id', programs),
      ...isAmong('e.kind', kinds),
      ...isAmong('e.pillar', pillars),
      ...between('e.opened_on', opened?.from, opened?.to),
      ...between('e.closed_on', closed?.from, closed?.to),
      ...equals('e.acknowledged', acknowledged == null ? null : Number(acknowledged)),
      ...inStates(states),
    ],
    order: [orderPart(order?.field ?? 'OPENED', descending), { sql: 'e.id', type: 'text', descending }],
  };
}

/** Open episodes come last in the order of their close, whichever direction it has. */
const orderPart = (field: DriftOrderField, descending: boolean): OrderPart =>
  field === 'OPENED'
    ? { sql: 'e.opened_on', type: 'text', descending }
    : { sql: `coalesce(e.closed_on, ${descending ? "''" : "'~'"})`, type: 'text', descending };

function inStates(states: DriftFilter['states']): readonly Condition[] {
  if (!states) return [];
  const [open, closed] = [states.includes('OPEN'), states.includes('CLOSED')];
  if (open && closed) return [];
  return [open || closed ? condition(`e.closed_on is ${open ? '' : 'not '}null`) : condition('1 = 0')];
}
