import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { monthTicks } from '../charts/month-ticks';
import { monthInWords, plainDate } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import type { SlipGeometry } from './slip-geometry';
import { nextRow, type SlipMilestone, type SlipRow } from './slip-rows';
import { rowId, SlipRowShown } from './slip-row';
import styles from './slip.module.css';
import { texts } from './texts';

const HEADER = 24;
const MONTH = 88;

/** About how wide the name of a month is, and half the word for today. */
const NAME = 66;
const TODAY = 22;

interface SlipChartProps {
  readonly rows: readonly SlipRow[];
  readonly geometry: SlipGeometry;
  readonly span: readonly [from: number, to: number];
  readonly today: string;
}

/** The rows in a list that scrolls by itself and draws only what is in view. Arrow keys move from milestone to milestone, Enter opens one. */
export function SlipChart({ rows, geometry, span, today }: SlipChartProps): ReactNode {
  const t = useTexts(texts);
  const [, go] = useLocation();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number | undefined>(undefined);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => geometry.heightOf(rows[index]!),
    overscan: 6,
  });
  // The layout has other heights on a phone and after a change of the rows.
  useMemo(() => virtual.measure(), [rows, geometry.isNarrow]);
  const items = virtual.getVirtualItems();
  const first = items[0]?.start ?? 0;
  const height = (items.at(-1)?.end ?? 0) - first;
  const open = useCallback(({ id, initiative }: SlipMilestone): void => go(`/initiatives/${initiative.id}#milestone-${id}`), [go]);
  const activeRow = active === undefined ? undefined : rows[active];
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && activeRow?.is === 'milestone') return open(activeRow.milestone);
    const next = nextRow(rows, active, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    virtual.scrollToIndex(next);
  };
  return (
    <div
      ref={scroller}
      className={styles['scroller']}
      tabIndex={0}
      role="listbox"
      aria-label={t.slips}
      aria-activedescendant={activeRow?.is === 'milestone' ? rowId(activeRow.milestone.id) : undefined}
      onKeyDown={pressed}
      onFocus={() => active === undefined && setActive(nextRow(rows, undefined, 'Home'))}
    >
      <Months geometry={geometry} span={span} today={today} />
      <div className={styles['all']} style={{ height: virtual.getTotalSize() }}>
        <svg
          role="presentation"
          className={styles['rows']}
          style={{ top: first, height }}
          viewBox={`0 ${first} ${geometry.width} ${Math.max(1, height)}`}
        >
          <Grid geometry={geometry} span={span} today={today} top={first} height={height} />
          {items.map(({ index, start }) => (
            <SlipRowShown
              key={index}
              row={rows[index]!}
              y={start}
              geometry={geometry}
              isActive={index === active}
              onOpen={open}
              index={index}
              count={rows.length}
            />
          ))}
        </svg>
      </div>
    </div>
  );
}

interface AxisProps {
  readonly geometry: SlipGeometry;
  readonly span: readonly [from: number, to: number];
  readonly today: string;
}

const ticksOf = ({ left, right }: SlipGeometry, [from, to]: AxisProps['span']): string[] =>
  monthTicks(plainDate(from), plainDate(to), (right - left) / MONTH);

/** The months, which stay while the rows scroll. */
function Months({ geometry, span, today }: AxisProps): ReactNode {
  return (
    <svg role="presentation" className={styles['months']} viewBox={`0 0 ${geometry.width} ${HEADER}`}>
      <MonthNames geometry={geometry} span={span} today={today} />
    </svg>
  );
}

function MonthNames({ geometry, span, today }: AxisProps): ReactNode {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const now = geometry.x(today);
  return (
    <g className={styles['axis']}>
      {ticksOf(geometry, span)
        .filter(
          (month) =>
            geometry.x(month) + NAME < Math.min(geometry.right, now - TODAY) ||
            (geometry.x(month) > now + TODAY && geometry.x(month) + NAME < geometry.right),
        )
        .map((month) => (
          <text key={month} x={geometry.x(month) + 3} y="16">
            {monthInWords(month, language)}
          </text>
        ))}
      <text x={now} y="16" textAnchor="middle" className={styles['now']}>
        {t.today}
      </text>
    </g>
  );
}

function Grid({ geometry, span, today, top, height }: AxisProps & { readonly top: number; readonly height: number }): ReactNode {
  return (
    <g className={styles['grid']}>
      {ticksOf(geometry, span).map((month) => (
        <line key={month} x1={geometry.x(month)} x2={geometry.x(month)} y1={top} y2={top + height} />
      ))}
      <line className={styles['today']} x1={geometry.x(today)} x2={geometry.x(today)} y1={top} y2={top + height} />
    </g>
  );
}

interface SlipPictureProps extends Omit<SlipChartProps, 'span'> {
  readonly span: AxisProps['span'];
  readonly most: number;
}

/** All rows, up to a number, in one picture to save or print. */
export function SlipPicture({ rows, geometry, span, today, most }: SlipPictureProps): ReactNode {
  const t = useTexts(texts);
  const drawn = rows.slice(0, most);
  const tops: number[] = [];
  let height = HEADER;
  for (const row of drawn) {
    tops.push(height);
    height += geometry.heightOf(row);
  }
  return (
    <svg className={styles['picture']} viewBox={`0 0 ${geometry.width} ${height}`} role="img" aria-label={t.slips}>
      <MonthNames geometry={geometry} span={span} today={today} />
      <Grid geometry={geometry} span={span} today={today} top={HEADER} height={height - HEADER} />
      {drawn.map((row, index) => (
        <SlipRowShown key={index} row={row} y={tops[index]!} geometry={geometry} />
      ))}
    </svg>
  );
}
