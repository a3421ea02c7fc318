import type { Command } from '#event-sourcing/decider.js';
import type { LocalDate } from '../calendar.js';
import type { DriftKind } from '../evaluation/events.js';
import type { Pillar } from '../pillars.js';
import type { DriftPolicy } from '../program/events.js';

/** A decision of the evaluation decider, on its way to the record of episodes. */
interface Decision {
  readonly programId: string;
  readonly evaluationId: string;
  /** The evaluation's date. */
  readonly on: LocalDate;
  readonly kind: DriftKind;
  /** null for LATE. */
  readonly pillar: Pillar | null;
  readonly evidence: readonly string[];
  /** The evaluation's. */
  readonly policy: DriftPolicy;
}

/** The saga's: an evaluation decided OPEN. The episode's id follows from the evaluation, pillar and kind (`episodeIdOf`). */
export type FlagDrift = Command<'FlagDrift', Decision>;

/** The saga's: an evaluation decided CLOSE. Which episode is open, only the drift stream knows. */
export type ClearDrift = Command<'ClearDrift', Decision>;

export type AcknowledgeDrift = Command<
  'AcknowledgeDrift',
  {
    readonly programId: string;
    readonly episodeId: string;
    readonly note: string;
    readonly correctiveInitiativeId?: string;
    /** Folded: the program of the corrective initiative; left out where there is no such initiative. */
    readonly correctiveInitiativeProgramId?: string;
  }
>;

export type DriftCommand = FlagDrift | ClearDrift | AcknowledgeDrift;
