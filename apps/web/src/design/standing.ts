export type Standing = 'onPlan' | 'watch' | 'behind';

/** Up to a week counts as on plan: the balance is judged once a week. */
const ON_PLAN_DAYS = 7;

/** A month is long enough for the weekly evaluations to raise an alarm. */
const WATCH_DAYS = 30;

/** The state of something that is some days behind. */
export const stateOf = (daysBehind: number): Standing =>
  daysBehind <= ON_PLAN_DAYS ? 'onPlan' : daysBehind <= WATCH_DAYS ? 'watch' : 'behind';

/** The state of a grade. @param level from 1, the worst, to 10 */
export const stateOfGrade = (level: number): Standing => (level >= 8 ? 'onPlan' : level >= 5 ? 'watch' : 'behind');
