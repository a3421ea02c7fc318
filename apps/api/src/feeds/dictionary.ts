import type { Language } from '#domain/language.js';
import type { Words } from '#read-models/history/words.js';
import { CALENDAR_PARAMETERS } from './calendar/calendar-parameters.js';
import type { AnyFeed } from './feed.js';
import { TABLES } from './sending/format.js';
import type { Parameters } from './parameters.js';

const both = ({ en, zh }: Words): Readonly<Record<Language, string>> => ({ en, 'zh-CN': zh });

const parametersOf = (parameters: Parameters) =>
  Object.entries(parameters).map(([name, { type, about, values }]) => ({
    name,
    type,
    description: both(about),
    ...(values ? { values } : {}),
  }));

/** The data dictionary of the feeds as plain data: every feed with its addresses, columns and parameters, in both languages. */
export const dictionaryOf = (feeds: readonly AnyFeed[]) => ({
  feeds: feeds.map(({ name, about, columns, parameters, formats = TABLES }) => ({
    name,
    addresses: formats.map(({ extension }) => `/feeds/${name}.${extension}`),
    description: both(about),
    columns: columns.map(({ name: column, type, about: said, values }) => ({
      name: column,
      type,
      description: both(said),
      ...(values ? { values } : {}),
    })),
    parameters: parametersOf(parameters),
  })),
  calendar: {
    address: '/feeds/calendar.ics',
    description: both({
      en: 'Milestones and gates for calendar programs. makeCalendarAddress makes a secret address that needs no header.',
      zh: '供日历软件使用的里程碑与阶段关口。makeCalendarAddress 可生成无需请求头的密钥地址。',
    }),
    parameters: parametersOf(CALENDAR_PARAMETERS),
  },
});
