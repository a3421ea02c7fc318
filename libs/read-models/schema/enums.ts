import type { BehindCause, PillarPair, Perspective } from '#domain/balance/balance.js';
import type { DriftKind } from '#domain/evaluation/events.js';
import type { RescheduleReason } from '#domain/initiative/events.js';
import type { InitiativeState, Rebaseline } from '#domain/initiative/state.js';
import type { Pillar } from '#domain/pillars.js';
import type { Role } from '#domain/program/events.js';
import type { ProgramState } from '#domain/program/state.js';
import type { Every } from '../balance/steps.js';
import type { MilestoneDisplayState } from '../milestones/milestone-view.js';
import type { InitiativeOrderField } from '../initiatives/initiative-filter.js';
import type { MilestoneOrderField } from '../milestones/milestone-filter.js';
import type { DriftOrderField } from '../drift/drift.js';
import type { EvaluationOrderField } from '../evaluations/evaluations.js';
import type { RebaselineOrderField } from '../initiatives/rebaselines.js';
import type { ProgramOrderField } from '../programs/programs.js';
import type { ProjectionStatus } from '#projection-engine/daemon/states/projection-status.js';
import { enumeration } from './enumeration.js';

export const PillarEnum = enumeration<Pillar>('Pillar', 'One of the four pillars of a transformation.', {
  LEADERSHIP: 'Direction, decisions and resources from above.',
  CULTURE: 'What people believe, reward and repeat.',
  PROCESS: 'How the work is done and handed on.',
  TECHNOLOGY: 'Platforms, tools and data.',
});

export const PillarPairEnum = enumeration<PillarPair>('PillarPair', 'A pair of neighbouring pillars whose synergy is judged.', {
  LEADERSHIP_CULTURE: 'Leadership and culture.',
  CULTURE_PROCESS: 'Culture and process.',
  PROCESS_TECHNOLOGY: 'Process and technology.',
});

export const ProgramStatusEnum = enumeration<ProgramState['status']>('ProgramStatus', 'Active or closed.', {
  ACTIVE: 'Chartered, and not closed.',
  CLOSED: 'Closed: it refuses work until it is reopened.',
});

export const InitiativeStatusEnum = enumeration<InitiativeState['status']>('InitiativeStatus', 'Where an initiative stands.', {
  ACTIVE: 'In progress.',
  PAUSED: 'Paused; its clock runs on.',
  COMPLETED: 'Completed: every milestone was achieved or withdrawn.',
  CANCELLED: 'Cancelled: its milestones that were not achieved are withdrawn.',
});

export const MilestoneStateEnum = enumeration<MilestoneDisplayState>('MilestoneState', 'Where a milestone stands today.', {
  PLANNED: 'Not achieved; its forecast is today or later.',
  OVERDUE:
    'Not achieved, and its forecast is before today. Late, in balances and stories, is what is open after its baseline, whatever its forecast.',
  ACHIEVED: 'Achieved.',
  DESCOPED: 'Withdrawn, itself or with its initiative.',
});

export const DriftKindEnum = enumeration<DriftKind>('DriftKind', 'What a drift signal watches.', {
  BEHIND: 'A pillar stands behind the other three.',
  AHEAD: 'A pillar outran its plan and the other three.',
  LATE: 'The whole program is late.',
});

export const DriftStateEnum = enumeration<'OPEN' | 'CLOSED'>('DriftState', 'Whether a drift episode is open or closed.', {
  OPEN: 'Flagged, and not cleared.',
  CLOSED: 'Cleared.',
});

export const BehindCauseEnum = enumeration<BehindCause>('BehindCause', 'Why a pillar is behind.', {
  PLAN: 'Its plan does not follow the phase.',
  DELIVERY: 'Its work does not follow the plan.',
});

export const RebaselineStateEnum = enumeration<Rebaseline['state']>('RebaselineState', 'What became of a proposed re-baseline.', {
  PENDING: 'Waits for a second person.',
  APPROVED: 'Approved: the listed forecasts are baselines now.',
  REJECTED: 'Rejected.',
  SUPERSEDED: 'Overtaken by a later proposal or by a change to a listed milestone.',
});

export const RescheduleReasonEnum = enumeration<RescheduleReason>('RescheduleReason', 'Why a forecast was moved.', {
  DEPENDENCY: 'It waits for something else.',
  RESOURCE: 'People or money are missing.',
  SCOPE: 'The work grew or changed.',
  VENDOR: 'A supplier is late.',
  RISK_MATERIALISED: 'A known risk came true.',
  PRIORITY: 'Something else comes first.',
  ESTIMATE: 'The estimate was wrong.',
  EXTERNAL: 'A cause outside the program.',
  CORRECTION: 'The forecast had been entered wrongly.',
  UNKNOWN: 'An imported history that names no cause. Not for commands.',
});

