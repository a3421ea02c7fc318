import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import type { Pillar } from '../design/pillar';
import { Problem } from '../design/problem';
import { Section } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useLive } from '../graphql/use-live';
import { useTexts } from '../language/use-language';
import { BalanceControls } from '../program/balance-controls';
import { outlookDates, useChartRange } from '../program/use-chart-range';
import { PillarValue } from './documents';
import type { ShownProgram } from './pillar-page';
import { texts } from './texts';
import { ValueChart } from './value-chart';
import { valuesOf } from './values';

/** How much of the pillar should have been done, and how much was, over time. */
export function ValueSection({ program, pillar }: { readonly program: ShownProgram; readonly pillar: Pillar }): ReactNode {
  const t = useTexts(texts);
  const { today, shown, perspective } = useChartRange(program);
  const { from, to, every, outlook } = shown;
  const { id, startsOn, status } = program;
  const [{ data, error }, again] = useQuery({
    query: PillarValue,
    variables: {
      id,
      from,
      to,
      every,
      perspective,
      isForeseen: outlook.length > 0 && status === 'ACTIVE',
      ...outlookDates(outlook, today),
    },
    pause: startsOn > today,
  });
  useLive(id, () => again({ requestPolicy: 'network-only' }));
  if (startsOn > today) return null;
  const found = data?.program;
  const foreseen = [found?.o1, found?.o2, found?.o3, found?.o4, found?.o5, found?.o6].filter((point) => point != null);
  return (
    <Section title={t.value} aside={<BalanceControls range={shown} startsOn={startsOn} today={today} />}>
      {found && found.balanceTimeline.length > 0 && (
        <ValueChart past={valuesOf(found.balanceTimeline, pillar)} foreseen={valuesOf(foreseen, pillar)} pillar={pillar} today={today} />
      )}
      {!data && (error ? <Problem error={error} again={() => again({ requestPolicy: 'network-only' })} /> : <Skeleton lines={8} />)}
    </Section>
  );
}
