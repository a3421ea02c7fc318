/** The languages of everything that a person reads. */
export type Language = 'zh' | 'en';

/** One of the two wordings. */
export type Say = (zh: string, en: string) => string;

export const sayIn =
  (language: Language): Say =>
  (zh, en) =>
    language === 'zh' ? zh : en;

/** The language that the environment asks for, as POSIX orders its variables; English where it asks for none that we have. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find((value) => value !== undefined && value !== '');
  return (locale === undefined ? undefined : parseLanguage(locale)) ?? 'en';
}

/** A language by what people call it: `zh`, `zh-CN`, `en`, `en-GB`; undefined for any other. */
export function parseLanguage(text: string): Language | undefined {
  if (/^zh([-_.]|$)/i.test(text)) return 'zh';
  return /^en([-_.]|$)/i.test(text) ? 'en' : undefined;
}
