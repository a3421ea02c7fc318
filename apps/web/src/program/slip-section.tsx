import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ChartFrame } from '../charts/chart-frame';
import type { TableTwin } from '../charts/export';
import { useIsPrinted } from '../charts/use-printed';
import { useWidth } from '../charts/use-width';
import { Button } from '../design/button';
import { Empty, Section } from '../design/section';
import { texts as shared } from '../design/texts';
import type { ResultOf } from '../graphql/graphql';
import { useLive } from '../graphql/use-live';
import { dateInWords, daysAfter, todayIn } from '../language/dates';
import type { InOneLanguage } from '../language/language';
import { useLanguage, useTexts } from '../language/use-language';
import { useAddressValue } from '../shell/address';
import chart from './chart.module.css';
import { ProgramMilestones } from './documents';
import { SlipChart, SlipPicture } from './slip-chart';
import { slipGeometry } from './slip-geometry';
import { SLIP_FILTERS, slipFinding, slipRows, slipSpan, type SlipMilestone, type SlipRow } from './slip-rows';
import styles from './slip.module.css';
import { texts } from './texts';
import { usePages, type Page } from './use-pages';

type MilestonePage = ResultOf<typeof ProgramMilestones>;
const pageOf = ({ milestones }: MilestonePage): Page<SlipMilestone> => milestones;

/** A picture with more rows would be too tall to look at. */
const SAVED_ROWS = 400;

/** So many have room on a sheet of paper beside the rest. */
const PRINTED_ROWS = 16;

interface SlipSectionProps {
  readonly programId: string;
  readonly timeZone: string;
  readonly pillar?: SlipMilestone['initiative']['pillar'];
}

/** What slipped: each milestone from its baseline to its forecast or achievement. Loads when it comes near the window. */
export function SlipSection({ programId, timeZone, pillar }: SlipSectionProps): ReactNode {
  const t = useTexts(texts);
  const [filter, setFilter] = useAddressValue('milestones', 'late', SLIP_FILTERS);
  const [isNear, near] = useNear();
  const { all, isComplete, hasFailed, again } = usePages(
    ProgramMilestones,
    { filter: { programs: [programId], ...(pillar && { pillars: [pillar] }) } },
    pageOf,
    isNear,
  );
  // What changed became known today, whatever the zone: yesterday by UTC reaches far enough back.
  useLive(programId, (change) => {
    const yesterday = daysAfter(todayIn('UTC'), -1);
    again(change && { filter: { programs: [programId], ...(pillar && { pillars: [pillar] }), changedSince: yesterday } });
  });
  const milestones = useDeferredValue(all);
  return (
    <Section
      title={t.slips}
      aside={
        <span role="group" aria-label={t.rows} className={chart['choice']}>
          {SLIP_FILTERS.map((one) => (
            <button key={one} type="button" aria-pressed={filter === one} onClick={() => setFilter(one)}>
              {t[one]}
            </button>
          ))}
        </span>
      }
    >
      <div ref={near}>
        {hasFailed && <Button onClick={() => again()}>{t.slipAgain}</Button>}
        <Framed
          milestones={milestones}
          filter={filter}
          isComplete={isComplete}
          today={todayIn(timeZone)}
          isOnePillar={pillar !== undefined}
        />
      </div>
    </Section>
  );
}

interface FramedProps {
  readonly milestones: readonly SlipMilestone[];
  readonly filter: (typeof SLIP_FILTERS)[number];
  readonly isComplete: boolean;
  readonly today: string;
  readonly isOnePillar: boolean;
}

function Framed({ milestones, filter, isComplete, today, isOnePillar }: FramedProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const [width, element] = useWidth<HTMLDivElement>();
  const rows = useMemo(() => slipRows(milestones, filter), [milestones, filter]);
  const span = useMemo(() => slipSpan(milestones, today), [milestones, today]);
  const geometry = useMemo(() => slipGeometry(width, span), [width, span]);
  const finding = useMemo(() => slipFinding(milestones), [milestones]);
  const isPrinted = useIsPrinted();
  const title = isComplete ? findingWords(finding, t, words, isOnePillar) : t.slipLoading(milestones.length);
  return (
    <ChartFrame
      title={title}
      name={t.fileSlips}
      table={() => tableOf(rows, t, words, (date) => dateInWords(date, language))}
      whole={<SlipPicture rows={rows} geometry={geometry} span={span} today={today} most={SAVED_ROWS} />}
    >
      <div ref={element} className={styles['holder']}>
        {isComplete && rows.length === 0 && <Empty>{t.slipEmpty}</Empty>}
        {width > 0 && rows.length > 0 && !isPrinted && <SlipChart rows={rows} geometry={geometry} span={span} today={today} />}
        {isPrinted && <Printed milestones={milestones} width={width} today={today} />}
        {rows.length > 0 && <p className={chart['hint']}>{t.slipLegend}</p>}
      </div>
    </ChartFrame>
  );
}

interface PrintedProps {
  readonly milestones: readonly SlipMilestone[];
  readonly width: number;
  readonly today: string;
}

/** On paper only what is late and still open: that is what a board can act on. */
function Printed({ milestones, width, today }: PrintedProps): ReactNode {
  const open = milestones.filter(({ achievedOn }) => achievedOn === null);
  const rows = slipRows(open, 'late').filter(({ is }) => is !== 'initiative');
  const span = slipSpan(
    rows.flatMap((row) => (row.is === 'milestone' ? [row.milestone] : [])),
    today,
  );
  return <SlipPicture rows={rows} geometry={slipGeometry(width, span)} span={span} today={today} most={PRINTED_ROWS} />;
}

type Words = InOneLanguage<typeof texts>;
type SharedWords = InOneLanguage<typeof shared>;

function findingWords(
  { count, late, lateOpen, pillar }: ReturnType<typeof slipFinding>,
  t: Words,
  words: SharedWords,
  isOnePillar: boolean,
): string {
  if (late === 0) return t.slipNone(count);
  if (!pillar) return t.slipSome(late, count);
  return isOnePillar ? t.slipOpenHere(late, count, lateOpen) : t.slipOpen(late, count, lateOpen, words[pillar]);
}

function tableOf(rows: readonly SlipRow[], t: Words, words: SharedWords, date: (on: string) => string): TableTwin {
  return {
    head: [t.pillar, t.initiative, t.milestone, t.state, t.baseline, t.forecast, t.achieved, t.slipDays],
    rows: rows.flatMap((row) => {
      if (row.is !== 'milestone') return [];
      const { title, state, baseline, forecast, achievedOn, slipDays, initiative } = row.milestone;
      const achieved = achievedOn ? date(achievedOn) : '';
      return [
        [words[initiative.pillar], initiative.title, title, words[state], date(baseline), date(forecast), achieved, String(slipDays)],
      ];
    }),
  };
}

/** On paper the whole page is in view: what is far down is loaded, too, once the rest had its turn. */
const LATEST_MS = 2_000;

/** Whether an element has come near the window, or the page has been open for a moment; it stays true. */
function useNear(): readonly [isNear: boolean, element: React.RefObject<HTMLDivElement | null>] {
  const element = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '800px' },
    );
    observer.observe(element.current!);
    const timer = setTimeout(() => setNear(true), LATEST_MS);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, []);
  return [isNear, element];
}
