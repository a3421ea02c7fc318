import type { Circumstances, Refusal } from '#event-sourcing/commands/decider.js';
import { refuse } from '../../refusals.js';
import { omitNullish } from '../../omit-nullish.js';
import type { RecordStatusLine } from '../commands.js';
import type { InitiativeEvent } from '../events.js';
import { foresee, inTurn } from '../foresee.js';
import { MAX_MILESTONES } from '../launch.js';
import { achievementsCheck } from './status-line.js';
import { type CompletedLine, type CompletedMilestone, completedLine } from './completed-line.js';
import { type Initiative, type InitiativeState, isDescoped, type Milestone, ownerOn, pillarOf, standingAchievement } from '../state.js';

interface Wanted extends CompletedMilestone {
  /** Whether open milestones are descoped: an implemented initiative leaves nothing open. */
  readonly descoped: boolean;
}
type Snapshot = ReadonlyMap<string, Wanted>;
type Step = (ahead: InitiativeState) => readonly InitiativeEvent[];

/**
 * Records a status line as one command: differences between the snapshot and the state become events. An ended initiative is reopened for
 * the changes and ended again.
 */
export function recordStatusLine(
  { programId, initiativeId, line: said }: RecordStatusLine['data'],
  state: Initiative,
  at: Circumstances,
): readonly InitiativeEvent[] | Refusal {
  if (state.status !== 'NONE' && state.programId !== programId) return refuse('INITIATIVE_OF_OTHER_PROGRAM', 'initiative');
  const wrong = achievementsCheck(said, at.today);
  if (wrong) return wrong;

  const line = completedLine(said, initiativeId, state, at.today);
  const snapshot = snapshotOf(line);
  const launch = state.status === 'NONE' ? [launched(line)] : [];
  const before = foresee(state, launch, { programId, initiativeId }, at) as InitiativeState;
  if (all(before, snapshot).size > MAX_MILESTONES) return refuse('TOO_MANY_MILESTONES', 'milestones');

  const changes = inTurn<never>(steps(line, snapshot, at.today), before, at);
  const isEnded = before.status === 'COMPLETED' || before.status === 'CANCELLED';
  const isReopened = isEnded && (changes.length > 0 || line.becomes !== before.status);
  return [
    ...launch,
    ...(isReopened ? [{ type: 'InitiativeReopened', data: { reason: reasonOf(line) } } as const] : []),
    ...changes,
    ...statusReached(isReopened ? 'ACTIVE' : before.status, line),
  ];
}

const reasonOf = (line: CompletedLine): string => `imported: status ${line.status}`;

const snapshotOf = (line: CompletedLine): Snapshot =>
  new Map(
    line.milestones.map((milestone) => [
      milestone.id,
      { ...milestone, descoped: line.becomes === 'COMPLETED' && milestone.achieved === undefined },
    ]),
  );

const all = (state: InitiativeState, snapshot: Snapshot): ReadonlySet<string> =>
  new Set([...state.milestones.map(({ id }) => id), ...snapshot.keys()]);

function launched({ pillar, unit, title, owner }: CompletedLine): InitiativeEvent {
  return { type: 'InitiativeLaunched', data: { pillar, ...omitNullish({ unit }), title, weight: 1, ...omitNullish({ owner }) } };
}

