import type { ReactNode } from 'react';
import { DateShown } from '../design/dates';
import { stateOf } from '../design/standing';
import { State } from '../design/state';
import { useTexts } from '../language/use-language';
import styles from './dates-row.module.css';
import { texts } from './texts';

interface Dates {
  readonly baseline: string;
  readonly forecast: string;
  readonly achievedOn?: string | null;
  readonly slipDays: number;
}

/** Baseline → forecast or achievement, with the shapes of the slip chart, and the days between them in words. */
export function DatesRow({ baseline, forecast, achievedOn, slipDays }: Dates): ReactNode {
  const t = useTexts(texts);
  return (
    <span className={styles['dates']}>
      <span title={t.baseline}>
        <span aria-hidden="true">◇ </span>
        <span className="visually-hidden">{t.baseline} </span>
        <DateShown date={baseline} />
      </span>
      <span aria-hidden="true">→</span>
      <span title={achievedOn ? t.achievedShort : t.forecastShort}>
        <span aria-hidden="true">{achievedOn ? '● ' : '○ '}</span>
        <span className="visually-hidden">{achievedOn ? t.achievedShort : t.forecastShort} </span>
        <DateShown date={achievedOn ?? forecast} />
      </span>
      <State state={stateOf(slipDays)}>{slipDays === 0 ? t.inTime : slipDays > 0 ? t.late(slipDays) : t.early(-slipDays)}</State>
    </span>
  );
}
