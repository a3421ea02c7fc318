import type { Circumstances, Refusal } from '#event-sourcing/commands/decider.js';
import { dateCheck, firstOf, optionalText, REASON_LENGTH, reasonCheck } from '../checks.js';
import { refuse } from '../refusals.js';
import { omitNullish } from '../omit-nullish.js';
import type { CancelInitiative, CompleteInitiative, PauseInitiative, ReopenInitiative, ResumeInitiative } from './commands.js';
import type { InitiativeEvent } from './events.js';
import { pauseEndCheck } from './milestones/plausible-dates.js';
import { type InitiativeState, isDescoped, standingAchievement } from './state.js';

type Decision = readonly InitiativeEvent[] | Refusal;

/** Refuses work on a cancelled or completed initiative, which must be reopened first. */
export function endedRefusal(state: InitiativeState): Refusal | undefined {
  if (state.status === 'CANCELLED') return refuse('INITIATIVE_CANCELLED', 'initiativeId');
  return state.status === 'COMPLETED' ? refuse('INITIATIVE_COMPLETED', 'initiativeId') : undefined;
}

export function pauseInitiative({ reason, until }: PauseInitiative['data'], state: InitiativeState, at: Circumstances): Decision {
  const wrong = firstOf(
    reasonCheck(reason, 'reason'),
    until === undefined ? undefined : (dateCheck(until, 'until') ?? pauseEndCheck(until, at, 'until')),
  );
  if (wrong) return wrong;
  if (state.status === 'PAUSED' && state.pausedUntil === until) return [];
  return endedRefusal(state) ?? [{ type: 'InitiativePaused', data: { reason, ...omitNullish({ until }) } }];
}

export function resumeInitiative({ note }: ResumeInitiative['data'], state: InitiativeState): Decision {
  const wrong = optionalText(note, REASON_LENGTH, 'note');
  if (wrong) return wrong;
  if (state.status === 'ACTIVE') return [];
  return endedRefusal(state) ?? [{ type: 'InitiativeResumed', data: omitNullish({ note }) }];
}

export function completeInitiative({ note }: CompleteInitiative['data'], state: InitiativeState): Decision {
  const wrong = optionalText(note, REASON_LENGTH, 'note');
  if (wrong) return wrong;
  if (state.status === 'COMPLETED') return [];
  const ended = endedRefusal(state);
  if (ended) return ended;
  if (state.milestones.some((milestone) => !standingAchievement(milestone) && !isDescoped(milestone))) {
    return refuse('OPEN_MILESTONES', 'initiativeId');
  }
  return [{ type: 'InitiativeCompleted', data: omitNullish({ note }) }];
}

export function cancelInitiative({ reason }: CancelInitiative['data'], state: InitiativeState): Decision {
  const wrong = reasonCheck(reason, 'reason');
  if (wrong) return wrong;
  if (state.status === 'CANCELLED') return [];
  return endedRefusal(state) ?? [{ type: 'InitiativeCancelled', data: { reason } }];
}

export function reopenInitiative({ reason }: ReopenInitiative['data'], state: InitiativeState): Decision {
  const wrong = reasonCheck(reason, 'reason');
  if (wrong) return wrong;
  return endedRefusal(state) ? [{ type: 'InitiativeReopened', data: { reason } }] : [];
}
