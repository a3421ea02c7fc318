import type { InitiativeEventOf } from '../events.js';
import { type InitiativeState, type Milestone, pendingRebaseline, type Rebaseline } from '../state.js';

/** Marks a pending proposal as SUPERSEDED if it lists one of the changed milestones. */
export function supersede(state: InitiativeState, changedIds: readonly string[]): InitiativeState {
  const pending = pendingRebaseline(state);
  if (!pending?.changes.some((change) => changedIds.includes(change.milestoneId))) return state;
  return withRebaseline(state, { ...pending, state: 'SUPERSEDED' });
}

/** Adds a proposal, which replaces a pending one. */
export function proposed(state: InitiativeState, event: InitiativeEventOf<'RebaselineProposed'>): InitiativeState {
  const { rebaselineId, reason, changes } = event.data;
  const before = state.rebaselines.map((other): Rebaseline => (other.state === 'PENDING' ? { ...other, state: 'SUPERSEDED' } : other));
  const proposal: Rebaseline = {
    id: rebaselineId,
    state: 'PENDING',
    reason,
    changes,
    proposedBy: event.metadata.actor,
    proposedAt: event.metadata.occurredAt,
  };
  return { ...state, rebaselines: [...before, proposal] };
}

/** Puts the dates of a proposal in force; a milestone without a date is released. */
export function approved(state: InitiativeState, event: InitiativeEventOf<'RebaselineApproved'>): InitiativeState {
  const { rebaselineId, note, changes } = event.data;
  const { occurredOn: since, occurredAt: at } = event.metadata;
  const to = new Map(changes.map((change) => [change.milestoneId, change.to]));
  const milestones = state.milestones.map((milestone): Milestone => {
    const date = to.get(milestone.id);
    if (date === undefined) return milestone;
    if (date === null) return { ...milestone, releases: [...milestone.releases, { from: since }] };
    return { ...milestone, baselines: [...milestone.baselines, { date, since, at, rebaselineId }] };
  });
  return decided({ ...state, milestones }, rebaselineId, 'APPROVED', event, note);
}

/** Records the outcome of a proposal and who decided it. */
export function decided(
  state: InitiativeState,
  rebaselineId: string,
  outcome: 'APPROVED' | 'REJECTED',
  event: InitiativeEventOf<'RebaselineApproved' | 'RebaselineRejected'>,
  note: string | undefined,
): InitiativeState {
  const rebaseline = state.rebaselines.find((other) => other.id === rebaselineId);
  if (!rebaseline) return state;
  return withRebaseline(state, {
    ...rebaseline,
    state: outcome,
    decidedBy: event.metadata.actor,
    decidedAt: event.metadata.occurredAt,
    ...(note === undefined ? {} : { note }),
  });
}

const withRebaseline = (state: InitiativeState, rebaseline: Rebaseline): InitiativeState => ({
  ...state,
  rebaselines: state.rebaselines.map((other) => (other.id === rebaseline.id ? rebaseline : other)),
});
