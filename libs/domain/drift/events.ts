import type { Fact } from '#event-sourcing/event.js';
import type { LocalDate } from '../calendar.js';
import type { DriftKind } from '../evaluation/events.js';
import type { Pillar } from '../pillars.js';
import type { DriftPolicy } from '../program/events.js';

export type DriftEvent =
  | Fact<
      'DriftFlagged',
      {
        /** UUIDv5 of the opening evaluation, pillar and kind. */
        readonly episodeId: string;
        readonly kind: DriftKind;
        readonly pillar: Pillar | null;
        readonly evaluationId: string;
        readonly on: LocalDate;
        readonly evidence: readonly string[];
        /** The policy in force when the episode opened. */
        readonly policy: DriftPolicy;
      }
    >
  | Fact<'DriftAcknowledged', { readonly episodeId: string; readonly note: string; readonly correctiveInitiativeId?: string }>
  | Fact<
      'DriftCleared',
      {
        readonly episodeId: string;
        readonly kind: DriftKind;
        readonly pillar: Pillar | null;
        readonly evaluationId: string;
        readonly on: LocalDate;
        readonly evidence: readonly string[];
        /** The policy in force when the episode closed. */
        readonly policy: DriftPolicy;
      }
    >;
