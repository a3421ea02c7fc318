import { uuidFrom } from '#event-sourcing/uuid.js';
import type { LocalDate } from '../../calendar.js';
import type { Pillar } from '../../pillars.js';
import { omitNullish } from '../../omit-nullish.js';
import { type Initiative, type InitiativeState, ownerOn, standingAchievement } from '../state.js';
import type { StatusLine, StatusLineMilestone } from './status-line.js';

/** The id of a milestone depends on its key only: a new release is a reschedule and a new title, not a new milestone. */
export const milestoneIdOf = (initiativeId: string, key: string): string => uuidFrom(initiativeId, 'milestone', key);

export interface CompletedMilestone {
  readonly id: string;
  readonly title: string;
  readonly due: LocalDate;
  readonly achieved?: LocalDate;
}

/** An initiative as it is after a status line has been recorded. */
export interface CompletedLine {
  readonly title: string;
  readonly unit: string | undefined;
  readonly pillar: Pillar;
  readonly becomes: InitiativeState['status'];
  readonly status: string;
  /** The owner; null: nobody owns the initiative. */
  readonly owner: string | null;
  readonly milestones: readonly CompletedMilestone[];
}

/**
 * Completes a status line: what the line does not say stays as the initiative has it, or is the default of a new one. Only milestones that
 * the line does not name are removed. A milestone without a due date stays as it is, except for an achievement in the line; a new one
 * cannot be planned without a date and is left out.
 */
export function completedLine(line: StatusLine, initiativeId: string, state: Initiative, today: LocalDate): CompletedLine {
  const before = state.status === 'NONE' ? undefined : state;
  const { key, title, unit, pillar, becomes, status, owner, milestones } = line;
  return {
    title: title ?? before?.title ?? key,
    unit: (unit === undefined ? before?.unit : unit) ?? undefined,
    pillar,
    becomes: becomes ?? before?.status ?? 'ACTIVE',
    status,
    owner: owner === undefined ? (before ? ownerOn(before, today) : null) : owner,
    milestones: milestones
      .map((milestone) => completedMilestone(milestone, initiativeId, before))
      .filter((milestone) => milestone !== undefined),
  };
}

function completedMilestone(
  { key, title, due, achieved }: StatusLineMilestone,
  initiativeId: string,
  before: InitiativeState | undefined,
): CompletedMilestone | undefined {
  const id = milestoneIdOf(initiativeId, key);
  const known = before?.milestones.find((milestone) => milestone.id === id);
  const named = title ?? known?.title ?? key;
  if (due !== undefined) return { id, title: named, due, ...omitNullish({ achieved }) };
  return known && { id, title: named, due: known.forecast, ...omitNullish({ achieved: achieved ?? standingAchievement(known)?.on }) };
}
