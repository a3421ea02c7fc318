import type { Circumstances, Refusal } from '#event-sourcing/commands/decider.js';
import {
  type Check,
  dateCheck,
  EVIDENCE_LENGTH,
  firstOf,
  idCheck,
  optionalText,
  pastCheck,
  REASON_LENGTH,
  reasonCheck,
  titleCheck,
  weightCheck,
} from '../../checks.js';
import { refuse } from '../../refusals.js';
import { omitNullish } from '../../omit-nullish.js';
import type {
  AchieveChange,
  ConfirmChange,
  DescopeMilestone,
  NewMilestone,
  ReopenMilestone,
  RescheduleChange,
  RestoreMilestone,
  RetitleMilestone,
  ReweighMilestone,
} from '../commands.js';
import { type InitiativeEvent, type MilestoneRef, RESCHEDULE_REASONS } from '../events.js';
import type { ProgramState } from '../../program/state.js';
import { MAX_MILESTONES, milestonePlanned, newMilestoneCheck } from '../launch.js';
import { confirmedForecastCheck, earliestDue, isImport, newForecastCheck } from './plausible-dates.js';
import { type InitiativeState, isDescoped, type Milestone, standingAchievement, weightOf } from '../state.js';

type Decision = readonly InitiativeEvent[] | Refusal;

/** The path of the change in the input: empty for a command of its own; `achieve`, 3 in a list. */
type Path = readonly (string | number)[];

const withMilestone = (
  state: InitiativeState,
  milestoneId: string,
  decide: (milestone: Milestone) => Decision,
  path: Path = [],
): Decision => {
  const milestone = state.milestones.find(({ id }) => id === milestoneId);
  return milestone ? decide(milestone) : refuse('MILESTONE_NOT_FOUND', ...path, 'milestoneId');
};

/** Refuses a milestone that is achieved (reopen it first) or descoped (restore it first). */
function openCheck(milestone: Milestone, path: Path): Check {
  if (standingAchievement(milestone)) return refuse('MILESTONE_ALREADY_ACHIEVED', ...path, 'milestoneId');
  return isDescoped(milestone) ? refuse('MILESTONE_DESCOPED', ...path, 'milestoneId') : undefined;
}

export function planMilestone(data: NewMilestone, state: InitiativeState, at: Circumstances, program: ProgramState): Decision {
  const taken = new Set(state.milestones.map(({ id }) => id));
  const wrong =
    newMilestoneCheck(data, { taken, earliest: earliestDue(program, at) }) ??
    (taken.size >= MAX_MILESTONES ? refuse('TOO_MANY_MILESTONES', 'initiativeId') : undefined);
  return wrong ?? [milestonePlanned(data)];
}

export const retitleMilestone = ({ milestoneId, title }: RetitleMilestone['data'], state: InitiativeState): Decision =>
  withMilestone(state, milestoneId, (milestone) => {
    const wrong = titleCheck(title, 'title');
    if (wrong) return wrong;
    return title === milestone.title ? [] : [{ type: 'MilestoneRetitled', data: { milestoneId, title } }];
  });

export const reweighMilestone = ({ milestoneId, weight, reason }: ReweighMilestone['data'], state: InitiativeState): Decision =>
  withMilestone(state, milestoneId, (milestone) => {
    const wrong = firstOf(weightCheck(weight, 'weight'), reasonCheck(reason, 'reason'));
    if (wrong) return wrong;
    return weight === weightOf(milestone) ? [] : [{ type: 'MilestoneReweighed', data: { milestoneId, weight, reason } }];
  });

/** Reschedules a milestone. A new reason for the same date is recorded; the same reason again is not. */
export const rescheduleMilestone = (change: RescheduleChange, state: InitiativeState, at: Circumstances, path: Path = []): Decision =>
  withMilestone(
    state,
    change.milestoneId,
    (milestone) => {
      const { milestoneId, forecast, reasonCode, reason, blockedBy } = change;
      const wrong = firstOf(
        openCheck(milestone, path),
        dateCheck(forecast, ...path, 'forecast'),
        newForecastCheck(forecast, at, ...path, 'forecast'),
        reasonCodeCheck(reasonCode, at, path),
        reasonCheck(reason, ...path, 'reason'),
        blockedBy ? blockerCheck(blockedBy, milestone, state, path) : undefined,
      );
      if (wrong) return wrong;
      if (isSaidAgain(change, milestone)) return [];
      return [
        {
          type: 'MilestoneRescheduled',
          data: { milestoneId, from: milestone.forecast, forecast, reasonCode, reason, ...omitNullish({ blockedBy }) },
        },
      ];
    },
    path,
  );

