import type { Command } from '#event-sourcing/commands/decider.js';
import type { LocalDate } from '../calendar.js';
import type { DriftKind } from '../evaluation/events.js';
import type { Pillar } from '../pillars.js';
import type { DriftPolicy } from '../program/events.js';

/** A decision of the evaluation decider, on its way to the drift stream. */
interface Decision {
  readonly programId: string;
  readonly evaluationId: string;
  /** The date of the evaluation. */
  readonly on: LocalDate;
  readonly kind: DriftKind;
  /** The pillar of the signal; null for LATE, which concerns the whole program. */
  readonly pillar: Pillar | null;
  readonly evidence: readonly string[];
  /** The policy of the evaluation. */
  readonly policy: DriftPolicy;
}

/**
 * The command that the saga sends when an evaluation decided OPEN. The episode's id is derived from the evaluation, pillar and kind
 * (`episodeIdOf`).
 */
export type FlagDrift = Command<'FlagDrift', Decision>;

/** The command that the saga sends when an evaluation decided CLOSE. Only the drift stream knows which episode is open. */
export type ClearDrift = Command<'ClearDrift', Decision>;

export type AcknowledgeDrift = Command<
  'AcknowledgeDrift',
  {
    readonly programId: string;
    readonly episodeId: string;
    readonly note: string;
    readonly correctiveInitiativeId?: string;
    /** Folded input: the program of the corrective initiative; undefined if there is no such initiative. */
    readonly correctiveInitiativeProgramId?: string;
  }
>;

export type DriftCommand = FlagDrift | ClearDrift | AcknowledgeDrift;
