import type { Command } from '#event-sourcing/decider.js';
import type { Balance } from '../balance/balance.js';
import type { LocalDate } from '../calendar.js';
import type { MilestoneCounts } from './events.js';

/**
 * Records the balance of a program on a date, as known then. What it records is folded from the read models before the
 * decision; the folded members are no part of the command's hash.
 */
export type EvaluateBalance = Command<
  'EvaluateBalance',
  {
    readonly programId: string;
    readonly on: LocalDate;
    /** Folded: AS_KNOWN_THEN at `on`; null where there is none. */
    readonly balance?: Balance | null;
    /** Folded: as known then at `on`. */
    readonly milestones?: MilestoneCounts;
  }
>;

export type EvaluationCommand = EvaluateBalance;
