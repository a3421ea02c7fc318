import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Problem } from '../design/problem';
import { Section } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useLive } from '../graphql/use-live';
import { useTexts } from '../language/use-language';
import { BalanceChart } from './balance-chart';
import { BalanceControls } from './balance-controls';
import { ProgramBalance } from './documents';
import type { ShownProgram } from './program-page';
import type { ChartRange } from './range';
import { texts } from './texts';
import { outlookDates, useChartRange, type Perspective } from './use-chart-range';

/** The balance over time, for the range and with the knowledge that the address asks for. */
export function BalanceSection({ program }: { readonly program: ShownProgram }): ReactNode {
  const t = useTexts(texts);
  const { today, shown, perspective } = useChartRange(program);
  const { startsOn } = program;
  const [{ data, error }, again] = useQuery({
    query: ProgramBalance,
    variables: variablesOf(program, shown, today, perspective),
    pause: startsOn > today,
  });
  useLive(program.id, () => again({ requestPolicy: 'network-only' }));
  if (startsOn > today) return null;
  return (
    <Section title={t.balance} aside={<BalanceControls range={shown} startsOn={startsOn} today={today} />}>
      {data?.program && <BalanceChart program={program} data={data} today={today} />}
      {!data && (error ? <Problem error={error} again={() => again({ requestPolicy: 'network-only' })} /> : <Skeleton lines={10} />)}
    </Section>
  );
}

function variablesOf(program: ShownProgram, range: ChartRange, today: string, perspective: Perspective) {
  const { from, to, every, outlook } = range;
  const isForeseen = outlook.length > 0 && program.status === 'ACTIVE';
  return { id: program.id, from, to, every, perspective, decided: { from, to }, isForeseen, ...outlookDates(outlook, today) };
}
