import { moment } from './parameters.js';

/** The parameters of every feed whose rows exist in the past, too. */
export const AS_OF = {
  asOf: moment({
    en: 'What was known then; for a date, at the end of that day in UTC.',
    zh: '当时已知的情况；如为日期，指该日（UTC）结束时。',
  }),
  asRecordedAt: moment({
    en: 'What had been recorded by then; for a date, by the end of that day in UTC.',
    zh: '截至当时已录入的情况；如为日期，指截至该日（UTC）结束时。',
  }),
};
