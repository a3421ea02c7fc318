import type { InitiativeEventOf } from './events.js';
import { nearest, WEIGHT } from '../ranges.js';
import { supersede } from './evolve-rebaselines.js';
import { ended, type InitiativeState, type Milestone } from './state.js';

type MilestoneChange = InitiativeEventOf<
  | 'MilestoneRetitled'
  | 'MilestoneReweighed'
  | 'MilestoneRescheduled'
  | 'ForecastConfirmed'
  | 'MilestoneAchieved'
  | 'MilestoneReopened'
  | 'MilestoneDescoped'
  | 'MilestoneRestored'
>;

/** With one more milestone, whose due date is its original promise. */
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

/** With a milestone as it is after the event; any change but a confirmed forecast makes a proposal about it outdated. */
export function milestoneChanged(state: InitiativeState, event: MilestoneChange): InitiativeState {
  // An event of a type that this code does not know arrives here too, and changes nothing.
  const index = state.milestones.findIndex((milestone) => milestone.id === event.data.milestoneId);
  if (index < 0) return state;
  const before = state.milestones[index]!;
  const milestone = milestoneAfter(before, event);
  if (milestone === before) return state;
  const next = { ...state, milestones: state.milestones.with(index, milestone) };
  return event.type === 'ForecastConfirmed' ? next : supersede(next, [milestone.id]);
}

function milestoneAfter(milestone: Milestone, event: MilestoneChange): Milestone {
  const { occurredOn: since, occurredAt: at, actor: by } = event.metadata;
  switch (event.type) {
    case 'MilestoneRetitled':
      return { ...milestone, title: event.data.title };
    case 'MilestoneReweighed':
      return { ...milestone, weights: [...milestone.weights, { since, value: nearest(event.data.weight, WEIGHT) }] };
    case 'MilestoneRescheduled':
      return rescheduled(milestone, event);
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

function rescheduled(milestone: Milestone, event: InitiativeEventOf<'MilestoneRescheduled'>): Milestone {
  const { from, forecast, reasonCode, reason, blockedBy } = event.data;
  const { occurredOn: since, occurredAt: at, actor: by } = event.metadata;
  const blocked = blockedBy === undefined ? {} : { blockedBy };
  const reschedule = { from, to: forecast, reasonCode, reason, ...blocked, by, at, since };
  return { ...unblocked(milestone), ...blocked, forecast, reschedules: [...milestone.reschedules, reschedule] };
}

/** Neither blocked nor confirmed, as most are: leaving out members of an object is slow, and makes slow objects. */
function unblocked(milestone: Milestone): Milestone {
  if (milestone.blockedBy === undefined && milestone.forecastConfirmedAt === undefined) return milestone;
  const { blockedBy: _blockedBy, forecastConfirmedAt: _confirmed, ...rest } = milestone;
  return rest;
}
