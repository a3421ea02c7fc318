import type { Source } from '../as-of/source.js';
import { condition, isIn, type Condition } from '../paging/condition.js';
import { todayOf } from './today.js';

export interface OwnershipFilter {
  /** The program that all initiatives belong to; undefined: any program, and the query must join programs as `p`. */
  readonly programId?: string | null | undefined;
  readonly owners?: readonly string[] | null | undefined;
  readonly unowned?: boolean | null | undefined;
}

/** Conditions on initiatives `i` that one of these people owns today, or that have no owner today; empty if neither is requested. */
export async function ownership(source: Source, { programId, owners, unowned }: OwnershipFilter): Promise<readonly Condition[]> {
  if ((owners ?? unowned ?? null) === null) return [];
  const { sql, parameters } = ownerToday(await todayOf(source, programId));
  const conditions: Condition[] = [];
  if (owners) {
    // An index finds the few initiatives that these people ever owned.
    const ever = isIn('e.owner', owners);
    conditions.push(condition(`i.id in (select e.initiative_id from ownership_rows e where ${ever.sql})`, ...ever.parameters));
    const now = isIn(sql, owners);
    conditions.push(condition(now.sql, ...(owners.length === 0 ? [] : parameters), ...now.parameters));
  }
  if (typeof unowned === 'boolean') conditions.push(condition(`${sql} is ${unowned ? '' : 'not '}null`, ...parameters));
  return conditions;
}

/** The owner of an initiative `i` by the latest recorded assignment that is effective today; null: nobody. @param today a date, by SQL */
export const ownerToday = (today: Condition): Condition =>
  condition(
    `(select o.owner from ownership_rows o where o.initiative_id = i.id and o.effective_on <= ${today.sql} order by o.nth desc limit 1)`,
    ...today.parameters,
  );
