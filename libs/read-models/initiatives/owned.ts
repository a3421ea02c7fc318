import type { Source } from '../as-of/source.js';
import { condition, type Condition } from '../paging/condition.js';
import { todayOf } from './today.js';

export interface OwnershipFilter {
  /** The program that all initiatives belong to; undefined: any program, and the query must join programs as `p`. */
  readonly programId?: string | null | undefined;
  readonly ownerId?: string | null | undefined;
  readonly unowned?: boolean | null | undefined;
}

/** Conditions on initiatives `i` that a person owns today, or that have no owner today; empty if neither is requested. */
export async function ownership(source: Source, { programId, ownerId, unowned }: OwnershipFilter): Promise<readonly Condition[]> {
  if ((ownerId ?? unowned ?? null) === null) return [];
  const { sql, parameters } = ownerToday(await todayOf(source, programId));
  const conditions: Condition[] = [];
  if (typeof ownerId === 'string') {
    // An index finds the few initiatives that the person ever owned.
    conditions.push(condition('i.id in (select e.initiative_id from ownership_rows e where e.owner = ?)', ownerId));
    conditions.push(condition(`${sql} = ?`, ...parameters, ownerId));
  }
  if (typeof unowned === 'boolean') conditions.push(condition(`${sql} is ${unowned ? '' : 'not '}null`, ...parameters));
  return conditions;
}

/** The owner by the latest recorded assignment that is effective today; null: nobody. */
const ownerToday = (today: Condition): Condition =>
  condition(
    `(select o.owner from ownership_rows o where o.initiative_id = i.id and o.effective_on <= ${today.sql} order by o.nth desc limit 1)`,
    ...today.parameters,
  );
