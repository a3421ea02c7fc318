import { addDays, type LocalDate } from '../../calendar.js';
import { foldedBy, type History } from '../../testing/histories.js';
import type { Balance, Perspective } from '../balance.js';
import { sweep } from '../sweep/sweep.js';
import { NEARLY, differences } from './differences.js';
import { naiveBalances } from './naive-balance.js';

/** Every day on which something happened or was due, and its neighbours, where off-by-one errors show. */
export function tellingDates(history: History, every = 1): LocalDate[] {
  const days = new Set<LocalDate>(['2023-12-31', '2024-01-01', '2025-12-31']);
  for (const match of JSON.stringify([history.program, ...history.initiatives.values()]).matchAll(/"(\d{4}-\d\d-\d\d)"/g))
    for (const offset of [-1, 0, 1]) days.add(addDays(match[1]!, offset));
  return [...days].sort().filter((_, index) => index % every === 0);
}

export interface Definitions {
  readonly history: History;
  readonly dates: readonly LocalDate[];
  /** For each perspective, the balance of each date; null: none. */
  readonly balances: Readonly<Record<Perspective, readonly (Balance | null)[]>>;
}

/** The balances by the definitions, date by date. @throws Error if the charter of the history was refused */
export function definitionsOf(history: History, dates = tellingDates(history)): Definitions {
  const folded = foldedBy(history);
  if (!folded) throw new Error('the charter was refused');
  const under = (perspective: Perspective) => dates.map(naiveBalances(folded.program, folded.initiatives, perspective));
  return { history, dates, balances: { AS_KNOWN_THEN: under('AS_KNOWN_THEN'), AS_KNOWN_NOW: under('AS_KNOWN_NOW') } };
}

/** The differences between one sweep over many dates and the definitions. */
export function sweepAgainst({ history, dates, balances }: Definitions): string[] {
  const { program, initiatives } = foldedBy(history)!;
  return (['AS_KNOWN_THEN', 'AS_KNOWN_NOW'] as const).flatMap((perspective) =>
    sweep(program, initiatives, dates, perspective).flatMap((balance, i) =>
      differences(balances[perspective][i], balance, NEARLY, `${perspective} ${dates[i]}`),
    ),
  );
}
