import type { Language } from '#domain/language.js';

/** Picks the wording in the current language. */
export type Say = (zh: string, en: string) => string;

export const sayIn =
  (language: Language): Say =>
  (zh, en) =>
    language === 'zh-CN' ? zh : en;

/** The language in the environment, in the order of POSIX variables; English if it asks for none that we have. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find((value) => value !== undefined && value !== '');
  return (locale === undefined ? undefined : parseLanguage(locale)) ?? 'en';
}

/** Parses a language code or a locale: `zh`, `zh-CN`, `en`, `en-GB`; undefined for any other. */
export function parseLanguage(text: string): Language | undefined {
  if (/^zh([-_.]|$)/i.test(text)) return 'zh-CN';
  return /^en([-_.]|$)/i.test(text) ? 'en' : undefined;
}
