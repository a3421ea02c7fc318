import { toDay, type LocalDate } from '#domain/calendar.js';
import type { Source } from '../as-of/source.js';
import { condition, type Condition } from '../paging/condition.js';
import { grouped } from '../paging/grouped.js';

/**
 * "Today" as SQL: one date for one program; over all programs it depends on the time zone of each row's program `p`.
 * @param programId undefined: all programs, which the query must join as `p`
 */
export const todayOf = (source: Source, programId?: string | null): Promise<Condition> =>
  byZone(source, programId, (date) => condition('?', date));

/** The same as a number of days since 1970-01-01. It stands in the SQL itself: PostgreSQL takes parameters in a CASE for texts. */
export const todayNumberOf = (source: Source, programId?: string | null): Promise<Condition> =>
  byZone(source, programId, (date) => condition(String(toDay(date))));

async function byZone(source: Source, programId: string | null | undefined, inSql: (date: LocalDate) => Condition): Promise<Condition> {
  const zones = await source.select<{ time_zone: string }>(
    programId ? 'select time_zone from program_rows where id = ?' : 'select distinct time_zone from program_rows',
    programId ? [programId] : [],
  );
  const byDate = grouped(zones, ({ time_zone }) => source.today(time_zone));
  const [[first] = [source.today('UTC')], ...others] = byDate;
  if (others.length === 0) return inSql(first);
  const cases = others.map(([date, of]): Condition => {
    const value = inSql(date);
    const when = `when p.time_zone in (${of.map(() => '?').join(', ')}) then ${value.sql}`;
    return condition(when, ...of.map(({ time_zone }) => time_zone), ...value.parameters);
  });
  const rest = inSql(first);
  return condition(
    `case ${cases.map(({ sql }) => sql).join(' ')} else ${rest.sql} end`,
    ...cases.flatMap(({ parameters }) => parameters),
    ...rest.parameters,
  );
}
