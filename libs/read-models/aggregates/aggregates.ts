import type { RescheduleReason } from '#domain/initiative/events.js';
import type { LocalDate } from '#domain/calendar.js';
import type { Source } from '../as-of/source.js';
import { initiativeProjection } from '../initiatives/initiative-projection.js';
import { todayNumberOf, todayOf } from '../initiatives/today.js';
import type { MilestoneListFilter } from '../milestones/milestone-filter.js';
import { milestoneConditions, milestonesWith } from '../milestones/milestone-list.js';
import { slipSql } from '../milestones/slip.js';
import { condition, every, isAmong, isIn, type Condition } from '../paging/condition.js';
import { programProjection } from '../programs/program-projection.js';
import { QuestionError } from '../question-error.js';
import { distributionOf, type Distribution } from './distribution.js';
import { compareGroup, groupSql, type MilestoneGroup } from './milestone-groups.js';

/** How many milestones have these values; `values` are in the order of the groups, null: none, such as no owner. */
export interface MilestoneCount {
  readonly values: readonly (string | null)[];
  readonly count: number;
}

/** How the forecasts of milestones were moved for one reason. */
export interface MovesByReason {
  readonly reasonCode: RescheduleReason;
  readonly milestones: number;
  readonly moves: number;
  /** By how many days all of them together were moved to later dates; earlier ones are subtracted. */
  readonly days: number;
}

/** The slips of milestones in days, and the reasons for which their forecasts were moved, most days first. */
export interface SlipSummary extends Distribution {
  /** How many slip at all. */
  readonly late: number;
  readonly byReason: readonly MovesByReason[];
}

export const WORKLOAD_GROUPS = ['OWNER', 'UNIT'] as const satisfies readonly MilestoneGroup[];
export type WorkloadGroup = (typeof WORKLOAD_GROUPS)[number];

/** The open milestones of an owner or unit; null: those that nobody owns, or that belong to no unit. */
export interface Workload {
  readonly of: string | null;
  /** How many initiatives have open milestones. */
  readonly initiatives: number;
  readonly open: number;
  readonly overdue: number;
  /** Open after the baseline in force, whatever the forecast. */
  readonly late: number;
  readonly nextForecast: LocalDate;
}

const MOST = {
  /** How many programs one statement is about: their milestones are counted in some milliseconds, and then others have their turn. */
  programs: 50,
  /** How many groups an answer may have. */
  groups: 10_000,
};

/** Questions that count milestones. Each statement is about a few programs only, so that no question holds up others for long. */
export class Aggregates {
  constructor(
    private readonly source: Source,
    private readonly most = MOST,
  ) {}

  /**
   * Counts the milestones that fit the filter, by every combination of values that occurs. Without groups: one count.
   * @throws QuestionError TOO_MANY_GROUPS over 10,000 combinations
   */
  async milestoneCounts(filter: MilestoneListFilter, groupBy: readonly MilestoneGroup[]): Promise<readonly MilestoneCount[]> {
    await this.prepare(filter);
    const groups = [...new Set(groupBy)];
    const today = await todayOf(this.source);
    const columns = groups.map((group) => groupSql(group, today));
    const counts = new Map<string, { readonly values: readonly (string | null)[]; count: number }>();
    // A whole that has no milestones counts 0: no statement is about it, so no row says so.
    if (groups.length === 0) counts.set('[]', { values: [], count: 0 });
    const names = groups.map((_, i) => `g${i}`);
    const by = names.length === 0 ? '' : `group by ${names.join(', ')}`;
    const select = [...names, 'count(*) as n'].join(', ');
    await this.each<{ n: number | string }>(
      filter,
      columns,
      (rows) => `select ${select} from (${rows}) x ${by}`,
      (row) => {
        const values = names.map((name) => (row as Record<string, string | null>)[name] ?? null);
        const key = JSON.stringify(values);
        const known = counts.get(key);
        if (known) known.count += Number(row.n);
        else counts.set(key, { values, count: Number(row.n) });
        this.expectFew(counts);
      },
    );
    return [...counts.values()].sort((a, b) => compareAll(groups, a.values, b.values));
  }

  /** The slips of the milestones that fit the filter; withdrawn ones only if its states say so. */
  async slipSummary(filter: MilestoneListFilter): Promise<SlipSummary> {
    await this.prepare(filter);
    const counted: MilestoneListFilter = { ...filter, states: filter.states ?? ['PLANNED', 'OVERDUE', 'ACHIEVED'] };
    const histogram = new Map<number, number>();
    const slip = slipSql(await todayNumberOf(this.source));
    await this.each<{ g0: number | string; n: number | string }>(
      counted,
      [slip],
      (rows) => `select g0, count(*) as n from (${rows}) x group by g0`,
      ({ g0, n }) => histogram.set(Number(g0), (histogram.get(Number(g0)) ?? 0) + Number(n)),
    );
    const late = [...histogram].reduce((sum, [days, n]) => sum + (days > 0 ? n : 0), 0);
    return { ...distributionOf(histogram), late, byReason: await this.movesByReason(counted) };
  }

