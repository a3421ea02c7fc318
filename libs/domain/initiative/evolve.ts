import type { Recorded } from '#event-sourcing/event.js';
import type { LocalDate } from '../calendar.js';
import type { InitiativeEvent } from './events.js';
import {
  type Initiative,
  type InitiativeState,
  isDescoped,
  isReleased,
  type Milestone,
  openOf,
  pendingRebaseline,
  pillarOf,
  type Rebaseline,
  standingAchievement,
  type Withdrawal,
} from './state.js';

export function evolve(state: Initiative, event: Recorded<InitiativeEvent>): Initiative {
  if (event.type === 'InitiativeLaunched') return launched(event);
  if (state.status === 'NONE') return state;
  return changed({ ...state, revision: event.revision }, event);
}

type Event<Type extends InitiativeEvent['type']> = Extract<Recorded<InitiativeEvent>, { type: Type }>;

function launched(event: Event<'InitiativeLaunched'>): InitiativeState {
  const { data, metadata } = event;
  const since = metadata.occurredOn;
  return {
    status: 'ACTIVE',
    id: event.stream.slice('initiative-'.length),
    programId: metadata.programId!,
    revision: event.revision,
    launchedOn: since,
    launchedAt: metadata.occurredAt,
    title: data.title,
    ...(data.element === undefined ? {} : { element: data.element }),
    ...(data.unit === undefined ? {} : { unit: data.unit }),
    pillars: [{ since, value: data.pillar }],
    weights: [{ since, value: data.weight }],
    owners: data.owner === undefined ? [] : [{ owner: data.owner, effectiveOn: since, known: since }],
    cancellations: [],
    milestones: [],
    rebaselines: [],
  };
}

function changed(state: InitiativeState, event: Recorded<InitiativeEvent>): InitiativeState {
  const since = event.metadata.occurredOn;
  switch (event.type) {
    case 'InitiativeLaunched':
      return state;
    case 'InitiativeRetitled':
      return { ...state, title: event.data.title };
    case 'InitiativeMoved':
      return moved(state, event);
    case 'InitiativeReweighed':
      return { ...state, weights: [...state.weights, { since, value: event.data.weight }] };
    case 'OwnerAssigned':
      return { ...state, owners: [...state.owners, { ...event.data, known: since }] };
    case 'InitiativePaused': {
      const { pausedUntil: _, ...rest } = state;
      return { ...rest, status: 'PAUSED', ...(event.data.until === undefined ? {} : { pausedUntil: event.data.until }) };
    }
    case 'InitiativeResumed':
      return active(state);
    case 'InitiativeCompleted':
      return { ...state, status: 'COMPLETED' };
    case 'InitiativeCancelled':
      return supersede(
        { ...state, status: 'CANCELLED', cancellations: [...state.cancellations, { from: since }] },
        countingMilestones(state),
      );
    case 'InitiativeReopened':
      return reopened(active(state), since);
    case 'MilestonePlanned':
      return planned(state, event);
    case 'RebaselineProposed':
      return proposed(state, event);
    case 'RebaselineApproved':
      return approved(state, event);
    case 'RebaselineRejected':
      return decided(state, event.data.rebaselineId, 'REJECTED', event, event.data.reason);
    default:
      return milestoneChanged(state, event);
  }
}

function active(state: InitiativeState): InitiativeState {
  const { pausedUntil: _, ...rest } = state;
  return { ...rest, status: 'ACTIVE' };
}

function moved(state: InitiativeState, event: Event<'InitiativeMoved'>): InitiativeState {
  const { element: _element, unit: _unit, ...rest } = state;
  const { pillar, element, unit } = event.data;
  return {
    ...rest,
    ...(element === undefined ? {} : { element }),
    ...(unit === undefined ? {} : { unit }),
    pillars: pillar === pillarOf(state) ? state.pillars : [...state.pillars, { since: event.metadata.occurredOn, value: pillar }],
  };
}

function reopened(state: InitiativeState, since: LocalDate): InitiativeState {
  if (openOf(state.cancellations) === undefined) return state;
  return supersede(
    {
      ...state,
      cancellations: ended(state.cancellations, since),
      milestones: state.milestones.map((milestone) =>
        isReleased(milestone) && !isDescoped(milestone) ? { ...milestone, releases: ended(milestone.releases, since) } : milestone,
      ),
    },
    countingMilestones(state),
  );
}

const ended = (stretches: readonly Withdrawal[], until: LocalDate): readonly Withdrawal[] =>
  stretches.map((stretch) => (stretch.until === undefined ? { ...stretch, until } : stretch));

