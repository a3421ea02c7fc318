import type { Recorded } from '#event-sourcing/event.js';
import { evolveBy, typesIn, type EvolveSteps } from '#event-sourcing/commands/tables.js';
import type { InitiativeEvent, InitiativeEventOf } from '../events.js';
import { withFormer } from '../../former-names.js';
import { nearest, WEIGHT } from '../../ranges.js';
import { supersede } from '../rebaselines/evolve-rebaselines.js';
import { ended, type InitiativeState, type Milestone } from '../state.js';

/** The facts that change exactly one milestone. */
export type MilestoneChange = Extract<
  InitiativeEvent,
  {
    readonly type:
      | 'MilestoneRetitled'
      | 'MilestoneReweighed'
      | 'MilestoneRescheduled'
      | 'ForecastConfirmed'
      | 'MilestoneAchieved'
      | 'MilestoneReopened'
      | 'MilestoneDescoped'
      | 'MilestoneRestored';
  }
>;

/** Adds a milestone, whose due date is its original baseline. */
export function planned(state: InitiativeState, event: InitiativeEventOf<'MilestonePlanned'>): InitiativeState {
  const { milestoneId, title, due, weight } = event.data;
  const { occurredOn: since, occurredAt: at } = event.metadata;
  const milestone: Milestone = {
    id: milestoneId,
    title,
    plannedOn: since,
    weights: [{ since, value: nearest(weight, WEIGHT) }],
    baselines: [{ date: due, since, at }],
    forecast: due,
    achievements: [],
    reschedules: [],
    descopings: [],
    releases: [],
  };
  return { ...state, milestones: [...state.milestones, milestone] };
}

const steps: EvolveSteps<Milestone, MilestoneChange> = {
  MilestoneRetitled: (milestone, { data, revision }) => ({
    ...milestone,
    title: data.title,
    formerTitles: withFormer(milestone.formerTitles, milestone.title, revision),
  }),
  MilestoneReweighed: (milestone, { data, metadata }) => ({
    ...milestone,
    weights: [...milestone.weights, { since: metadata.occurredOn, value: nearest(data.weight, WEIGHT) }],
  }),
  MilestoneRescheduled: rescheduled,
  ForecastConfirmed: (milestone, { metadata }) => ({ ...milestone, forecastConfirmedAt: metadata.occurredAt }),
  MilestoneAchieved: (milestone, { data: { on, evidence }, metadata: { actor: by, occurredAt: at, occurredOn: known } }) => ({
    ...milestone,
    achievements: [...milestone.achievements, { on, ...(evidence === undefined ? {} : { evidence }), by, at, known }],
  }),
  MilestoneReopened: (milestone, { data, metadata: { occurredAt: reopenedAt, occurredOn: reopenedOn } }) => ({
    ...milestone,
    achievements: milestone.achievements.map((achievement) =>
      achievement.reopenedAt === undefined ? { ...achievement, reopenedAt, reopenedOn, reopenReason: data.reason } : achievement,
    ),
  }),
  MilestoneDescoped: (milestone, { metadata }) => ({
    ...milestone,
    descopings: [...milestone.descopings, { from: metadata.occurredOn }],
  }),
  MilestoneRestored: (milestone, { metadata: { occurredOn: since } }) => ({
    ...milestone,
    descopings: ended(milestone.descopings, since),
    releases: ended(milestone.releases, since),
  }),
};

export const MILESTONE_CHANGES = typesIn(steps);

export const isMilestoneChange = (event: Recorded<InitiativeEvent>): event is Recorded<MilestoneChange> => Object.hasOwn(steps, event.type);

/**
 * Applies an event to its milestone. A change makes a pending proposal about the milestone outdated, but a mere word about its forecast
 * does not.
 */
export function milestoneChanged(state: InitiativeState, event: Recorded<MilestoneChange>): InitiativeState {
  const index = state.milestones.findIndex((milestone) => milestone.id === event.data.milestoneId);
  if (index < 0) return state;
  const milestone = evolveBy(steps, state.milestones[index]!, event);
  const next = { ...state, milestones: state.milestones.with(index, milestone) };
  return isWordOnly(event) ? next : supersede(next, [milestone.id]);
}

/** Whether the event only confirms the forecast or gives another reason for it. */
const isWordOnly = (event: Recorded<MilestoneChange>): boolean =>
  event.type === 'ForecastConfirmed' ||
  (event.type === 'MilestoneRescheduled' && event.data.from === event.data.forecast && event.data.blockedBy === undefined);

function rescheduled(milestone: Milestone, event: InitiativeEventOf<'MilestoneRescheduled'>): Milestone {
  const { from, forecast, reasonCode, reason, blockedBy } = event.data;
  const { occurredOn: since, occurredAt: at, actor: by } = event.metadata;
  const blocked = blockedBy === undefined ? {} : { blockedBy };
  const reschedule = { from, to: forecast, reasonCode, reason, ...blocked, by, at, since };
  return { ...unblocked(milestone), ...blocked, forecast, reschedules: [...milestone.reschedules, reschedule] };
}

/**
 * Removes the blocker and the confirmation of a milestone. Most have neither and are returned unchanged, because copying an object without
 * some members is slow and makes slow objects.
 */
function unblocked(milestone: Milestone): Milestone {
  if (milestone.blockedBy === undefined && milestone.forecastConfirmedAt === undefined) return milestone;
  const { blockedBy: _blockedBy, forecastConfirmedAt: _confirmed, ...rest } = milestone;
  return rest;
}