  private async movesByReason(filter: MilestoneListFilter): Promise<readonly MovesByReason[]> {
    type Sums = { reason: RescheduleReason; milestones: number | string; moves: number | string; days: number | string };
    const reasons = new Map<RescheduleReason, MovesByReason>();
    await this.each<Sums>(
      filter,
      [condition('m.initiative_id'), condition('m.id')],
      (rows) => `select r.reason, count(*) as milestones, sum(r.moves) as moves, sum(r.days) as days
        from (${rows}) x join move_rows r on r.initiative_id = x.g0 and r.milestone_id = x.g1 group by r.reason`,
      ({ reason, milestones, moves, days }) => {
        const before = reasons.get(reason) ?? { milestones: 0, moves: 0, days: 0 };
        reasons.set(reason, {
          reasonCode: reason,
          milestones: before.milestones + Number(milestones),
          moves: before.moves + Number(moves),
          days: before.days + Number(days),
        });
      },
    );
    return [...reasons.values()].sort((a, b) => b.days - a.days || (a.reasonCode < b.reasonCode ? -1 : 1));
  }

  /** The open milestones that fit the filter, by owner or unit; most open ones first. @throws QuestionError TOO_MANY_GROUPS */
  async workload(filter: MilestoneListFilter, by: WorkloadGroup): Promise<readonly Workload[]> {
    await this.prepare(filter);
    const today = await todayOf(this.source);
    const dayNumber = await todayNumberOf(this.source);
    const loads = new Map<string | null, Workload>();
    type Sums = { g0: string | null; next: LocalDate } & Record<'initiatives' | 'open' | 'overdue' | 'late', number | string>;
    await this.each<Sums>(
      filter,
      [
        groupSql(by, today),
        condition('m.initiative_id'),
        condition(`case when m.forecast < ${today.sql} then 1 else 0 end`, ...today.parameters),
        condition(`case when m.baseline_day < ${dayNumber.sql} then 1 else 0 end`, ...dayNumber.parameters),
        condition('m.forecast'),
      ],
      (rows) => `select g0, count(distinct g1) as initiatives, count(*) as open, sum(g2) as overdue, sum(g3) as late, min(g4) as next
        from (${rows}) x group by g0`,
      ({ g0: of, next, ...sums }) => {
        const before = loads.get(of) ?? { initiatives: 0, open: 0, overdue: 0, late: 0, nextForecast: next };
        loads.set(of, {
          of,
          initiatives: before.initiatives + Number(sums.initiatives),
          open: before.open + Number(sums.open),
          overdue: before.overdue + Number(sums.overdue),
          late: before.late + Number(sums.late),
          nextForecast: next < before.nextForecast ? next : before.nextForecast,
        });
        this.expectFew(loads);
      },
      [condition("m.state = 'PLANNED'")],
    );
    return [...loads.values()].sort((a, b) => b.open - a.open || compareGroup(by, a.of, b.of));
  }

  private expectFew({ size }: ReadonlyMap<unknown, unknown>): void {
    if (size > this.most.groups) throw new QuestionError('TOO_MANY_GROUPS', `(> ${this.most.groups})`);
  }

  private prepare({ programs }: MilestoneListFilter): Promise<void> {
    return this.source.prepare([programProjection, initiativeProjection], programs ?? 'all');
  }

  /**
   * Asks about the milestones that fit the filter, a few programs at a time.
   * @param columns become g0, g1 … of a row for each milestone
   * @param sql makes the statement of the query for these rows
   * @param take is called with each row of the answers
   */
  private async each<R>(
    filter: MilestoneListFilter,
    columns: readonly Condition[],
    sql: (rows: string) => string,
    take: (row: R) => void,
    more: readonly Condition[] = [],
  ): Promise<void> {
    const { among, programs, ...rest } = filter;
    const where = [...(await milestoneConditions(this.source, rest)), ...more];
    const from = milestonesWith([...columns, ...where]);
    const named = columns.length === 0 ? ['1 as g0'] : columns.map((column, i) => `${column.sql} as g${i}`);
    const ids = await this.programIds(every([...isAmong('p.id', among), ...isAmong('p.id', programs)]));
    for (let at = 0; at < ids.length; at += this.most.programs) {
      const chosen = every([isIn('m.program_id', ids.slice(at, at + this.most.programs)), ...where]);
      const rows = await this.source.select<R>(sql(`select ${named.join(', ')} from ${from} where ${chosen.sql}`), [
        ...columns.flatMap(({ parameters }) => parameters),
        ...chosen.parameters,
      ]);
      for (const row of rows) take(row);
    }
  }

  private async programIds({ sql, parameters }: Condition): Promise<readonly string[]> {
    const rows = await this.source.select<{ id: string }>(`select p.id from program_rows p where ${sql} order by p.id`, parameters);
    return rows.map(({ id }) => id);
  }
}

function compareAll(groups: readonly MilestoneGroup[], a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (const [i, group] of groups.entries()) {
    const order = compareGroup(group, a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return 0;
}
