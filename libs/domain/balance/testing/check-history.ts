import { addDays, type LocalDate } from '../../calendar.js';
import { foldedBy, type History } from '../../testing/histories.js';
import { sweep } from '../sweep/sweep.js';
import { NEARLY, differences } from './differences.js';
import { naiveBalances } from './naive-balance.js';

/** Every day on which something happened or was due, with its neighbours: where off-by-one errors live. */
export function tellingDates(history: History, every = 1): LocalDate[] {
  const days = new Set<LocalDate>(['2023-12-31', '2024-01-01', '2025-12-31']);
  for (const match of JSON.stringify([history.program, ...history.initiatives.values()]).matchAll(/"(\d{4}-\d\d-\d\d)"/g))
    for (const offset of [-1, 0, 1]) days.add(addDays(match[1]!, offset));
  return [...days].sort().filter((_, index) => index % every === 0);
}

/** Where one sweep over many dates and the definitions, date by date, disagree. */
export function sweepAgainstDefinitions(history: History, dates = tellingDates(history)): string[] {
  const folded = foldedBy(history);
  if (!folded) return ['the charter was refused'];
  return (['AS_KNOWN_THEN', 'AS_KNOWN_NOW'] as const).flatMap((perspective) => {
    const defined = naiveBalances(folded.program, folded.initiatives, perspective);
    return sweep(folded.program, folded.initiatives, dates, perspective).flatMap((balance, i) =>
      differences(defined(dates[i]!), balance, NEARLY, `${perspective} ${dates[i]}`),
    );
  });
}
