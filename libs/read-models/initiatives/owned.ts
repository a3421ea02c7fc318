import type { Source } from '../as-of/source.js';
import { condition, type Condition } from '../paging/condition.js';
import { todayOf } from './today.js';

export interface OwnershipFilter {
  /** The program that all initiatives belong to; left out: any, and the query joins it as `p`. */
  readonly programId?: string | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly unowned?: boolean | null | undefined;
}

/** Which initiatives `i` a person owns today, or which have no owner today; nothing where neither is asked. */
export async function ownership(source: Source, { programId, ownerId, unowned }: OwnershipFilter): Promise<readonly Condition[]> {
  if ((ownerId ?? unowned ?? null) === null) return [];
  const { sql, parameters } = ownerToday(await todayOf(source, programId));
  const conditions: Condition[] = [];
  if (typeof ownerId === 'string') {
    // An index finds the few that the person ever owned.
    conditions.push(condition('i.id in (select e.initiative_id from ownership_rows e where e.owner = ?)', ownerId));
    conditions.push(condition(`${sql} = ?`, ...parameters, ownerId));
  }
  if (typeof unowned === 'boolean') conditions.push(condition(`${sql} is ${unowned ? '' : 'not '}null`, ...parameters));
  return conditions;
}

/** The latest recorded assignment that is effective; null: nobody. */
const ownerToday = (today: Condition): Condition =>
  condition(
    `(select o.owner from ownership_rows o where o.initiative_id = i.id and o.effective_on <= ${today.sql} order by o.nth desc limit 1)`,
    ...today.parameters,
  );
