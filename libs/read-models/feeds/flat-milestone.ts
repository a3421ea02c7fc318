import { fromDay, type LocalDate } from '#domain/calendar.js';
import type { RescheduleReason } from '#domain/initiative/events.js';
import type { Pillar } from '#domain/pillars.js';
import { ownerToday } from '../initiatives/owned.js';
import { todayNumberOf, todayOf } from '../initiatives/today.js';
import { milestoneConditions } from '../milestones/milestone-list.js';
import type { MilestoneListFilter } from '../milestones/milestone-filter.js';
import type { MilestoneDisplayState } from '../milestones/milestone-view.js';
import { slipSql } from '../milestones/slip.js';
import { every } from '../paging/condition.js';
import type { Source } from '../as-of/source.js';
import { beyond, stretchAfter, type Walked, type WalkKey } from './walked.js';

/** A milestone as one flat row: everything that its columns show, as of today in its program's zone. */
export interface FlatMilestone {
  readonly id: string;
  readonly initiativeId: string;
  readonly initiativeTitle: string;
  readonly programId: string;
  readonly programName: string;
  readonly pillar: Pillar;
  readonly element: string | null;
  readonly unit: string | null;
  /** The owner's person id; null: nobody. */
  readonly owner: string | null;
  readonly title: string;
  readonly weight: number;
  readonly state: MilestoneDisplayState;
  readonly originalBaseline: LocalDate;
  readonly baseline: LocalDate;
  readonly forecast: LocalDate;
  readonly forecastConfirmedAt: string | null;
  readonly achievedOn: LocalDate | null;
  readonly slipDays: number;
  /** How often the forecast was moved, and the reason of the last time. */
  readonly reschedules: number;
  readonly lastReason: RescheduleReason | null;
}

/** A row as it is read. */
interface Read {
  readonly id: string;
  readonly initiative_id: string;
  readonly initiative_title: string;
  readonly program_id: string;
  readonly program_name: string;
  readonly time_zone: string;
  readonly pillar: Pillar;
  readonly element: string | null;
  readonly unit: string | null;
  readonly owner: string | null;
  readonly title: string;
  readonly weight: number;
  readonly state: 'PLANNED' | 'ACHIEVED' | 'DESCOPED';
  readonly original_baseline: LocalDate;
  readonly baseline_day: number;
  readonly forecast: LocalDate;
  readonly confirmed_at: string | null;
  readonly achieved_on: LocalDate | null;
  readonly slip_days: number;
  readonly reschedules: number;
  readonly last_reason: RescheduleReason | null;
}

const STRETCH = 1_000;
const KEY = ['m.initiative_id', 'm.id'];

const COLUMNS = `m.id, m.initiative_id, i.title as initiative_title, m.program_id, p.name as program_name, p.time_zone, i.pillar, i.element,
  i.unit, m.title, m.weight, m.state, m.original_baseline, m.baseline_day, m.forecast, m.confirmed_at, m.achieved_on, m.reschedules, m.last_reason`;

/** Milestones by their initiatives and ids, read from the rows of the views alone: no document is parsed. */
export async function milestonesAfter(
  source: Source,
  filter: MilestoneListFilter,
  key: WalkKey | undefined,
): Promise<Walked<FlatMilestone>> {
  const conditions = await milestoneConditions(source, filter);
  // Without a filter a page is its own stretch.
  const stretch =
    conditions.length === 0
      ? { within: beyond(KEY, key) }
      : await stretchAfter((sql, parameters) => source.select(sql, parameters), 'milestone_rows m', KEY, key, STRETCH);
  const owner = ownerToday(await todayOf(source));
  const slip = slipSql(await todayNumberOf(source));
  const { sql, parameters } = every([...stretch.within, ...conditions]);
  const read = await source.select<Read>(
    `select ${COLUMNS}, ${owner.sql} as owner, ${slip.sql} as slip_days
     from milestone_rows m join initiative_rows i on i.id = m.initiative_id join program_rows p on p.id = m.program_id
     where ${sql} order by m.initiative_id, m.id limit ${STRETCH}`,
    [...owner.parameters, ...slip.parameters, ...parameters],
  );
  const last = read.at(-1);
  const next = conditions.length > 0 ? stretch.next : last && read.length === STRETCH ? [last.initiative_id, last.id] : undefined;
  const days = new Map<string, LocalDate>();
  const todayIn = (timeZone: string): LocalDate => {
    const known = days.get(timeZone);
    if (known !== undefined) return known;
    const today = source.today(timeZone);
    days.set(timeZone, today);
    return today;
  };
  return { rows: read.map((row) => shown(row, todayIn(row.time_zone))), ...(next ? { next } : {}) };
}

const shown = (row: Read, today: LocalDate): FlatMilestone => ({
  id: row.id,
  initiativeId: row.initiative_id,
  initiativeTitle: row.initiative_title,
  programId: row.program_id,
  programName: row.program_name,
  pillar: row.pillar,
  element: row.element,
  unit: row.unit,
  owner: row.owner,
  title: row.title,
  weight: row.weight,
  state: row.state === 'PLANNED' && row.forecast < today ? 'OVERDUE' : row.state,
  originalBaseline: row.original_baseline,
  baseline: fromDay(row.baseline_day),
  forecast: row.forecast,
  forecastConfirmedAt: row.confirmed_at,
  achievedOn: row.achieved_on,
  slipDays: row.slip_days,
  reschedules: row.reschedules,
  lastReason: row.last_reason,
});
