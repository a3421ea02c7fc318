import { line } from 'd3-shape';
import { useState, type ReactNode } from 'react';
import { lanesOf } from '../charts/spread';
import { PILLARS, type Pillar } from '../design/pillars';
import { dayNumber } from '../language/dates';
import { useTexts } from '../language/use-language';
import { BalanceCursor } from './balance-cursor';
import { geometryOf, type Geometry } from './balance-geometry';
import { Axes, DriftBands, LineLabels, Phases, Rebaselined } from './balance-marks';
import { BalanceReadout } from './balance-readout';
import { stretchesIn, type DriftStretch } from './chart-events';
import styles from './chart.module.css';
import type { BalancePoint } from './finding';
import { texts } from './texts';

export type NamedStretch = DriftStretch & { readonly name: string };

interface BalanceLinesProps {
  readonly width: number;
  readonly past: readonly BalancePoint[];
  readonly foreseen: readonly BalancePoint[];
  readonly episodes: readonly NamedStretch[];
  readonly phases: readonly { readonly key: string; readonly name: string; readonly enteredOn: string | null; readonly endsOn: string }[];
  readonly rebaselines: readonly { readonly on: string; readonly text: string }[];
  readonly halfLife: number;
  readonly today: string;
}

type Series = Pillar | 'D';
const SERIES: readonly Series[] = [...PILLARS, 'D'];

const valueOf = (point: BalancePoint, series: Series): number =>
  series === 'D' ? point.d : (point.pillars.find(({ pillar }) => pillar === series)?.standing ?? 1);

/** The picture: D bold, the standings of the pillars in their hues, dashed after today. */
export function BalanceLines(props: BalanceLinesProps): ReactNode {
  const { width, past, foreseen, phases, rebaselines, halfLife, today } = props;
  const t = useTexts(texts);
  const [cursor, setCursor] = useState<number | undefined>(undefined);
  const points = [...past, ...foreseen];
  const from = past[0]!.on;
  const lastKnown = past.at(-1)!;
  const to = points.at(-1)!.on;
  const shown = stretchesIn(props.episodes, from, lastKnown.on) as (NamedStretch & { start: string; end: string })[];
  const lanes = lanesOf(shown.map(({ start, end }) => ({ start: dayNumber(start), end: dayNumber(end) })));
  const judged = points.filter(({ nothingDueYet }) => !nothingDueYet);
  const least = Math.min(1, ...judged.flatMap((point) => SERIES.map((series) => valueOf(point, series))));
  const geometry = geometryOf({ width, from, to, least, lanes: Math.max(0, ...lanes.map((lane) => lane + 1)) });
  const last = points.at(-1)!;
  return (
    <>
      <svg className={styles['lines']} viewBox={`0 0 ${geometry.width} ${geometry.height}`} role="group" aria-label={t.balance}>
        <DriftBands geometry={geometry} stretches={shown} lanes={lanes} />
        <Axes geometry={geometry} from={from} to={to} halfLife={halfLife} />
        <Phases geometry={geometry} phases={phases} from={from} lastKnown={lastKnown.on} to={to} />
        {foreseen.length > 0 && <Today geometry={geometry} today={today} name={t.today} />}
        {SERIES.map((series) => (
          <g key={series} className={`${styles['series']} ${styles[series]}`}>
            <path d={pathOf(past, series, geometry)} />
            {foreseen.length > 0 && <path d={pathOf([lastKnown, ...foreseen], series, geometry)} className={styles['foreseen']} />}
          </g>
        ))}
        <Rebaselined geometry={geometry} rebaselines={rebaselines.filter(({ on }) => on >= from && on <= lastKnown.on)} />
        <LineLabels geometry={geometry} values={SERIES.map((series) => ({ series, value: valueOf(last, series) }))} />
        <BalanceCursor geometry={geometry} points={points} known={past.length} cursor={cursor} onMove={setCursor} />
      </svg>
      <BalanceReadout point={points[cursor ?? past.length - 1]!} isForeseen={(cursor ?? 0) >= past.length} />
    </>
  );
}

function pathOf(points: readonly BalancePoint[], series: Series, { x, y }: Geometry): string {
  return (
    line<BalancePoint>(
      ({ on }) => x(on),
      (point) => y(valueOf(point, series)),
    ).defined(({ nothingDueYet }) => !nothingDueYet)(points) ?? ''
  );
}

function Today({ geometry, today, name }: { readonly geometry: Geometry; readonly today: string; readonly name: string }): ReactNode {
  const { x, top, bottom } = geometry;
  return (
    <g className={styles['today']}>
      <line x1={x(today)} x2={x(today)} y1={top} y2={bottom} />
      <text x={x(today) + 4} y={bottom - 6}>
        {name}
      </text>
    </g>
  );
}
