import type { ReactNode } from 'react';
import { dateInWords, relativeInWords, type PlainDate } from '../language/dates';
import { useLanguage } from '../language/use-language';

/** A plain date in words; the same wherever the browser is. @param today adds how far it is from then, in words */
export function DateShown({ date, today }: { readonly date: PlainDate; readonly today?: PlainDate }): ReactNode {
  const { language } = useLanguage();
  const words = dateInWords(date, language);
  return <time dateTime={date}>{today ? `${words} (${relativeInWords(date, today, language)})` : words}</time>;
}
