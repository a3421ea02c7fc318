import type { ResultOf } from '../graphql/graphql';
import { daysBetween, type PlainDate } from '../language/dates';
import type { MyWork } from './documents';
import type { Update } from './outbox';

export type WorkItem = ResultOf<typeof MyWork>['milestones']['nodes'][number];

/** A milestone as it will be once the updates in the outbox are recorded. */
export interface ShownItem {
  readonly item: WorkItem;
  readonly forecast: PlainDate;
  readonly isDone: boolean;
  readonly isConfirmed: boolean;
  /** The last update of it that waits or was refused. */
  readonly update: Update | undefined;
}

/** The list as if every waiting update were recorded; one that was refused changes nothing. */
export const withUpdates = (items: readonly WorkItem[], updates: readonly Update[]): ShownItem[] =>
  items.map((item) => {
    const own = updates.filter(({ milestoneId }) => milestoneId === item.id);
    const waiting = own.filter(({ refusal }) => refusal === undefined);
    const moved = waiting.findLast(({ kind }) => kind === 'reschedule');
    return {
      item,
      forecast: moved ? String(moved.input['forecast']) : item.forecast,
      isDone: waiting.findLast(({ kind }) => kind === 'achieve' || kind === 'reopen')?.kind === 'achieve',
      isConfirmed: waiting.some(({ kind }) => kind === 'confirmForecast'),
      update: own.at(-1),
    };
  });

export const GROUPS = ['overdue', 'week', 'month', 'later'] as const;
export type Group = (typeof GROUPS)[number];

/** When something is due, seen from today. */
export function groupOf(forecast: PlainDate, today: PlainDate): Group {
  const days = daysBetween(today, forecast);
  return days < 0 ? 'overdue' : days <= 7 ? 'week' : days <= 31 ? 'month' : 'later';
}
