import type { ReactNode } from 'react';
import { ChartFrame } from '../charts/chart-frame';
import { useWidth } from '../charts/use-width';
import type { Pillar } from '../design/pillar';
import { stateOf } from '../design/standing';
import { dateInWords } from '../language/dates';
import { numberInWords, percentInWords } from '../language/numbers';
import { useLanguage, useTexts } from '../language/use-language';
import { texts as programTexts } from '../program/texts';
import { texts } from './texts';
import { ValueLines } from './value-lines';
import type { Value } from './values';

interface ValueChartProps {
  readonly past: readonly Value[];
  readonly foreseen: readonly Value[];
  readonly pillar: Pillar;
  readonly today: string;
}

/** Planned against earned, with its finding and its table. */
export function ValueChart({ past, foreseen, pillar, today }: ValueChartProps): ReactNode {
  const t = useTexts(texts);
  const say = useTexts(programTexts);
  const { language } = useLanguage();
  const [width, element] = useWidth<HTMLDivElement>();
  const { planned, earned, behindDays } = past.at(-1)!;
  const percent = (share: number): string => percentInWords(share, language);
  const rowOf = (value: Value, isForeseen: boolean): string[] => [
    isForeseen ? `${dateInWords(value.on, language)} (${say.outlook})` : dateInWords(value.on, language),
    percent(value.planned),
    percent(value.earned),
    numberInWords(value.behindDays, language),
  ];
  const title =
    stateOf(behindDays) === 'onPlan'
      ? t.valueOnPlan(percent(planned), percent(earned))
      : t.valueFinding(percent(planned), percent(earned), Math.round(behindDays));
  const table = {
    head: [say.date, t.planned, t.earned, t.behind],
    rows: [...past.map((value) => rowOf(value, false)), ...foreseen.map((value) => rowOf(value, true))],
  };
  return (
    <ChartFrame title={title} name={t.file} table={table}>
      <div ref={element}>{width > 0 && <ValueLines width={width} past={past} foreseen={foreseen} pillar={pillar} today={today} />}</div>
    </ChartFrame>
  );
}