function planned(state: InitiativeState, event: Event<'MilestonePlanned'>): InitiativeState {
  const { milestoneId, title, due, weight } = event.data;
  const { occurredOn: since, occurredAt: at } = event.metadata;
  const milestone: Milestone = {
    id: milestoneId,
    title,
    plannedOn: since,
    weights: [{ since, value: weight }],
    baselines: [{ date: due, since, at }],
    forecast: due,
    achievements: [],
    reschedules: [],
    descopings: [],
    releases: [],
  };
  return { ...state, milestones: [...state.milestones, milestone] };
}

function milestoneChanged(
  state: InitiativeState,
  event: Event<
    | 'MilestoneRetitled'
    | 'MilestoneReweighed'
    | 'MilestoneRescheduled'
    | 'ForecastConfirmed'
    | 'MilestoneAchieved'
    | 'MilestoneReopened'
    | 'MilestoneDescoped'
    | 'MilestoneRestored'
  >,
): InitiativeState {
  // An event of a type that this code does not know arrives here too, and changes nothing.
  const index = state.milestones.findIndex((milestone) => milestone.id === event.data.milestoneId);
  if (index < 0) return state;
  const before = state.milestones[index]!;
  const milestone = milestoneAfter(before, event);
  if (milestone === before) return state;
  const next = { ...state, milestones: state.milestones.with(index, milestone) };
  return event.type === 'ForecastConfirmed' ? next : supersede(next, [milestone.id]);
}

function milestoneAfter(milestone: Milestone, event: Parameters<typeof milestoneChanged>[1]): Milestone {
  const { occurredOn: since, occurredAt: at, actor: by } = event.metadata;
  switch (event.type) {
    case 'MilestoneRetitled':
      return { ...milestone, title: event.data.title };
    case 'MilestoneReweighed':
      return { ...milestone, weights: [...milestone.weights, { since, value: event.data.weight }] };
    case 'MilestoneRescheduled': {
      const { from, forecast, reasonCode, reason, blockedBy } = event.data;
      const { blockedBy: _blockedBy, forecastConfirmedAt: _confirmed, ...rest } = milestone;
      const blocked = blockedBy === undefined ? {} : { blockedBy };
      return {
        ...rest,
        ...blocked,
        forecast,
        reschedules: [...milestone.reschedules, { from, to: forecast, reasonCode, reason, ...blocked, by, at, since }],
      };
    }
    case 'ForecastConfirmed':
      return { ...milestone, forecastConfirmedAt: at };
    case 'MilestoneAchieved': {
      const { on, evidence } = event.data;
      return {
        ...milestone,
        achievements: [...milestone.achievements, { on, ...(evidence === undefined ? {} : { evidence }), by, at, known: since }],
      };
    }
    case 'MilestoneReopened':
      return {
        ...milestone,
        achievements: milestone.achievements.map((achievement) =>
          achievement.reopenedAt === undefined
            ? { ...achievement, reopenedAt: at, reopenedOn: since, reopenReason: event.data.reason }
            : achievement,
        ),
      };
    case 'MilestoneDescoped':
      return { ...milestone, descopings: [...milestone.descopings, { from: since }] };
    case 'MilestoneRestored':
      return { ...milestone, descopings: ended(milestone.descopings, since), releases: ended(milestone.releases, since) };
    default:
      event satisfies never;
      return milestone;
  }
}

/** Those that cancelling withdraws and reopening brings back: neither achieved nor descoped. */
const countingMilestones = (state: InitiativeState): readonly string[] =>
  state.milestones.filter((milestone) => !standingAchievement(milestone) && !isDescoped(milestone)).map((milestone) => milestone.id);

/** Any change to a listed milestone makes a pending proposal SUPERSEDED. */
function supersede(state: InitiativeState, changedIds: readonly string[]): InitiativeState {
  const pending = pendingRebaseline(state);
  if (!pending?.changes.some((change) => changedIds.includes(change.milestoneId))) return state;
  return withRebaseline(state, { ...pending, state: 'SUPERSEDED' });
}

const withRebaseline = (state: InitiativeState, rebaseline: Rebaseline): InitiativeState => ({
  ...state,
  rebaselines: state.rebaselines.map((other) => (other.id === rebaseline.id ? rebaseline : other)),
});

function proposed(state: InitiativeState, event: Event<'RebaselineProposed'>): InitiativeState {
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

function approved(state: InitiativeState, event: Event<'RebaselineApproved'>): InitiativeState {
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

function decided(
  state: InitiativeState,
  rebaselineId: string,
  outcome: 'APPROVED' | 'REJECTED',
  event: Event<'RebaselineApproved' | 'RebaselineRejected'>,
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
