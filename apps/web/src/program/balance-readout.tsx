import type { ReactNode } from 'react';
import { PillarName } from '../design/pillars';
import { texts as shared } from '../design/texts';
import { dateInWords } from '../language/dates';
import type { InOneLanguage, Language } from '../language/language';
import { numberInWords } from '../language/numbers';
import { useLanguage, useTexts } from '../language/use-language';
import styles from './chart.module.css';
import type { BalancePoint } from './finding';
import { texts } from './texts';

interface BalanceReadoutProps {
  readonly point: BalancePoint;
  readonly isForeseen: boolean;
}

/** The values on the date at the cursor, or on the last one that is known. */
export function BalanceReadout({ point, isForeseen }: BalanceReadoutProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  return (
    <p className={styles['readout']} aria-hidden="true">
      <strong>{dateOf(point, isForeseen, t, language)}</strong>
      {point.nothingDueYet ? (
        <span>{words.nothingDueYet}</span>
      ) : (
        <>
          {point.pillars.map(({ pillar, behindDays }) => (
            <span key={pillar}>
              <PillarName pillar={pillar} short /> {daysOf(behindDays, t, words)}
            </span>
          ))}
          <span>{t.dIs(numberInWords(point.d, language, 2))}</span>
        </>
      )}
    </p>
  );
}

type Words = InOneLanguage<typeof texts>;
type SharedWords = InOneLanguage<typeof shared>;

const dateOf = ({ on }: BalancePoint, isForeseen: boolean, t: Words, language: Language): string =>
  isForeseen ? `${dateInWords(on, language)} (${t.outlook})` : dateInWords(on, language);

function daysOf(days: number, t: Words, words: SharedWords): string {
  const whole = Math.round(days);
  return whole === 0 ? words.onPlan : whole > 0 ? words.daysBehind(whole) : t.daysAhead(-whole);
}

/** What a screen reader says of a point. */
export function pointInWords(point: BalancePoint, isForeseen: boolean, t: Words, words: SharedWords, language: Language): string {
  const date = dateOf(point, isForeseen, t, language);
  if (point.nothingDueYet) return `${date}: ${words.nothingDueYet}`;
  const pillars = point.pillars.map(({ pillar, behindDays }) => `${words[pillar]} ${daysOf(behindDays, t, words)}`);
  return [`${date}: ${t.d} ${numberInWords(point.d, language, 2)}`, ...pillars].join(', ');
}
