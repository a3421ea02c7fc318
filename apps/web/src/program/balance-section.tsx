import { useMemo, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Problem } from '../design/problem';
import { Section } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useLive } from '../graphql/use-live';
import { todayIn } from '../language/dates';
import { useTexts } from '../language/use-language';
import { useAddressValue } from '../shell/address';
import { BalanceChart } from './balance-chart';
import { BalanceControls } from './balance-controls';
import { ProgramBalance } from './documents';
import type { ShownProgram } from './program-page';
import { chartRange, type ChartRange } from './range';
import { texts } from './texts';

/** The balance over time, for the range and with the knowledge that the address asks for. */
export function BalanceSection({ program }: { readonly program: ShownProgram }): ReactNode {
  const t = useTexts(texts);
  const [range] = useAddressValue('range', '1y', ['1y', 'all'] as const);
  const [from] = useAddressValue<string>('from', '');
  const [to] = useAddressValue<string>('to', '');
  const [perspective] = useAddressValue('perspective', 'then', ['then', 'now'] as const);
  const today = todayIn(program.timeZone);
  const { startsOn, endsOn } = program;
  const shown = useMemo(() => chartRange({ range, from, to }, { today, startsOn, endsOn }), [range, from, to, today, startsOn, endsOn]);
  const [{ data, error }, again] = useQuery({
    query: ProgramBalance,
    variables: variablesOf(program, shown, today, perspective),
    pause: startsOn > today,
  });
  useLive(program.id, () => again({ requestPolicy: 'network-only' }));
  if (startsOn > today) return null;
  return (
    <Section title={t.balance} aside={<BalanceControls range={shown} program={program} today={today} />}>
      {data?.program && <BalanceChart program={program} data={data} today={today} />}
      {!data && (error ? <Problem error={error} again={() => again({ requestPolicy: 'network-only' })} /> : <Skeleton lines={10} />)}
    </Section>
  );
}

function variablesOf(program: ShownProgram, { from, to, every, outlook }: ChartRange, today: string, perspective: 'then' | 'now') {
  const [o1 = today, o2 = today, o3 = today, o4 = today, o5 = today, o6 = today] = outlook;
  return {
    id: program.id,
    from,
    to,
    every,
    perspective: perspective === 'then' ? ('AS_KNOWN_THEN' as const) : ('AS_KNOWN_NOW' as const),
    decided: { from, to },
    isForeseen: outlook.length > 0 && program.status === 'ACTIVE',
    o1,
    o2,
    o3,
    o4,
    o5,
    o6,
  };
}
