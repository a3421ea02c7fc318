import type { LocalDate } from '../calendar.js';
import type { Pillar } from '../pillars.js';
import type { InitiativeState } from './state.js';

export interface StatusLineMilestone {
  readonly key: string;
  /** "key (release)", or the key alone. */
  readonly title: string;
  readonly due: LocalDate;
  readonly achieved?: LocalDate;
}

/** A dated status line of a history file, mapped: a full snapshot of one initiative. */
export interface StatusLine {
  /** The key of the initiative in the file. */
  readonly key: string;
  readonly title: string;
  readonly unit?: string;
  readonly pillar: Pillar;
  /** What the spelling of the status means here. */
  readonly becomes: InitiativeState['status'];
  /** The status as the source spells it: it goes into every reason. */
  readonly status: string;
  /** null: nobody. */
  readonly owner: string | null;
  readonly milestones: readonly StatusLineMilestone[];
}
