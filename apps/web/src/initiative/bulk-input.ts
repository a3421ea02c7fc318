import { daysAfter } from '../language/dates';

export type BulkAct = 'achieve' | 'confirm' | 'reschedule';

interface Selected {
  readonly id: string;
  readonly forecast: string;
}

type Typed = Readonly<Record<string, string | number>>;

/** The input of one command that does the same to several milestones. @param typed what the form asked for once */
export function bulkInput(act: BulkAct, milestones: readonly Selected[], { days, ...typed }: Typed): Record<string, unknown> {
  if (act !== 'reschedule') return { [act]: milestones.map(({ id }) => ({ milestoneId: id, ...typed })) };
  // A number of days that is none reaches the api as no date, and is refused there with the field that it is about.
  const moved = (forecast: string): string => (Number.isSafeInteger(days) ? daysAfter(forecast, days as number) : String(days));
  return { reschedule: milestones.map(({ id, forecast }) => ({ milestoneId: id, forecast: moved(forecast), ...typed })) };
}
