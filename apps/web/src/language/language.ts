export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The tag by which browsers, the api and `lang` attributes name the language. */
export const TAGS = { en: 'en', zh: 'zh-CN' } as const satisfies Record<Language, string>;

/** What something is called in each language: a text, or what makes it of values. */
export type Text = { readonly [L in Language]: string } | { readonly [L in Language]: (...values: never[]) => string };

/** The texts of a page or component, by name. They stand in files named texts.ts; no other file has words that a person reads. */
export type Texts = Readonly<Record<string, Text>>;

/** The texts in one language. */
export type InOneLanguage<T extends Texts> = { readonly [K in keyof T]: T[K]['en'] };

/** Picks the texts of one language. */
export function inLanguage<T extends Texts>(texts: T, language: Language): InOneLanguage<T> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text[language]])) as InOneLanguage<T>;
}

/** The language of ours that comes first among those that a browser prefers; English if it prefers none of them. */
export function preferredLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().startsWith(language));
    if (found) return found;
  }
  return 'en';
}
