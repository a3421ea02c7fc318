import type { Language } from '#domain/language.js';

/** What is shown for a person who was forgotten, whose name in the directory is empty. */
const FORMER_MEMBER: Readonly<Record<Language, string>> = { 'zh-CN': '前成员', en: 'former member' };

export const isForgotten = (name: string | null | undefined): boolean => name === '';

export const shownName = (name: string, language: Language): string => (isForgotten(name) ? FORMER_MEMBER[language] : name);

/** The names as they are shown. */
export function shownNames(names: ReadonlyMap<string, string>, language: Language): ReadonlyMap<string, string> {
  return [...names.values()].some(isForgotten) ? new Map([...names].map(([id, name]) => [id, shownName(name, language)])) : names;
}
