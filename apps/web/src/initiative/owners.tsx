import type { ReactNode } from 'react';
import { Section } from '../design/section';
import { dateInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import type { ShownInitiative } from './initiative-page';
import { texts } from './texts';

/** Who owned the initiative when, the latest first. */
export function Owners({ initiative }: { readonly initiative: ShownInitiative }): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  if (initiative.owners.length === 0) return null;
  return (
    <Section title={t.owners}>
      <ul>
        {initiative.owners.toReversed().map(({ effectiveOn, until, person }) => (
          <li key={effectiveOn + person?.id}>
            {person ? (person.name ?? person.id) : t.nobody},{' '}
            {until
              ? t.fromTo(dateInWords(effectiveOn, language), dateInWords(until, language))
              : t.since(dateInWords(effectiveOn, language))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