function steps(line: CompletedLine, snapshot: Snapshot, today: string): readonly Step[] {
  const reason = reasonOf(line);
  /** One event for each milestone of the state for which `holds` is true. */
  const each =
    (
      holds: (milestone: Milestone, wanted: Wanted | undefined) => boolean,
      event: (milestone: Milestone, wanted: Wanted) => InitiativeEvent,
    ): Step =>
    ({ milestones }) =>
      milestones
        .filter((milestone) => holds(milestone, snapshot.get(milestone.id)))
        .map((milestone) => event(milestone, snapshot.get(milestone.id)!));

  return [
    (ahead) => (ahead.title === line.title ? [] : [{ type: 'InitiativeRetitled', data: { title: line.title } }]),
    (ahead) => moved(ahead, line),
    (ahead) => (ownerOn(ahead, today) === line.owner ? [] : [{ type: 'OwnerAssigned', data: { owner: line.owner, effectiveOn: today } }]),
    each(isRestored, ({ id: milestoneId }) => ({ type: 'MilestoneRestored', data: { milestoneId, reason } })),
    each(isReopened, ({ id: milestoneId }) => ({ type: 'MilestoneReopened', data: { milestoneId, reason } })),
    ({ milestones }) => planned(new Set(milestones.map(({ id }) => id)), snapshot),
    each(
      (milestone, wanted) => wanted !== undefined && wanted.title !== milestone.title,
      ({ id: milestoneId }, { title }) => ({ type: 'MilestoneRetitled', data: { milestoneId, title } }),
    ),
    each(
      (milestone, wanted) => wanted !== undefined && wanted.due !== milestone.forecast,
      ({ id: milestoneId, forecast: from }, { due: forecast }) => ({
        type: 'MilestoneRescheduled',
        data: { milestoneId, from, forecast, reasonCode: 'UNKNOWN', reason },
      }),
    ),
    each(
      (milestone, wanted) => wanted?.achieved !== undefined && !standingAchievement(milestone),
      ({ id: milestoneId }, { achieved }) => ({ type: 'MilestoneAchieved', data: { milestoneId, on: achieved! } }),
    ),
    each(
      (milestone, wanted) => (wanted === undefined || wanted.descoped) && !standingAchievement(milestone) && !isDescoped(milestone),
      ({ id: milestoneId }) => ({ type: 'MilestoneDescoped', data: { milestoneId, reason } }),
    ),
  ];
}

/** Pillar and unit change in one event; an element of the old pillar is dropped. */
function moved(ahead: InitiativeState, line: CompletedLine): readonly InitiativeEvent[] {
  const { pillar, unit } = line;
  const isSamePillar = pillar === pillarOf(ahead);
  if (isSamePillar && unit === ahead.unit) return [];
  const element = isSamePillar ? ahead.element : undefined;
  return [{ type: 'InitiativeMoved', data: { pillar, ...omitNullish({ element, unit }), reason: reasonOf(line) } }];
}

/** Whether a milestone is restored. One that will stay descoped is restored only for a reschedule, and then descoped again. */
const isRestored = (milestone: Milestone, wanted: Wanted | undefined): boolean =>
  wanted !== undefined && isDescoped(milestone) && (!wanted.descoped || wanted.due !== milestone.forecast);

/** Whether an achievement is undone: the line does not have it, gives another date, or another due date requires it. */
function isReopened(milestone: Milestone, wanted: Wanted | undefined): boolean {
  const achievement = standingAchievement(milestone);
  return achievement !== undefined && (wanted?.achieved !== achievement.on || wanted.due !== milestone.forecast);
}

const planned = (known: ReadonlySet<string>, snapshot: Snapshot): readonly InitiativeEvent[] =>
  [...snapshot]
    .filter(([id]) => !known.has(id))
    .map(([milestoneId, { title, due }]) => ({ type: 'MilestonePlanned', data: { milestoneId, title, due, weight: 1 } }));

function statusReached(status: InitiativeState['status'], line: CompletedLine): readonly InitiativeEvent[] {
  if (status === line.becomes) return [];
  const reason = reasonOf(line);
  switch (line.becomes) {
    case 'ACTIVE':
      return [{ type: 'InitiativeResumed', data: { note: reason } }];
    case 'PAUSED':
      return [{ type: 'InitiativePaused', data: { reason } }];
    case 'COMPLETED':
      return [{ type: 'InitiativeCompleted', data: { note: reason } }];
    case 'CANCELLED':
      return [{ type: 'InitiativeCancelled', data: { reason } }];
    default:
      return line.becomes satisfies never;
  }
}
