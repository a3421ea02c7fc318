import { useMemo, type ReactNode } from 'react';
import { ChartFrame } from '../charts/chart-frame';
import { useWidth } from '../charts/use-width';
import { texts as shared } from '../design/texts';
import type { ResultOf } from '../graphql/graphql';
import { dateInWords, todayIn } from '../language/dates';
import { numberInWords } from '../language/numbers';
import { useLanguage, useTexts } from '../language/use-language';
import { BalanceLines } from './balance-lines';
import { eventsBetween, type DriftStretch } from './chart-events';
import styles from './chart.module.css';
import type { ProgramBalance } from './documents';
import { findingOf, type BalancePoint, type Finding } from './finding';
import type { ShownProgram } from './program-page';
import { texts } from './texts';

interface BalanceChartProps {
  readonly program: ShownProgram;
  readonly data: ResultOf<typeof ProgramBalance>;
  readonly today: string;
}

/** The balance over time with what happened meanwhile and where today's forecasts lead; its title says what it shows. */
export function BalanceChart({ program, data, today }: BalanceChartProps): ReactNode {
  const t = useTexts(texts);
  const words = useTexts(shared);
  const { language } = useLanguage();
  const [width, element] = useWidth<HTMLDivElement>();
  const past = data.program!.balanceTimeline;
  const foreseen = useMemo(() => outlookOf(data), [data]);
  const date = (on: string): string => dateInWords(on, language);
  const nameOf = ({ kind, pillar }: Pick<DriftStretch, 'kind' | 'pillar'>): string =>
    kind === 'LATE' ? t.LATE() : t[kind](words[pillar!]);
  const rebaselines = data.rebaselines.nodes.map(({ decidedAt, initiative }) => ({
    on: todayIn(program.timeZone, new Date(decidedAt!)),
    text: t.rebaselined(initiative.title),
  }));
  const episodes = program.driftEpisodes.nodes;
  const events = [
    ...program.phases.flatMap(({ enteredOn, name }) => (enteredOn ? [{ on: enteredOn, text: t.entered(name) }] : [])),
    ...episodes.map((episode) => ({ on: episode.openedOn, text: t.opened(nameOf(episode)) })),
    ...episodes.flatMap((episode) => (episode.closedOn ? [{ on: episode.closedOn, text: t.cleared(nameOf(episode)) }] : [])),
    ...rebaselines,
  ].sort((one, other) => (one.on < other.on ? -1 : 1));
  const rowOf = (point: BalancePoint, before: BalancePoint | undefined, isForeseen: boolean): string[] => [
    isForeseen ? `${date(point.on)} (${t.outlook})` : date(point.on),
    point.nothingDueYet ? '' : numberInWords(point.d, language, 2),
    ...point.pillars.map(({ behindDays }) => numberInWords(behindDays, language)),
    isForeseen || !before ? '' : eventsBetween(events, before.on, point.on).join('; '),
  ];
  const table = {
    head: [t.date, t.d, ...(past[0]?.pillars ?? []).map(({ pillar }) => t.behindOf(words[pillar])), t.event],
    rows: [...past.map((point, index) => rowOf(point, past[index - 1], false)), ...foreseen.map((point) => rowOf(point, undefined, true))],
  };
  const title = findingWords(findingOf(past), t, words, date);
  return (
    <ChartFrame title={title} name={t.fileBalance} table={table}>
      <div ref={element} className={styles['holder']}>
        {width > 0 && past.length > 0 && (
          <BalanceLines
            width={width}
            past={past}
            foreseen={foreseen}
            episodes={episodes.map((episode) => ({ ...episode, name: nameOf(episode) }))}
            phases={program.phases}
            rebaselines={rebaselines}
            halfLife={program.driftPolicy.halfLifeDays}
            today={today}
          />
        )}
      </div>
    </ChartFrame>
  );
}

/** The dates of the outlook that have a balance. */
const outlookOf = ({ program }: ResultOf<typeof ProgramBalance>): BalancePoint[] =>
  [program?.o1, program?.o2, program?.o3, program?.o4, program?.o5, program?.o6].filter((point) => point != null);

type Words = ReturnType<typeof useTexts<typeof texts>>;
type SharedWords = ReturnType<typeof useTexts<typeof shared>>;

function findingWords(finding: Finding, t: Words, words: SharedWords, date: (on: string) => string): string {
  switch (finding.is) {
    case 'nothing':
      return t.nothingJudged;
    case 'onPlan':
      return finding.since ? t.onPlanSince(date(finding.since)) : t.onPlanThroughout;
    case 'behind': {
      const pillar = words[finding.pillar];
      return finding.since ? t.behindSince(pillar, finding.days, date(finding.since)) : t.behindThroughout(pillar, finding.days);
    }
  }
}
