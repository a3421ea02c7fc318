import type { ReactNode } from 'react';
import { useTexts } from '../language/use-language';
import { stateOf, type Standing } from './standing';
import styles from './state.module.css';
import { texts } from './texts';

/** A shape for each state: circle, triangle, square. Nobody has to tell colours apart. */
const SHAPES: Record<Standing, ReactNode> = {
  onPlan: <circle cx="6" cy="6" r="5" />,
  watch: <path d="M6 .8 11.6 11H.4Z" />,
  behind: <path d="M1 1h10v10H1z" />,
};

/** A state as colour, shape and word. @param children the word, if it is not the name of the state */
export function State({ state, children }: { readonly state: Standing; readonly children?: ReactNode }): ReactNode {
  const t = useTexts(texts);
  return (
    <span className={`${styles['state']} ${styles[state]}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {SHAPES[state]}
      </svg>
      {children ?? t[state]}
    </span>
  );
}

interface DaysBehindProps {
  readonly days: number;
  readonly longest?: number;
  readonly isLarge?: boolean;
}

/**
 * The days by which something is behind: a number with its unit, and a bar that grows to the left of "on plan".
 * @param days behind, negative if ahead
 * @param longest the days that fill the bar, the same for all bars that are compared
 * @param isLarge for the page on which it is the first thing to see
 */
export function DaysBehind({ days, longest = 120, isLarge = false }: DaysBehindProps): ReactNode {
  const t = useTexts(texts);
  const state = stateOf(days);
  const width = Math.round(100 * Math.min(1, Math.max(0, days) / longest));
  return (
    <span className={`${styles['days']} ${styles[state]} ${isLarge ? styles['large'] : ''}`}>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" className={styles['bar']}>
        <rect x={100 - width} width={width} height="8" />
        <rect x="99" width="1" height="8" className={styles['plan']} />
      </svg>
      <span>{state === 'onPlan' ? t.onPlan : t.daysBehind(Math.round(days))}</span>
    </span>
  );
}
