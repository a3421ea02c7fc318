import type { ReactNode } from 'react';
import { ChartCursor } from '../charts/chart-cursor';
import { texts as shared } from '../design/texts';
import { useLanguage, useTexts } from '../language/use-language';
import type { Geometry } from './balance-geometry';
import { pointInWords } from './balance-readout';
import styles from './chart.module.css';
import type { BalancePoint } from './finding';
import { texts } from './texts';

interface BalanceCursorProps {
  readonly geometry: Geometry;
  readonly points: readonly BalancePoint[];
  /** How many of the points are past. */
  readonly known: number;
  readonly cursor: number | undefined;
  readonly onMove: (cursor: number | undefined) => void;
}

/** The cursor of the balance chart, with a mark on each line. */
export function BalanceCursor({ geometry, points, known, cursor, onMove }: BalanceCursorProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const { x, y, top, bottom, right } = geometry;
  const point = points[cursor ?? known - 1];
  return (
    <ChartCursor
      places={points.map(({ on }) => x(on))}
      cursor={cursor}
      start={known - 1}
      onMove={onMove}
      top={top}
      bottom={bottom}
      right={right}
      label={t.pointOf}
      wordsOf={(index) => pointInWords(points[index]!, index >= known, t, words, language)}
    >
      {point && !point.nothingDueYet && (
        <g className={styles['cursor']}>
          {point.pillars.map(({ pillar, standing }) => (
            <circle key={pillar} className={styles[pillar]} cx={x(point.on)} cy={y(standing)} r="4" />
          ))}
          <circle className={styles['D']} cx={x(point.on)} cy={y(point.d)} r="4.5" />
        </g>
      )}
    </ChartCursor>
  );
}
