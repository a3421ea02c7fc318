import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useLanguage, useTexts } from '../language/use-language';
import { nearestOf, type Geometry } from './balance-geometry';
import { pointInWords } from './balance-readout';
import styles from './chart.module.css';
import type { BalancePoint } from './finding';
import { texts as shared } from '../design/texts';
import { texts } from './texts';

interface BalanceCursorProps {
  readonly geometry: Geometry;
  readonly points: readonly BalancePoint[];
  /** How many of the points are past. */
  readonly known: number;
  readonly cursor: number | undefined;
  readonly onMove: (cursor: number | undefined) => void;
}

/** Where the keys move the cursor, for a chart of some points. */
const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at + 1,
  PageDown: (at) => at - 10,
  PageUp: (at) => at + 10,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** A line that the pointer or the arrow keys move from date to date. Screen readers know it as a slider, which reads the values. */
export function BalanceCursor({ geometry, points, known, cursor, onMove }: BalanceCursorProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const { x, y, top, bottom, right } = geometry;
  const at = cursor ?? known - 1;
  const point = points[at]!;
  const places = points.map(({ on }) => x(on));
  const pressed = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    onMove(Math.max(0, Math.min(points.length - 1, step(at, points.length))));
  };
  const pointed = ({ currentTarget, clientX }: PointerEvent<SVGElement>): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    onMove(nearestOf(places, ((clientX - left) / width) * right));
  };
  return (
    <g className={styles['cursor']}>
      {cursor !== undefined && (
        <>
          <line x1={x(point.on)} x2={x(point.on)} y1={top} y2={bottom} />
          {!point.nothingDueYet && (
            <>
              {point.pillars.map(({ pillar, standing }) => (
                <circle key={pillar} className={styles[pillar]} cx={x(point.on)} cy={y(standing)} r="4" />
              ))}
              <circle className={styles['D']} cx={x(point.on)} cy={y(point.d)} r="4.5" />
            </>
          )}
        </>
      )}
      <rect
        className={styles['hit']}
        x="0"
        width={right}
        y={top}
        height={bottom - top}
        tabIndex={0}
        role="slider"
        aria-label={t.pointOf}
        aria-valuemin={0}
        aria-valuemax={points.length - 1}
        aria-valuenow={at}
        aria-valuetext={pointInWords(point, at >= known, t, words, language)}
        onKeyDown={pressed}
        onFocus={() => onMove(at)}
        onBlur={() => onMove(undefined)}
        onPointerMove={pointed}
        onPointerDown={pointed}
        onPointerLeave={({ currentTarget }) => document.activeElement !== currentTarget && onMove(undefined)}
      />
    </g>
  );
}
