import type { Recorded } from '#event-sourcing/event.js';
import { evolveBy, typesIn, type EvolveSteps } from '#event-sourcing/commands/tables.js';
import type { LocalDate } from '../calendar.js';
import { withFormer } from '../former-names.js';
import { nearest, WEIGHT } from '../ranges.js';
import type { InitiativeEvent, InitiativeEventOf } from './events.js';
import { isMilestoneChange, MILESTONE_CHANGES, milestoneChanged, planned, type MilestoneChange } from './milestones/evolve-milestones.js';
import { approved, decided, proposed, supersede } from './rebaselines/evolve-rebaselines.js';
import { ended, type Initiative, type InitiativeState, isDescoped, isReleased, openOf, pillarOf, standingAchievement } from './state.js';

/** The state of an initiative after one more event of its stream. */
export function evolve(state: Initiative, event: Recorded<InitiativeEvent>): Initiative {
  if (event.type === 'InitiativeLaunched') return launched(event);
  if (state.status === 'NONE') return state;
  const next = { ...state, revision: event.revision };
  return isMilestoneChange(event) ? milestoneChanged(next, event) : evolveBy(steps, next, event);
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

const steps: EvolveSteps<InitiativeState, Exclude<InitiativeEvent, MilestoneChange>> = {
  // A second launch changes nothing.
  InitiativeLaunched: (state) => state,
  InitiativeRetitled: (state, { data, revision }) => ({
    ...state,
    title: data.title,
    formerTitles: withFormer(state.formerTitles, state.title, revision),
  }),
  InitiativeMoved: moved,
  InitiativeReweighed: (state, { data, metadata }) => ({
    ...state,
    weights: [...state.weights, { since: metadata.occurredOn, value: nearest(data.weight, WEIGHT) }],
  }),
  OwnerAssigned: (state, { data, metadata }) => ({ ...state, owners: [...state.owners, { ...data, known: metadata.occurredOn }] }),
  InitiativePaused: ({ pausedUntil: _, ...rest }, { data }) => ({
    ...rest,
    status: 'PAUSED',
    ...(data.until === undefined ? {} : { pausedUntil: data.until }),
  }),
  InitiativeResumed: active,
  InitiativeCompleted: (state) => ({ ...state, status: 'COMPLETED' }),
  InitiativeCancelled: (state, { metadata }) =>
    supersede(
      { ...state, status: 'CANCELLED', cancellations: [...state.cancellations, { from: metadata.occurredOn }] },
      countingMilestones(state),
    ),
  InitiativeReopened: (state, { metadata }) => reopened(active(state), metadata.occurredOn),
  MilestonePlanned: planned,
  RebaselineProposed: proposed,
  RebaselineApproved: approved,
  RebaselineRejected: (state, event) => decided(state, event.data.rebaselineId, 'REJECTED', event, event.data.reason),
};

export const INITIATIVE_EVENTS = [...typesIn(steps), ...MILESTONE_CHANGES];

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

/** The milestones that cancelling withdraws and reopening restores: neither achieved nor descoped. */
const countingMilestones = (state: InitiativeState): readonly string[] =>
  state.milestones.filter((milestone) => !standingAchievement(milestone) && !isDescoped(milestone)).map((milestone) => milestone.id);
