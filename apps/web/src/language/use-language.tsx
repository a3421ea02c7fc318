import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { remembered } from '../shell/remembered';
import { inLanguage, LANGUAGES, preferredLanguage, TAGS, type InOneLanguage, type Language, type Texts } from './language';

interface Chosen {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<Chosen>({ language: 'en', choose: () => undefined });

const kept = remembered('language', LANGUAGES);

/** The language that was chosen here before, else the first one of the browser that the app has. */
export const startLanguage = (): Language => kept.read() ?? preferredLanguage(navigator.languages);

export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [language, setLanguage] = useState(startLanguage);
  useEffect(() => {
    document.documentElement.lang = TAGS[language];
  }, [language]);
  const chosen = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        kept.write(next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <LanguageContext value={chosen}>{children}</LanguageContext>;
}

export const useLanguage = (): Chosen => use(LanguageContext);

/** The texts in the language of the person. */
export function useTexts<T extends Texts>(texts: T): InOneLanguage<T> {
  const { language } = useLanguage();
  return useMemo(() => inLanguage(texts, language), [texts, language]);
}
