import { useState, type ReactNode } from 'react';
import { SelectField } from '../design/form';
import { Section } from '../design/section';
import type { Language } from '../language/language';
import { useLanguage, useTexts } from '../language/use-language';
import styles from '../people/people.module.css';
import { chooseTheme, chosenTheme, THEMES, type Theme } from '../shell/theme';
import { texts } from './texts';

/** The choices that this browser remembers. */
export function Look(): ReactNode {
  const t = useTexts(texts);
  const { language, choose } = useLanguage();
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <Section title={t.look}>
      <div className={styles['columns']}>
        <SelectField
          label={t.language}
          value={language}
          onChange={(event) => choose(event.target.value as Language)}
          options={[
            ['en', t.english],
            ['zh', t.chinese],
          ]}
        />
        <SelectField
          label={t.theme}
          value={theme}
          onChange={(event) => {
            const chosen = event.target.value as Theme;
            setTheme(chosen);
            chooseTheme(chosen);
          }}
          options={THEMES.map((one) => [one, t[one]] as const)}
        />
      </div>
    </Section>
  );
}
