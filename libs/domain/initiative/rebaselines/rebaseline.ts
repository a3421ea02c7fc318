import { type Circumstances, isRefusal, type Refusal } from '#event-sourcing/commands/decider.js';
import type { LocalDate } from '../../calendar.js';
import { firstOf, idCheck, optionalText, REASON_LENGTH, reasonCheck } from '../../checks.js';
import type { ProgramState } from '../../program/state.js';
import { refuse } from '../../refusals.js';
import { omitNullish } from '../../omit-nullish.js';
import type { ApproveRebaseline, ProposeRebaseline, RejectRebaseline } from '../commands.js';
import type { InitiativeEvent, RebaselineChange } from '../events.js';
import {
  baselineOf,
  type InitiativeState,
  isReleased,
  type Milestone,
  type Rebaseline,
  standingAchievement,
  withdrawnSince,
} from '../state.js';

type Decision = readonly InitiativeEvent[] | Refusal;

export function proposeRebaseline(
  { id, reason }: ProposeRebaseline['data'],
  state: InitiativeState,
  { today }: Circumstances,
  program: ProgramState,
): Decision {
  const wrong = firstOf(
    idCheck(id, 'id'),
    state.rebaselines.some((other) => other.id === id) ? refuse('REBASELINE_ALREADY_PROPOSED', 'id') : undefined,
    reasonCheck(reason, 'reason'),
  );
  if (wrong) return wrong;
  const changes = state.milestones.map((milestone) => changeOf(state, milestone, program, today)).filter((change) => change !== undefined);
  if (changes.length === 0) return refuse('NOTHING_TO_REBASELINE', 'initiativeId');
  return [{ type: 'RebaselineProposed', data: { rebaselineId: id, reason, changes } }];
}

/**
 * The change that a re-baseline makes to a milestone: achieved ones never change, a withdrawn one that is still due is released, and of
 * others the forecast becomes the baseline.
 */
function changeOf(state: InitiativeState, milestone: Milestone, program: ProgramState, today: LocalDate): RebaselineChange | undefined {
  if (standingAchievement(milestone)) return undefined;
  const from = baselineOf(milestone);
  const change = (to: LocalDate | null): RebaselineChange => ({ milestoneId: milestone.id, from, to });
  if (withdrawnSince(state, milestone) !== undefined) return isStillDue(state, milestone, program, today) ? change(null) : undefined;
  return milestone.forecast === from ? undefined : change(milestone.forecast);
}

/**
 * Whether a withdrawn milestone is still due: withdrawn on or after its baseline date, not released since, and no phase entry has a later
 * date than the withdrawal.
 */
export function isStillDue(state: InitiativeState, milestone: Milestone, program: ProgramState, today: LocalDate): boolean {
  const withdrawn = withdrawnSince(state, milestone);
  if (withdrawn === undefined || withdrawn < baselineOf(milestone) || isReleased(milestone)) return false;
  return !program.entries.some(({ on }) => on > withdrawn && on <= today);
}

export function approveRebaseline(
  { rebaselineId, note }: ApproveRebaseline['data'],
  state: InitiativeState,
  { actor }: Circumstances,
): Decision {
  const proposal = pending(state, rebaselineId);
  if (isRefusal(proposal)) return proposal;
  const wrong = optionalText(note, REASON_LENGTH, 'note');
  if (wrong) return wrong;
  if (proposal.proposedBy === actor) return refuse('SECOND_PERSON_REQUIRED', 'rebaselineId');
  return [{ type: 'RebaselineApproved', data: { rebaselineId, ...omitNullish({ note }), changes: proposal.changes } }];
}

/** Rejects a proposal. Anyone may, including the proposer: withdrawing a proposal needs no second person. */
export function rejectRebaseline({ rebaselineId, reason }: RejectRebaseline['data'], state: InitiativeState): Decision {
  const proposal = pending(state, rebaselineId);
  if (isRefusal(proposal)) return proposal;
  return reasonCheck(reason, 'reason') ?? [{ type: 'RebaselineRejected', data: { rebaselineId, reason } }];
}

function pending(state: InitiativeState, rebaselineId: string): Rebaseline | Refusal {
  const proposal = state.rebaselines.find(({ id }) => id === rebaselineId);
  if (!proposal) return refuse('REBASELINE_NOT_FOUND', 'rebaselineId');
  if (proposal.state === 'SUPERSEDED') return refuse('REBASELINE_SUPERSEDED', 'rebaselineId');
  return proposal.state === 'PENDING' ? proposal : refuse('REBASELINE_ALREADY_DECIDED', 'rebaselineId');
}