function reasonCodeCheck(reasonCode: RescheduleChange['reasonCode'], at: Circumstances, path: Path): Check {
  if (!RESCHEDULE_REASONS.includes(reasonCode)) return refuse('REASON_CODE_UNKNOWN', ...path, 'reasonCode');
  return reasonCode === 'UNKNOWN' && !isImport(at) ? refuse('REASON_CODE_OF_IMPORTS', ...path, 'reasonCode') : undefined;
}

/** Whether a reschedule repeats the last one. If it names no blocker, the previous blocker is meant. */
function isSaidAgain({ forecast, reasonCode, reason, blockedBy }: RescheduleChange, milestone: Milestone): boolean {
  const last = milestone.reschedules[milestone.reschedules.length - 1];
  const isSameReason = last !== undefined && last.reasonCode === reasonCode && last.reason === reason;
  return forecast === milestone.forecast && isSameReason && (!blockedBy || isSame(blockedBy, milestone.blockedBy));
}

const isSame = (a: MilestoneRef, b: MilestoneRef | undefined): boolean =>
  a.initiativeId === b?.initiativeId && a.milestoneId === b.milestoneId;

/** Checks a blocker. One in another initiative is not checked, because this stream cannot see it. */
function blockerCheck(blockedBy: MilestoneRef, milestone: Milestone, state: InitiativeState, path: Path): Check {
  const field = [...path, 'blockedBy'];
  const wrong = firstOf(idCheck(blockedBy.initiativeId, ...field, 'initiativeId'), idCheck(blockedBy.milestoneId, ...field, 'milestoneId'));
  if (wrong || blockedBy.initiativeId !== state.id) return wrong;
  if (blockedBy.milestoneId === milestone.id) return refuse('BLOCKED_BY_ITSELF', ...field);
  const known = state.milestones.some(({ id }) => id === blockedBy.milestoneId);
  return known ? undefined : refuse('MILESTONE_NOT_FOUND', ...field, 'milestoneId');
}

/** Confirms a forecast: "still on track" is recorded every time. */
export const confirmForecast = (
  { milestoneId, note }: ConfirmChange,
  state: InitiativeState,
  at: Circumstances,
  path: Path = [],
): Decision =>
  withMilestone(
    state,
    milestoneId,
    (milestone) => {
      const wrong = firstOf(
        openCheck(milestone, path),
        confirmedForecastCheck(milestone.forecast, at, ...path, 'milestoneId'),
        optionalText(note, REASON_LENGTH, ...path, 'note'),
      );
      return wrong ?? [{ type: 'ForecastConfirmed', data: { milestoneId, forecast: milestone.forecast, ...omitNullish({ note }) } }];
    },
    path,
  );

export const achieveMilestone = (change: AchieveChange, state: InitiativeState, { today }: Circumstances, path: Path = []): Decision =>
  withMilestone(
    state,
    change.milestoneId,
    (milestone) => {
      const { milestoneId, achievedOn, evidence } = change;
      const wrong = firstOf(
        openCheck(milestone, path),
        pastCheck(achievedOn, today, ...path, 'achievedOn'),
        optionalText(evidence, EVIDENCE_LENGTH, ...path, 'evidence'),
      );
      return wrong ?? [{ type: 'MilestoneAchieved', data: { milestoneId, on: achievedOn, ...omitNullish({ evidence }) } }];
    },
    path,
  );

export const reopenMilestone = ({ milestoneId, reason }: ReopenMilestone['data'], state: InitiativeState): Decision =>
  withMilestone(
    state,
    milestoneId,
    (milestone) =>
      reasonCheck(reason, 'reason') ??
      (standingAchievement(milestone) ? [{ type: 'MilestoneReopened', data: { milestoneId, reason } }] : []),
  );

export const descopeMilestone = ({ milestoneId, reason }: DescopeMilestone['data'], state: InitiativeState): Decision =>
  withMilestone(state, milestoneId, (milestone) => {
    const wrong = reasonCheck(reason, 'reason');
    if (wrong) return wrong;
    if (standingAchievement(milestone)) return refuse('MILESTONE_ALREADY_ACHIEVED', 'milestoneId');
    return isDescoped(milestone) ? [] : [{ type: 'MilestoneDescoped', data: { milestoneId, reason } }];
  });

/** Restores a milestone with its id and baseline: what was due before is due again. */
export const restoreMilestone = ({ milestoneId, reason }: RestoreMilestone['data'], state: InitiativeState): Decision =>
  withMilestone(
    state,
    milestoneId,
    (milestone) =>
      reasonCheck(reason, 'reason') ?? (isDescoped(milestone) ? [{ type: 'MilestoneRestored', data: { milestoneId, reason } }] : []),
  );
