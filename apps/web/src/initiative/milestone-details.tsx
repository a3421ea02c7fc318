import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { texts as shared } from '../design/texts';
import { dateInWords, instantInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import type { ShownInitiative } from './initiative-page';
import styles from './initiative.module.css';
import { texts } from './texts';

interface MilestoneDetailsProps {
  readonly milestone: ShownInitiative['milestones'][number];
  readonly timeZone: string;
}

/** How a milestone came to its dates: each move with its reason, each achievement with its evidence. Nothing is shown of what never moved. */
export function MilestoneDetails({ milestone, timeZone }: MilestoneDetailsProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const date = (value: string): string => dateInWords(value, language);
  const { reschedules, achievements, blockedBy, originalBaseline, baseline } = milestone;
  if (reschedules.length === 0 && achievements.length === 0 && !blockedBy && originalBaseline === baseline) return null;
  return (
    <details className={styles['details']}>
      <summary>{t.details}</summary>
      <ul>
        {originalBaseline !== baseline && (
          <li>
            {t.originalBaseline} ◇ {date(originalBaseline)}
          </li>
        )}
        {blockedBy && (
          <li>
            {t.blockedBy} <Link href={`/initiatives/${blockedBy.initiative.id}#milestone-${blockedBy.id}`}>{blockedBy.title}</Link>
          </li>
        )}
        {reschedules.map(({ at, by, from, to, reasonCode, reason }) => (
          <li key={at + to}>
            <span>○ {t.moved(date(from), date(to))}</span> <span>{words[reasonCode]}</span>
            <p>{reason}</p>
            <small>
              {by.name ?? by.id}, {instantInWords(at, timeZone, language)}
            </small>
          </li>
        ))}
        {achievements.map(({ at, by, achievedOn, evidence, reopenReason }) => (
          <li key={at}>
            <span>● {date(achievedOn)}</span> <span>{evidence ? `${t.evidence}: ${evidence}` : t.noEvidence}</span>
            {reopenReason && <p>{t.reopenedBecause(reopenReason)}</p>}
            <small>
              {by.name ?? by.id}, {instantInWords(at, timeZone, language)}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
