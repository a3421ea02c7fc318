import type { ReactNode } from 'react';
import { fitted } from '../charts/fitted';
import { monthTicks } from '../charts/month-ticks';
import { spread } from '../charts/spread';
import type { Pillar } from '../design/pillars';
import { texts as shared } from '../design/texts';
import { dateInWords, monthInWords } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { ticksOf, type Geometry } from './balance-geometry';
import type { NamedStretch } from './balance-lines';
import { phaseSpans } from './chart-events';
import styles from './chart.module.css';
import { texts } from './texts';

/** About how wide the name of a month is, with room around it. */
const MONTH = 92;
const LETTERS = 12;

interface AxesProps {
  readonly geometry: Geometry;
  readonly from: string;
  readonly to: string;
  readonly halfLife: number;
}

/** The lines of on plan and of days behind, in words, and the months. */
export function Axes({ geometry, from, to, halfLife }: AxesProps): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { x, y, bottom, right, floor } = geometry;
  return (
    <g className={styles['axes']}>
      {ticksOf(floor, halfLife).map(({ standing, days }) => (
        <g key={standing}>
          <line x1="0" x2={right} y1={y(standing)} y2={y(standing)} />
          <text x="2" y={y(standing) - 4}>
            {days === null ? t.farBehind : days === 0 ? t.onPlanTick : t.behindTick(days)}
          </text>
        </g>
      ))}
      {monthTicks(from, to, right / MONTH)
        .filter((month) => x(month) < right - MONTH / 2)
        .map((month) => (
          <g key={month}>
            <line x1={x(month)} x2={x(month)} y1={bottom} y2={bottom + 5} />
            <text x={x(month) + 4} y={bottom + 15}>
              {monthInWords(month, language)}
            </text>
          </g>
        ))}
    </g>
  );
}

interface DriftBandsProps {
  readonly geometry: Geometry;
  readonly stretches: readonly (NamedStretch & { readonly start: string; readonly end: string })[];
  readonly lanes: readonly number[];
}

/** The drift episodes: a bar with a name above the lines, and a band behind them. */
export function DriftBands({ geometry, stretches, lanes }: DriftBandsProps): ReactNode {
  const { x, top, bottom, lane } = geometry;
  return stretches.map(({ id, pillar, name, start, end }, index) => {
    const width = Math.max(3, x(end) - x(start));
    const y = lanes[index]! * lane;
    return (
      <g key={id} className={styles[pillar ?? 'LATE']}>
        <rect className={styles['band']} x={x(start)} width={width} y={top} height={bottom - top} />
        <rect className={styles['bar']} x={x(start)} width={width} y={y} height={lane - 3} rx="2" />
        <text className={styles['barText']} x={x(start) + 4} y={y + 11.5}>
          {fitted(name, LETTERS, width - 8)}
        </text>
      </g>
    );
  });
}

interface PhasesProps {
  readonly geometry: Geometry;
  readonly phases: readonly { readonly key: string; readonly name: string; readonly enteredOn: string | null; readonly endsOn: string }[];
  readonly from: string;
  readonly lastKnown: string;
  readonly to: string;
}

/** The phases as they were lived, below the months; each gate is a tick through the plot, a planned one dashed. */
export function Phases({ geometry, phases, from, lastKnown, to }: PhasesProps): ReactNode {
  const { language } = useLanguage();
  const { x, top, height } = geometry;
  const spans = phaseSpans(phases, from, lastKnown);
  const planned = phases.filter(({ endsOn }) => endsOn > lastKnown && endsOn <= to);
  return (
    <g className={styles['phases']}>
      {spans.map(({ key, name, from: start, to: end }, index) => (
        <g key={key}>
          {index > 0 && <line className={styles['gate']} x1={x(start)} x2={x(start)} y1={top} y2={height} />}
          <rect x={x(start) + 1} width={Math.max(0, x(end) - x(start) - 2)} y={height - 19} height="18" rx="2" />
          <text x={x(start) + 6} y={height - 6}>
            {fitted(name, LETTERS, x(end) - x(start) - 10)}
          </text>
        </g>
      ))}
      {planned.map(({ key, name, endsOn }) => (
        <line key={key} className={styles['planned']} x1={x(endsOn)} x2={x(endsOn)} y1={top} y2={height - 20}>
          <title>{`${name}: ${dateInWords(endsOn, language)}`}</title>
        </line>
      ))}
    </g>
  );
}

/** A ◇ on the axis for each re-baseline. */
export function Rebaselined({
  geometry,
  rebaselines,
}: {
  readonly geometry: Geometry;
  readonly rebaselines: readonly { readonly on: string; readonly text: string }[];
}): ReactNode {
  const { x, bottom } = geometry;
  return rebaselines.map(({ on, text }, index) => (
    <path key={index} className={styles['rebaseline']} d={`M${x(on)} ${bottom - 5}l5 5-5 5-5-5z`}>
      <title>{text}</title>
    </path>
  ));
}

interface LineLabelsProps {
  readonly geometry: Geometry;
  readonly values: readonly { readonly series: Pillar | 'D'; readonly value: number }[];
}

/** The name of each line at its end; initials where there is little room. */
export function LineLabels({ geometry, values }: LineLabelsProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { y, right, bottom, isNarrow } = geometry;
  const places = spread(
    values.map(({ value }) => y(value)),
    18,
    bottom,
  );
  return values.map(({ series }, index) => {
    const name = series === 'D' ? t.d : words[series];
    const place = places[index]!;
    return (
      <g key={series} className={`${styles['label']} ${styles[series]}`}>
        <rect x={right + 8} y={place - 8} width="16" height="16" rx="3" />
        <text className={styles['initial']} x={right + 16} y={place + 4.5} textAnchor="middle">
          {series === 'D' ? 'D' : name.slice(0, 1)}
        </text>
        {!isNarrow && (
          <text x={right + 30} y={place + 4.5}>
            {name}
          </text>
        )}
      </g>
    );
  });
}
