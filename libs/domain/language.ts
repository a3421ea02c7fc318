/** The languages of all texts for people, as their BCP 47 tags. */
export type Language = 'zh-CN' | 'en';

/** The member of a text in both languages, `{ zh, en }`, that has the text in one language. */
export const wordingKey = (language: Language): 'zh' | 'en' => (language === 'zh-CN' ? 'zh' : 'en');
