import { PILLARS } from '#domain/pillars.js';
import { ownerToday } from '../initiatives/owned.js';
import type { MilestoneDisplayState } from '../milestones/milestone-view.js';
import { condition, type Condition } from '../paging/condition.js';

/** What milestones are counted by. */
export const MILESTONE_GROUPS = ['PILLAR', 'STATE', 'OWNER', 'UNIT', 'PROGRAM', 'MONTH'] as const;
export type MilestoneGroup = (typeof MILESTONE_GROUPS)[number];

export const MILESTONE_STATES: readonly MilestoneDisplayState[] = ['PLANNED', 'OVERDUE', 'ACHIEVED', 'DESCOPED'];

/**
 * The value by which a milestone `m` of an initiative `i` is grouped, by SQL.
 * @param today the date of today, by SQL
 */
export function groupSql(group: MilestoneGroup, today: Condition): Condition {
  switch (group) {
    case 'PILLAR':
      return condition('i.pillar');
    case 'STATE':
      return condition(`case when m.state = 'PLANNED' and m.forecast < ${today.sql} then 'OVERDUE' else m.state end`, ...today.parameters);
    case 'OWNER':
      return ownerToday(today);
    case 'UNIT':
      return condition('i.unit');
    case 'PROGRAM':
      return condition('m.program_id');
    case 'MONTH':
      return condition('substr(coalesce(m.achieved_on, m.forecast), 1, 7)');
  }
}

/** Orders the values of a group: pillars and states as everywhere, everything else as text, and nothing last. */
export function compareGroup(group: MilestoneGroup, a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  const order: readonly string[] = group === 'PILLAR' ? PILLARS : group === 'STATE' ? MILESTONE_STATES : [];
  return order.indexOf(a) - order.indexOf(b) || (a < b ? -1 : 1);
}
