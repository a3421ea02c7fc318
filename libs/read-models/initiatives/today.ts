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
  const zones = programId ? await zoneOf(source, programId) : await timeZones(source);
  const byDate = grouped(zones, (zone) => source.today(zone));
  const [[first] = [source.today('UTC')], ...others] = byDate;
  if (others.length === 0) return inSql(first);
  const cases = others.map(([date, of]): Condition => {
    const value = inSql(date);
    const when = `when p.time_zone in (${of.map(() => '?').join(', ')}) then ${value.sql}`;
    return condition(when, ...of, ...value.parameters);
  });
  const rest = inSql(first);
  return condition(
    `case ${cases.map(({ sql }) => sql).join(' ')} else ${rest.sql} end`,
    ...cases.flatMap(({ parameters }) => parameters),
    ...rest.parameters,
  );
}

/** The time zones of all programs, in order. Walks from zone to zone by an index: `distinct` would look at every program. */
export async function timeZones(source: Source): Promise<readonly string[]> {
  const rows = await source.select<{ zone: string }>(
    `with recursive zones(zone) as (
       select min(p.time_zone) from program_rows p
       union all select (select min(p.time_zone) from program_rows p where p.time_zone > z.zone) from zones z where z.zone is not null)
     select z.zone from zones z where z.zone is not null order by z.zone`,
  );
  return rows.map(({ zone }) => zone);
}

async function zoneOf(source: Source, programId: string): Promise<readonly string[]> {
  const rows = await source.select<{ time_zone: string }>('select time_zone from program_rows where id = ?', [programId]);
  return rows.map(({ time_zone }) => time_zone);
}
