import { toDay } from '#domain/calendar.js';
import type { Source } from '../as-of/source.js';
import { COLLATION } from '../collation/sort-key.js';
import { ownership } from '../initiatives/owned.js';
import { todayNumberOf, todayOf } from '../initiatives/today.js';
import { any, between, condition, isAmong, isIn, type Condition } from '../paging/condition.js';
import type { List, OrderPart } from '../paging/list.js';
import { ofKnownPrograms } from '../programs/known-programs.js';
import type { MilestoneListFilter, MilestoneOrder, MilestoneOrderField } from './milestone-filter.js';
import type { MilestoneDisplayState } from './milestone-view.js';
import { milestonesFound } from '../search/search.js';
import { slipSql } from './slip.js';

/** The conditions of a filter on milestones `m`, their initiatives `i` and their programs `p`. */
export async function milestoneConditions(source: Source, filter: MilestoneListFilter): Promise<readonly Condition[]> {
  const { among, programs, pillars, units, elements, owners, unowned, forecast, achieved, changedSince } = filter;
  const programId = onlyProgram(filter);
  return [
    ...ofKnownPrograms(source, 'm'),
    ...isAmong('m.program_id', among),
    ...isAmong('m.program_id', programs),
    ...isAmong('i.pillar', pillars),
    ...isAmong('i.unit', units),
    ...isAmong('i.element', elements),
    ...between('m.forecast', forecast?.from, forecast?.to),
    ...between('m.achieved_on', achieved?.from, achieved?.to),
    ...between('m.changed_at', changedSince && new Date(changedSince).toISOString(), null),
    ...milestonesFound(filter.search),
    ...(await dayConditions(source, filter)),
    ...(await inStates(source, filter)),
    ...(await ownership(source, { programId, owners, unowned })),
  ];
}

/** The conditions that compare day numbers: the baseline and the slip. */
export async function dayConditions(
  source: Source,
  { baseline, slipDays, ...filter }: Pick<MilestoneListFilter, 'baseline' | 'slipDays' | 'programs'>,
): Promise<readonly Condition[]> {
  const day = (date: string | null | undefined): number | null => (date ? toDay(date) : null);
  const conditions = between('m.baseline_day', day(baseline?.from), day(baseline?.to));
  if ((slipDays?.atLeast ?? slipDays?.atMost ?? null) === null) return conditions;
  const { sql, parameters } = slipSql(await todayNumberOf(source, onlyProgram(filter)));
  return [
    ...conditions,
    ...between(sql, slipDays?.atLeast, slipDays?.atMost).map((bound) => condition(bound.sql, ...parameters, ...bound.parameters)),
  ];
}

const OF_INITIATIVE = 'join initiative_rows i on i.id = m.initiative_id';

/** The FROM clause for conditions on `m`, `i` and `p`: milestones, joined with those of the others that the conditions name. */
export function milestonesWith(conditions: readonly { readonly sql: string }[]): string {
  const names = (alias: string): boolean => conditions.some(({ sql }) => new RegExp(`\\b${alias}\\.`).test(sql));
  return [
    'milestone_rows m',
    ...(names('i') ? [OF_INITIATIVE] : []),
    ...(names('p') ? ['join program_rows p on p.id = m.program_id'] : []),
  ].join(' ');
}

/**
 * The same, but initiatives come before their milestones: where all that fit are counted or sorted, few initiatives are found first. SQLite
 * keeps to the order of a CROSS JOIN; the other way it would look up the initiative of each milestone.
 */
function initiativesFirst(conditions: readonly { readonly sql: string }[]): string {
  const from = milestonesWith(conditions);
  return from.replace(`milestone_rows m ${OF_INITIATIVE}`, 'initiative_rows i cross join milestone_rows m');
}

/** No index has the titles' keys: a range of forecasts, mostly a wide one, would look up each milestone in the table. */
const withoutIndex = ({ sql, parameters }: Condition): Condition =>
  condition(sql.replace(/\bm\.forecast (?=[<>])/g, `m.forecast || '' `), ...parameters);

/** The list of milestones that fit a filter, in an order; null: soonest forecast first. */
export async function milestoneList(source: Source, filter: MilestoneListFilter, order: MilestoneOrder | null | undefined): Promise<List> {
  const conditions = await milestoneConditions(source, filter);
  const descending = order?.direction === 'DESC';
  const field = order?.field ?? 'FORECAST';
  const first = await orderPart(source, filter, field, descending);
  const ranges = field === 'TITLE' ? conditions.map(withoutIndex) : conditions;
  const joins = [
    condition('m.initiative_id = i.id'),
    ...isAmong('i.program_id', filter.programs),
    ...isAmong('i.program_id', filter.among),
  ];
  const where = ranges.some(({ sql }) => /\bi\./.test(sql)) ? [...ranges, ...joins] : ranges;
  return {
    name: order ? `milestones ${order.field}${order.field === 'TITLE' ? ` ${COLLATION}` : ''} ${order.direction}` : 'milestones',
    columns: 'm.initiative_id, m.id',
    from: field === 'FORECAST' ? milestonesWith([...where, first]) : initiativesFirst([...where, first]),
    countFrom: initiativesFirst(where),
    where,
    order: [first, { sql: 'm.initiative_id', type: 'text', descending }, { sql: 'm.id', type: 'text', descending }],
  };
}

async function orderPart(source: Source, filter: MilestoneListFilter, field: MilestoneOrderField, descending: boolean): Promise<OrderPart> {
  switch (field) {
    case 'FORECAST':
      return { sql: 'm.forecast', type: 'text', descending };
    case 'BASELINE':
      return { sql: 'm.baseline_day', type: 'integer', descending };
    case 'TITLE':
      return { sql: 'm.title_key', type: 'text', descending };
    case 'WEIGHT':
      return { sql: 'm.weight', type: 'number', descending };
    case 'LAST_CHANGE':
      return { sql: 'm.changed_at', type: 'text', descending };
    case 'SLIP':
      return { ...slipSql(await todayNumberOf(source, onlyProgram(filter))), type: 'integer', descending };
  }
}

/** The only program that the filter is about; undefined: there may be several. */
const onlyProgram = ({ programs }: Pick<MilestoneListFilter, 'programs'>): string | undefined =>
  programs?.length === 1 ? programs[0] : undefined;

/** PLANNED and OVERDUE are both stored as PLANNED: today decides. */
async function inStates(source: Source, { states, ...filter }: MilestoneListFilter): Promise<readonly Condition[]> {
  if (!states) return [];
  const has = (state: MilestoneDisplayState): boolean => states.includes(state);
  const stored = states.filter((state) => state === 'ACHIEVED' || state === 'DESCOPED');
  if (has('PLANNED') === has('OVERDUE')) return [isIn('m.state', has('PLANNED') ? [...stored, 'PLANNED'] : stored)];
  const { sql, parameters } = await todayOf(source, onlyProgram(filter));
  const open = condition(`m.state = 'PLANNED' and m.forecast ${has('OVERDUE') ? '<' : '>='} ${sql}`, ...parameters);
  return [stored.length === 0 ? open : any([isIn('m.state', stored), open])];
}
