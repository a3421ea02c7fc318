import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useState, type ReactNode } from 'react';
import { ChartCursor } from '../charts/chart-cursor';
import { monthTicks } from '../charts/month-ticks';
import { spread } from '../charts/spread';
import type { Pillar } from '../design/pillar';
import { dateInWords, dayNumber, monthInWords } from '../language/dates';
import { percentInWords } from '../language/numbers';
import { useLanguage, useTexts } from '../language/use-language';
import chart from '../program/chart.module.css';
import { texts as programTexts } from '../program/texts';
import styles from './pillar.module.css';
import { texts } from './texts';
import type { Value } from './values';

const TOP = 10;
const NARROW = 560;
const MONTH = 92;

interface ValueLinesProps {
  readonly width: number;
  readonly past: readonly Value[];
  readonly foreseen: readonly Value[];
  readonly pillar: Pillar;
  readonly today: string;
}

/** The share that should be done as a line, the share that is done in the hue of the pillar, and the gap between them. */
export function ValueLines({ width, past, foreseen, pillar, today }: ValueLinesProps): ReactNode {
  const t = useTexts(texts);
  const say = useTexts(programTexts);
  const { language } = useLanguage();
  const [cursor, setCursor] = useState<number | undefined>(undefined);
  const points = [...past, ...foreseen];
  const last = points.at(-1)!;
  const known = past.at(-1)!;
  const bottom = TOP + (width < NARROW ? 180 : 240);
  const right = width - 84;
  const days = scaleLinear([dayNumber(past[0]!.on), Math.max(dayNumber(last.on), dayNumber(past[0]!.on) + 1)], [1, right]);
  const x = ({ on }: { readonly on: string }): number => days(dayNumber(on));
  const y = scaleLinear([0, 1], [bottom, TOP]);
  const percent = (share: number): string => percentInWords(share, language);
  const pathOf = (values: readonly Value[], valueOf: (value: Value) => number): string =>
    line<Value>(x, (value) => y(valueOf(value)))(values) ?? '';
  const gap = area<Value>(
    x,
    ({ earned }) => y(earned),
    ({ planned }) => y(planned),
  )(past);
  const [plannedPlace = 0, earnedPlace = 0] = spread([y(last.planned), y(last.earned)], 18, bottom);
  const shown = points[cursor ?? past.length - 1]!;
  const wordsOf = (index: number): string => {
    const { on, planned, earned } = points[index]!;
    return `${dateInWords(on, language)}: ${t.readout(percent(planned), percent(earned))}`;
  };
  return (
    <>
      <svg className={chart['lines']} viewBox={`0 0 ${width} ${bottom + 22}`} role="group" aria-label={t.value}>
        <g className={chart['axes']}>
          {[0, 0.25, 0.5, 0.75, 1].map((share) => (
            <g key={share}>
              <line x1="0" x2={right} y1={y(share)} y2={y(share)} />
              {share > 0 && (
                <text x="2" y={y(share) + 14}>
                  {percent(share)}
                </text>
              )}
            </g>
          ))}
          {monthTicks(past[0]!.on, last.on, right / MONTH)
            .filter((month) => x({ on: month }) < right - MONTH / 2)
            .map((month) => (
              <text key={month} x={x({ on: month })} y={bottom + 16}>
                {monthInWords(month, language)}
              </text>
            ))}
        </g>
        {foreseen.length > 0 && (
          <g className={chart['today']}>
            <line x1={x({ on: today })} x2={x({ on: today })} y1={TOP} y2={bottom} />
            <text x={x({ on: today }) + 4} y={bottom - 6}>
              {say.today}
            </text>
          </g>
        )}
        <g className={chart[pillar]}>
          <path className={styles['gap']} d={gap ?? ''} />
          <path className={styles['planned']} d={pathOf(points, ({ planned }) => planned)} />
          <path className={styles['earned']} d={pathOf(past, ({ earned }) => earned)} />
          {foreseen.length > 0 && <path className={styles['foreseen']} d={pathOf([known, ...foreseen], ({ earned }) => earned)} />}
          <text className={styles['plannedName']} x={right + 8} y={plannedPlace + 4}>
            {t.planned}
          </text>
          <text className={styles['earnedName']} x={right + 8} y={earnedPlace + 4}>
            {t.earned}
          </text>
        </g>
        <ChartCursor
          places={points.map(x)}
          cursor={cursor}
          start={past.length - 1}
          onMove={setCursor}
          top={TOP}
          bottom={bottom}
          right={right}
          label={say.pointOf}
          wordsOf={wordsOf}
        >
          <g className={`${chart['cursor']} ${chart[pillar]}`}>
            <circle cx={x(shown)} cy={y(shown.earned)} r="4" />
            <circle className={styles['plannedMark']} cx={x(shown)} cy={y(shown.planned)} r="4" />
          </g>
        </ChartCursor>
      </svg>
      <p className={chart['readout']} aria-hidden="true">
        <strong>{wordsOf(cursor ?? past.length - 1)}</strong>
      </p>
    </>
  );
}
