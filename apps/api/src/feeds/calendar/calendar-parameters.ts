import { code, id, text } from '../parameters.js';

/** The parameters of a calendar. */
export const CALENDAR_PARAMETERS = {
  token: text({ en: 'The secret of a calendar address, which takes the place of a header.', zh: '日历地址中的密钥，代替请求头。' }),
  programId: id({
    en: 'The milestones and gates of this program; one’s own if omitted. A secret address decides this itself.',
    zh: '该项目群的里程碑与阶段关口；省略时为本人的。使用密钥地址时由地址决定。',
  }),
  language: code(['EN', 'ZH-CN'], { en: 'The language; that of the request if omitted.', zh: '语言；省略时为请求的语言。' }),
};
