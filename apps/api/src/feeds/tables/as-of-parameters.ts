import type { Perspective } from '#domain/balance/balance.js';
import { code, moment } from '../parameters.js';

/** The parameters of every feed whose rows exist in the past, too. */
export const AS_OF = {
  asOf: moment({
    en: 'What was known then; for a date, at the end of that day in the time zone of most programs.',
    zh: '当时已知的情况；如为日期，指该日结束时（按多数项目群所在时区）。',
  }),
  asRecordedAt: moment({
    en: 'What had been recorded by then; for a date, by the end of that day in the time zone of most programs.',
    zh: '截至当时已录入的情况；如为日期，指截至该日结束时（按多数项目群所在时区）。',
  }),
};

const PERSPECTIVES = ['AS_KNOWN_THEN', 'AS_KNOWN_NOW'] as const satisfies readonly Perspective[];

/**
 * What is used if the parameter is omitted: what evaluations and drift episodes, in feeds beside, were made with. It is the same in every feed,
 * so that a number of one table is found in another.
 */
export const USUAL_PERSPECTIVE: Perspective = 'AS_KNOWN_THEN';

/** With whose knowledge dates are judged. */
export const perspectiveParameter = code(PERSPECTIVES, {
  en: `With whose knowledge: AS_KNOWN_NOW judges by all that is known by now, AS_KNOWN_THEN by what was known on the date itself; ${USUAL_PERSPECTIVE} if omitted.`,
  zh: `以何时所知为准：AS_KNOWN_NOW 为目前所知，AS_KNOWN_THEN 为当日所知；省略时为 ${USUAL_PERSPECTIVE}。`,
});
