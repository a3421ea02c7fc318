import type { Command } from '#event-sourcing/commands/decider.js';
import type { Balance } from '../balance/balance.js';
import type { LocalDate } from '../calendar.js';
import type { MilestoneCounts } from './events.js';

/**
 * Records the balance of a program on a date, as known then. The gateway folds it from the read models before the decision; the folded
 * members are not part of the command's hash.
 */
export type EvaluateBalance = Command<
  'EvaluateBalance',
  {
    readonly programId: string;
    readonly on: LocalDate;
    /** The balance on `on` as known then, filled in before the decision; null: there is none. */
    readonly balance?: Balance | null;
    /** The milestones as known then on `on`, filled in before the decision. */
    readonly milestones?: MilestoneCounts;
  }
>;

export type EvaluationCommand = EvaluateBalance;
