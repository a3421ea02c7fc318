import type { Source } from '../as-of/source.js';
import { COLLATION } from '../collation/sort-key.js';
import { dayConditions, milestonesWith } from '../milestones/milestone-list.js';
import { openSlip } from '../milestones/slip.js';
import { between, condition, every, isAmong, type Condition } from '../paging/condition.js';
import type { List, OrderPart } from '../paging/list.js';
import { ofKnownPrograms } from '../programs/known-programs.js';
import { initiativesFound } from '../search/search.js';
import type { InitiativeListFilter, InitiativeOrder, InitiativeOrderField } from './initiative-filter.js';
import { ownership } from './owned.js';
import { todayNumberOf } from './today.js';

/** The conditions of a filter on initiatives `i` and their programs `p`. */
export async function initiativeConditions(source: Source, filter: InitiativeListFilter): Promise<readonly Condition[]> {
  const { among, programs, pillars, statuses, units, elements, owners, unowned, changedSince } = filter;
  return [
    ...ofKnownPrograms(source, 'i'),
    ...isAmong('i.program_id', among),
    ...isAmong('i.program_id', programs),
    ...isAmong('i.pillar', pillars),
    ...isAmong('i.status', statuses),
    ...isAmong('i.unit', units),
    ...isAmong('i.element', elements),
    ...between('i.changed_at', changedSince && new Date(changedSince).toISOString(), null),
    ...initiativesFound(filter.search),
    ...(await withMilestone(source, filter)),
    ...(await ownership(source, { programId: onlyProgram(filter), owners, unowned })),
  ];
}

/** The FROM clause for conditions on `i` and `p`. */
export const initiativesWith = (conditions: readonly { readonly sql: string }[]): string =>
  `initiative_rows i${conditions.some(({ sql }) => /\bp\./.test(sql)) ? ' join program_rows p on p.id = i.program_id' : ''}`;

/** The list of initiatives that fit a filter, in an order; null: oldest first. */
export async function initiativeList(
  source: Source,
  filter: InitiativeListFilter,
  order: InitiativeOrder | null | undefined,
): Promise<List> {
  const where = await initiativeConditions(source, filter);
  const descending = order?.direction === 'DESC';
  const first = await orderPart(source, filter, order?.field ?? 'LAUNCHED', descending);
  return {
    name: order ? `initiatives ${order.field}${order.field === 'TITLE' ? ` ${COLLATION}` : ''} ${order.direction}` : 'initiatives',
    columns: 'i.id',
    from: initiativesWith([...where, first]),
    where,
    order: [first, { sql: 'i.id', type: 'text', descending }],
  };
}

/** Initiatives with a milestone that fits the ranges of the filter. */
async function withMilestone(source: Source, filter: InitiativeListFilter): Promise<readonly Condition[]> {
  const { forecast, achieved } = filter;
  const of = [
    ...between('m.forecast', forecast?.from, forecast?.to),
    ...between('m.achieved_on', achieved?.from, achieved?.to),
    ...(await dayConditions(source, filter)),
  ];
  if (of.length === 0) return [];
  const { sql, parameters } = every(of);
  return [condition(`i.id in (select m.initiative_id from ${milestonesWith(of)} where ${sql})`, ...parameters)];
}

async function orderPart(
  source: Source,
  filter: InitiativeListFilter,
  field: InitiativeOrderField,
  descending: boolean,
): Promise<OrderPart> {
  switch (field) {
    case 'LAUNCHED':
      return { sql: 'i.launched_at', type: 'text', descending };
    case 'TITLE':
      return { sql: 'i.title_key', type: 'text', descending };
    case 'WEIGHT':
      return { sql: 'i.weight', type: 'number', descending };
    case 'LAST_CHANGE':
      return { sql: 'i.changed_at', type: 'text', descending };
    case 'FORECAST':
      return { sql: ofOpen('min(m.forecast)', descending ? `''` : `'~'`), type: 'text', descending };
    case 'BASELINE':
      return { sql: ofOpen('min(m.baseline_day)', descending ? '-1000000' : '1000000'), type: 'integer', descending };
    case 'SLIP': {
      const { sql, parameters } = openSlip(await todayNumberOf(source, onlyProgram(filter)));
      return { sql: ofOpen(`max(${sql})`, descending ? '-1000000' : '1000000'), parameters, type: 'integer', descending };
    }
  }
}

/** A value of an initiative's open milestones; `none` without one sorts it last. */
const ofOpen = (value: string, none: string): string =>
  `coalesce((select ${value} from milestone_rows m where m.initiative_id = i.id and m.state = 'PLANNED'), ${none})`;

/** The only program that the filter is about; undefined: there may be several. */
const onlyProgram = ({ programs }: InitiativeListFilter): string | undefined => (programs?.length === 1 ? programs[0] : undefined);