export const PerspectiveEnum = enumeration<Perspective>('Perspective', 'With whose knowledge the past is judged.', {
  AS_KNOWN_THEN: 'Every change counts from the day it became known: what the board saw.',
  AS_KNOWN_NOW:
    'Achievements, gates and owners count from their own dates, however late they were entered: what was true, against the plan of that time.',
});

export const EveryEnum = enumeration<Every>('Every', 'The step of a timeline.', {
  DAY: 'Each day.',
  WEEK: 'Each seventh day.',
  MONTH: 'The same day of each month, or its last.',
  QUARTER: 'The same day of each third month, or its last.',
});

export const RoleEnum = enumeration<Role>('Role', 'What a member may do in a program.', {
  SPONSOR: 'Answers for the program.',
  PMO: 'Plans and re-baselines.',
  OWNER: 'Owns initiatives.',
  CONTRIBUTOR: 'Works on initiatives.',
  AUDITOR: 'Reads everything, changes nothing.',
});

export const OrderDirectionEnum = enumeration<'ASC' | 'DESC'>('OrderDirection', 'The direction of an order.', {
  ASC: 'Smallest, earliest or first in the alphabet first.',
  DESC: 'Largest, latest or last in the alphabet first.',
});

export const ProgramOrderFieldEnum = enumeration<ProgramOrderField>(
  'ProgramOrderField',
  'What programs are ordered by; those without it come last.',
  {
    NAME: 'The name, as readers expect it: Chinese by pinyin, before other letters; accents and capitals beside their letters.',
    T: 'The mean standing at the last evaluation, as lastEvaluation shows it; programs that were never evaluated come last.',
    D: 'The balance at the last evaluation, as lastEvaluation shows it and not as of today; programs that were never evaluated come last.',
    STARTS_ON: 'The start date.',
    OPEN_DRIFT: 'The number of open drift episodes.',
    NEXT_GATE: 'The planned end of the current phase.',
  },
);

export const MilestoneOrderFieldEnum = enumeration<MilestoneOrderField>('MilestoneOrderField', 'What milestones are ordered by.', {
  FORECAST: 'The forecast.',
  BASELINE: 'The baseline in force.',
  SLIP: 'The slip in days today, as `slipDays` shows it.',
  TITLE: 'The title, as readers expect it: Chinese by pinyin, before other letters; accents and capitals beside their letters.',
  WEIGHT: 'The weight.',
  LAST_CHANGE: 'When its last change became known.',
});

export const InitiativeOrderFieldEnum = enumeration<InitiativeOrderField>(
  'InitiativeOrderField',
  'What initiatives are ordered by; those without it come last.',
  {
    LAUNCHED: 'When they were launched.',
    FORECAST: 'The soonest forecast of an open milestone.',
    BASELINE: 'The soonest baseline in force of an open milestone.',
    SLIP: 'The largest slip in days of an open milestone today.',
    TITLE: 'The title, as readers expect it: Chinese by pinyin, before other letters; accents and capitals beside their letters.',
    WEIGHT: 'The weight.',
    LAST_CHANGE: 'When the last change, or that of a milestone, became known.',
  },
);

export const DriftOrderFieldEnum = enumeration<DriftOrderField>('DriftEpisodeOrderField', 'What drift episodes are ordered by.', {
  OPENED: 'The date on which they opened.',
  CLOSED: 'The date on which they closed; open ones come last.',
});

export const EvaluationOrderFieldEnum = enumeration<EvaluationOrderField>('EvaluationOrderField', 'What evaluations are ordered by.', {
  DATE: 'The date that was evaluated.',
  T: 'The mean standing.',
  D: 'The balance.',
});

export const RebaselineOrderFieldEnum = enumeration<RebaselineOrderField>('RebaselineOrderField', 'What re-baselines are ordered by.', {
  PROPOSED: 'When they were proposed.',
  DECIDED: 'When they were approved or rejected; the others come last.',
});

export const ProjectionStateEnum = enumeration<ProjectionStatus['state']>('ProjectionState', 'What a projection is doing.', {
  LIVE: 'It has passed everything that is recorded.',
  CATCHING_UP: 'It is behind and moving.',
  REBUILDING: 'A new copy is being built beside the one that answers.',
  STOPPED: 'It failed on an event and waits for someone.',
});
