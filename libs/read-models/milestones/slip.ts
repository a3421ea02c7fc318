import { condition, type Condition } from '../paging/condition.js';

/** Greater than every day. */
const NEVER = 1_000_000;

/** The slip in days of open milestones `m` by SQL. @param today a day number */
export const openSlip = ({ sql, parameters }: Condition): Condition =>
  condition(`case when m.slip > ${sql} - m.baseline_day then m.slip else ${sql} - m.baseline_day end`, ...parameters, ...parameters);

/** The slip in days of milestones `m` by SQL, as the function `slipDays` counts it. @param today a day number */
export function slipSql(today: Condition): Condition {
  const open = openSlip(today);
  const gate = `select min(g.day) from gate_rows g where g.program_id = m.program_id and g.day > m.withdrawn_day
    and g.day <= ${today.sql} and g.day < coalesce(m.released_day, ${NEVER})`;
  return condition(
    `case when m.state = 'PLANNED' then ${open.sql} when m.withdrawn_day is null then m.slip
    else coalesce(coalesce((${gate}), m.released_day) - m.baseline_day, ${open.sql}) end`,
    ...open.parameters,
    ...today.parameters,
    ...open.parameters,
  );
}
