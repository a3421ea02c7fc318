import type { Recorded } from '#event-sourcing/event.js';
import type { LocalDate } from '../calendar.js';
import { nearest, WEIGHT } from '../ranges.js';
import type { InitiativeEvent, InitiativeEventOf } from './events.js';
import { milestoneChanged, planned } from './evolve-milestones.js';
import { approved, decided, proposed, supersede } from './evolve-rebaselines.js';
import { ended, type Initiative, type InitiativeState, isDescoped, isReleased, openOf, pillarOf, standingAchievement } from './state.js';

/** The state of an initiative after one more event of its stream. */
export function evolve(state: Initiative, event: Recorded<InitiativeEvent>): Initiative {
  if (event.type === 'InitiativeLaunched') return launched(event);
  if (state.status === 'NONE') return state;
  return changed({ ...state, revision: event.revision }, event);
}

function launched(event: InitiativeEventOf<'InitiativeLaunched'>): InitiativeState {
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
    weights: [{ since, value: nearest(data.weight, WEIGHT) }],
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
      return { ...state, weights: [...state.weights, { since, value: nearest(event.data.weight, WEIGHT) }] };
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

function moved(state: InitiativeState, event: InitiativeEventOf<'InitiativeMoved'>): InitiativeState {
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

/** Those that cancelling withdraws and reopening brings back: neither achieved nor descoped. */
const countingMilestones = (state: InitiativeState): readonly string[] =>
  state.milestones.filter((milestone) => !standingAchievement(milestone) && !isDescoped(milestone)).map((milestone) => milestone.id);
