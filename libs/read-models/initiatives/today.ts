import type { LocalDate } from '#domain/calendar.js';
import type { Source } from '../as-of/source.js';
import { condition, type Condition } from '../paging/condition.js';
import { grouped } from '../paging/grouped.js';

/**
 * "Today" as SQL: one date for one program; over all programs it depends on the time zone of each row's program `p`.
 * @param programId undefined: all programs, which the query must join as `p`
 */
export async function todayOf(source: Source, programId?: string | null): Promise<Condition> {
  const zones = await source.select<{ time_zone: string }>(
    programId ? 'select time_zone from program_rows where id = ?' : 'select distinct time_zone from program_rows',
    programId ? [programId] : [],
  );
  const byDate = grouped(zones, ({ time_zone }) => source.today(time_zone));
  const [[first] = [source.today('UTC')], ...others] = byDate;
  if (others.length === 0) return condition('?', first);
  const cases = others.map(([, of]) => `when p.time_zone in (${of.map(() => '?').join(', ')}) then ?`);
  return condition(
    `case ${cases.join(' ')} else ? end`,
    ...others.flatMap(([date, of]): LocalDate[] => [...of.map(({ time_zone }) => time_zone), date]),
    first,
  );
}
