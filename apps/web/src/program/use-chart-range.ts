import { useMemo } from 'react';
import { todayIn } from '../language/dates';
import { useAddressValue } from '../shell/address';
import { chartRange, type ChartRange } from './range';

export type Perspective = 'AS_KNOWN_THEN' | 'AS_KNOWN_NOW';

interface Life {
  readonly timeZone: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** The dates of a chart, and with whose knowledge it judges them, as the address asks. */
export function useChartRange({ timeZone, startsOn, endsOn }: Life): {
  readonly today: string;
  readonly shown: ChartRange;
  readonly perspective: Perspective;
} {
  const [range] = useAddressValue('range', '1y', ['1y', 'all'] as const);
  const [from] = useAddressValue<string>('from', '');
  const [to] = useAddressValue<string>('to', '');
  const [perspective] = useAddressValue('perspective', 'then', ['then', 'now'] as const);
  const today = todayIn(timeZone);
  const shown = useMemo(() => chartRange({ range, from, to }, { today, startsOn, endsOn }), [range, from, to, today, startsOn, endsOn]);
  return { today, shown, perspective: perspective === 'then' ? 'AS_KNOWN_THEN' : 'AS_KNOWN_NOW' };
}

/** The six variables of the outlook in a document; today where there is none, which is not asked for then. */
export function outlookDates(outlook: readonly string[], today: string): Record<'o1' | 'o2' | 'o3' | 'o4' | 'o5' | 'o6', string> {
  const [o1 = today, o2 = today, o3 = today, o4 = today, o5 = today, o6 = today] = outlook;
  return { o1, o2, o3, o4, o5, o6 };
}
