import { uuidFrom } from '#event-sourcing/uuid.js';
import type { LocalDate } from '../calendar.js';
import type { Pillar } from '../pillars.js';
import { omitNullish } from '../omit-nullish.js';
import { type Initiative, type InitiativeState, ownerOn, standingAchievement } from './state.js';
import type { StatusLine, StatusLineMilestone } from './status-line.js';

/** A milestone keeps its id as long as it keeps its key: another release is a reschedule and a new title, no new milestone. */
export const milestoneIdOf = (initiativeId: string, key: string): string => uuidFrom(initiativeId, 'milestone', key);

export interface CompletedMilestone {
  readonly id: string;
  readonly title: string;
  readonly due: LocalDate;
  readonly achieved?: LocalDate;
}

/** What an initiative looks like once a status line has been recorded. */
export interface CompletedLine {
  readonly title: string;
  readonly unit: string | undefined;
  readonly pillar: Pillar;
  readonly becomes: InitiativeState['status'];
  readonly status: string;
  /** null: nobody. */
  readonly owner: string | null;
  readonly milestones: readonly CompletedMilestone[];
}

/**
 * A status line with what it does not say: as the initiative has it, or as a new one begins. Only a milestone that the line does
 * not name is gone from it. One without a due date is as it was, but for an achievement that the line tells of; one that is new
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
