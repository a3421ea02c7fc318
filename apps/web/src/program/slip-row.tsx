import { memo, type MouseEvent, type ReactNode } from 'react';
import { fitted, widthOf } from '../charts/fitted';
import { stateOf } from '../design/standing';
import { texts as shared } from '../design/texts';
import { dateInWords } from '../language/dates';
import type { InOneLanguage } from '../language/language';
import { useLanguage, useTexts } from '../language/use-language';
import type { SlipGeometry } from './slip-geometry';
import { slipEnd, type SlipMilestone, type SlipRow } from './slip-rows';
import styles from './slip.module.css';
import { texts } from './texts';

const LETTERS = 13;

interface SlipRowProps {
  readonly row: SlipRow;
  /** Where its top is, in pixels. */
  readonly y: number;
  readonly geometry: SlipGeometry;
  readonly isActive?: boolean;
  /** Opens the milestone; undefined in a picture that is saved or printed. */
  readonly onOpen?: ((milestone: SlipMilestone) => void) | undefined;
  readonly index?: number;
  readonly count?: number;
}

/** One row of the slip chart: the name of a pillar or an initiative, or a milestone with its dates. Scrolling draws only the new ones. */
export const SlipRowShown = memo(function SlipRowShown(props: SlipRowProps): ReactNode {
  const { row, y, geometry } = props;
  const t = useTexts(texts);
  const words = useTexts(shared);
  if (row.is === 'pillar')
    return (
      <g className={styles[row.pillar]}>
        <rect x="0" y={y + 9} width="18" height="18" rx="3" className={styles['hue']} />
        <text x="9" y={y + 22.5} textAnchor="middle" className={styles['initial']}>
          {words[row.pillar].slice(0, 1)}
        </text>
        <text x="26" y={y + 23} className={styles['pillar']}>
          {words[row.pillar]}
        </text>
        <text x={38 + widthOf(words[row.pillar], 15)} y={y + 23} className={styles['soft']}>
          {t.countLate(row.late, row.count)}
        </text>
      </g>
    );
  if (row.is === 'initiative')
    return (
      <text x="0" y={y + 18} className={styles['initiative']}>
        {fitted(row.title, LETTERS, geometry.width)}
      </text>
    );
  return <MilestoneRow {...props} milestone={row.milestone} />;
});

/** The id of the element of a milestone, by which the list says which row is active. */
export const rowId = (milestoneId: string): string => `slip-${milestoneId}`;

function MilestoneRow(props: SlipRowProps & { readonly milestone: SlipMilestone }): ReactNode {
  const { milestone, y, geometry, isActive = false, onOpen, index, count } = props;
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const { left, width, isNarrow } = geometry;
  const height = geometry.heightOf(props.row);
  const middle = isNarrow ? y + 33 : y + height / 2;
  const { title, slipDays } = milestone;
  const label = rowWords(milestone, t, words, (date) => dateInWords(date, language));
  const open = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen?.(milestone);
  };
  const content = (
    <>
      <rect className={isActive ? styles['active'] : styles['row']} x="0" y={y} width={width} height={height} rx="3" />
      <text x={isNarrow ? 0 : 14} y={isNarrow ? y + 16 : middle + 4.5} className={styles['title']}>
        {fitted(title, LETTERS, isNarrow ? width - 4 : left - 34)}
      </text>
      <Dates milestone={milestone} geometry={geometry} middle={middle} />
      <text x={width - 2} y={middle + 4.5} textAnchor="end" className={styles[stateOf(slipDays)]}>
        {gapOf(milestone)}
      </text>
    </>
  );
  if (!onOpen) return <g>{content}</g>;
  return (
    <a
      id={rowId(milestone.id)}
      href={`/initiatives/${milestone.initiative.id}#milestone-${milestone.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-description={label}
      aria-posinset={index === undefined ? undefined : index + 1}
      aria-setsize={count}
      onClick={open}
    >
      <title>{label}</title>
      {content}
    </a>
  );
}

/** Baseline ◇, the gap, and forecast ○ or achievement ●. What is withdrawn has a baseline alone. */
function Dates({
  milestone,
  geometry,
  middle,
}: {
  readonly milestone: SlipMilestone;
  readonly geometry: SlipGeometry;
  readonly middle: number;
}): ReactNode {
  const { baseline, forecast, achievedOn, slipDays, state } = milestone;
  const { x } = geometry;
  const start = x(baseline);
  if (state === 'DESCOPED') return <path className={styles['withdrawn']} d={diamond(start, middle)} />;
  const end = x(slipEnd(milestone));
  const mark = x(achievedOn ?? forecast);
  return (
    <g className={styles[stateOf(slipDays)]}>
      <line className={styles['gap']} x1={start} x2={mark} y1={middle} y2={middle} />
      {end > mark && <line className={styles['overdue']} x1={mark} x2={end} y1={middle} y2={middle} />}
      <path className={styles['baseline']} d={diamond(start, middle)} />
      <circle className={achievedOn ? styles['achieved'] : styles['forecast']} cx={mark} cy={middle} r="4" />
    </g>
  );
}

const diamond = (x: number, y: number): string => `M${x} ${y - 5.5}l5.5 5.5-5.5 5.5-5.5-5.5z`;

const gapOf = ({ slipDays, state }: SlipMilestone): string =>
  state === 'DESCOPED' ? '–' : slipDays > 0 ? `+${slipDays}` : slipDays === 0 ? '0' : `−${-slipDays}`;

type Words = InOneLanguage<typeof texts>;
type SharedWords = InOneLanguage<typeof shared>;

/** What a screen reader says of a row. */
export function rowWords(milestone: SlipMilestone, t: Words, words: SharedWords, date: (on: string) => string): string {
  const { title, baseline, forecast, achievedOn, slipDays, state } = milestone;
  if (state === 'DESCOPED') return t.rowWords(title, date(baseline), words.DESCOPED, '–');
  const end = achievedOn ? t.achievedOn(date(achievedOn)) : t.forecastOn(date(forecast));
  const slip = slipDays === 0 ? t.inTime : slipDays > 0 ? words.daysLate(slipDays) : words.daysEarly(-slipDays);
  return t.rowWords(title, date(baseline), end, slip);
}
