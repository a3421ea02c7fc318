import { addDays, type LocalDate } from '#domain/calendar.js';
import { baselineOf, weightOf, type InitiativeState, type Milestone, type Rebaseline } from '#domain/initiative/state.js';
import { PILLARS, type Pillar } from '#domain/pillars.js';
import type { PillarValuesInput } from '#domain/program/commands.js';
import { driftPolicy, phasePlan, type ProgramState } from '#domain/program/state.js';
import { uuidFrom } from '#event-sourcing/uuid.js';
import type { AnyCommand } from '../commands/policy.js';

/** A text that no name and no objective has. */
const OTHER = 'An example that nobody sends';
const SOMEBODY = 'nobody_is_called_this';

/**
 * Examples of the commands that could change a thing, by what they would do. If none of them would be done, no command of that kind would
 * be: their values are chosen so that only who sends them, and the state, can be the reason of a refusal.
 */
type Examples<Thing> = Readonly<Record<string, (thing: Thing, today: LocalDate) => readonly AnyCommand[]>>;

export const programExamples = {
  rename: ({ id: programId }) => [{ type: 'RenameProgram', data: { programId, name: OTHER } }],
  reviseObjective: ({ id: programId }) => [{ type: 'ReviseObjective', data: { programId, objective: OTHER, reason: OTHER } }],
  revisePhasePlan: (program) => [{ type: 'RevisePhasePlan', data: { programId: program.id, phases: longerPlan(program), reason: OTHER } }],
  enterPhase: (program, on) =>
    phasePlan(program).map(({ key: phase }) => ({ type: 'EnterPhase', data: { programId: program.id, phase, on } })),
  correctPhaseEntry: (program) =>
    program.entries.flatMap(({ phase, on }) =>
      [-1, 1].map((days) => ({
        type: 'CorrectPhaseEntry' as const,
        data: { programId: program.id, phase, on: addDays(on, days), reason: OTHER },
      })),
    ),
  reviseDriftPolicy: (program) => [
    {
      type: 'ReviseDriftPolicy',
      data: { programId: program.id, consecutive: driftPolicy(program).consecutive === 1 ? 2 : 1, reason: OTHER },
    },
  ],
  assignPillarLead: ({ id: programId }) => [{ type: 'AssignPillarLead', data: { programId, pillar: 'CULTURE', personId: SOMEBODY } }],
  grantRole: ({ id: programId }) => [{ type: 'GrantRole', data: { programId, personId: SOMEBODY, role: 'AUDITOR' } }],
  // Of two roles that stand at least one may be revoked: only the last PMO without a last day may not.
  revokeRole: ({ id: programId, grants }) =>
    grants
      .filter(({ until }) => until === undefined)
      .slice(0, 2)
      .map(({ person: personId, role, initiativeId }) => ({ type: 'RevokeRole', data: { programId, personId, role, initiativeId } })),
  close: ({ id: programId }) => [{ type: 'CloseProgram', data: { programId, reason: OTHER } }],
  reopen: ({ id: programId }) => [{ type: 'ReopenProgram', data: { programId, reason: OTHER } }],
} as const satisfies Examples<ProgramState>;

/** The launch of an initiative under a pillar. */
export const launchUnder = ({ id: programId }: ProgramState, pillar: Pillar): AnyCommand => ({
  type: 'LaunchInitiative',
  data: { id: uuidFrom(OTHER), programId, pillar, title: OTHER },
});

export const initiativeExamples = {
  retitle: ({ id: initiativeId }) => [{ type: 'RetitleInitiative', data: { initiativeId, title: OTHER } }],
  move: ({ id: initiativeId }) =>
    PILLARS.map((pillar) => ({ type: 'MoveInitiative', data: { initiativeId, pillar, unit: OTHER, reason: OTHER } })),
  reweigh: (initiative) => [
    { type: 'ReweighInitiative', data: { initiativeId: initiative.id, weight: otherWeight(weightOf(initiative)), reason: OTHER } },
  ],
  assignOwner: ({ id: initiativeId }, effectiveOn) => [{ type: 'AssignOwner', data: { initiativeId, ownerId: SOMEBODY, effectiveOn } }],
  pause: ({ id: initiativeId }) => [{ type: 'PauseInitiative', data: { initiativeId, reason: OTHER } }],
  resume: ({ id: initiativeId }) => [{ type: 'ResumeInitiative', data: { initiativeId } }],
  complete: ({ id: initiativeId }) => [{ type: 'CompleteInitiative', data: { initiativeId } }],
  cancel: ({ id: initiativeId }) => [{ type: 'CancelInitiative', data: { initiativeId, reason: OTHER } }],
  reopen: ({ id: initiativeId }) => [{ type: 'ReopenInitiative', data: { initiativeId, reason: OTHER } }],
  planMilestone: ({ id: initiativeId, launchedOn }, today) => [
    { type: 'PlanMilestone', data: { initiativeId, id: uuidFrom(OTHER), title: OTHER, due: launchedOn > today ? launchedOn : today } },
  ],
  proposeRebaseline: ({ id: initiativeId }) => [{ type: 'ProposeRebaseline', data: { initiativeId, id: uuidFrom(OTHER), reason: OTHER } }],
} as const satisfies Examples<InitiativeState>;

/** A milestone in its initiative. */
export interface MilestoneAt {
  readonly initiative: InitiativeState;
  readonly milestone: Milestone;
}

const of = ({ initiative, milestone }: MilestoneAt) => ({ initiativeId: initiative.id, milestoneId: milestone.id });

export const milestoneExamples = {
  retitle: (at) => [{ type: 'RetitleMilestone', data: { ...of(at), title: OTHER } }],
  reweigh: (at) => [{ type: 'ReweighMilestone', data: { ...of(at), weight: otherWeight(weightOf(at.milestone)), reason: OTHER } }],
  reschedule: (at, today) => [
    {
      type: 'RescheduleMilestone',
      data: { ...of(at), forecast: dayAfter(at.milestone, today), reasonCode: 'ESTIMATE', reason: OTHER },
    },
  ],
  confirmForecast: (at) => [{ type: 'ConfirmForecast', data: of(at) }],
  achieve: (at, achievedOn) => [{ type: 'AchieveMilestone', data: { ...of(at), achievedOn } }],
  reopen: (at) => [{ type: 'ReopenMilestone', data: { ...of(at), reason: OTHER } }],
  descope: (at) => [{ type: 'DescopeMilestone', data: { ...of(at), reason: OTHER } }],
  restore: (at) => [{ type: 'RestoreMilestone', data: { ...of(at), reason: OTHER } }],
} as const satisfies Examples<MilestoneAt>;

/** A re-baseline in its initiative. */
export interface RebaselineAt {
  readonly initiative: InitiativeState;
  readonly rebaseline: Rebaseline;
}

export const rebaselineExamples = {
  approve: ({ initiative, rebaseline }) => [
    { type: 'ApproveRebaseline', data: { initiativeId: initiative.id, rebaselineId: rebaseline.id } },
  ],
  reject: ({ initiative, rebaseline }) => [
    { type: 'RejectRebaseline', data: { initiativeId: initiative.id, rebaselineId: rebaseline.id, reason: OTHER } },
  ],
} as const satisfies Examples<RebaselineAt>;

/** A drift episode of a program. */
export interface EpisodeAt {
  readonly programId: string;
  readonly episodeId: string;
}

export const driftExamples = {
  acknowledge: (at) => [{ type: 'AcknowledgeDrift', data: { ...at, note: OTHER } }],
} as const satisfies Examples<EpisodeAt>;

const otherWeight = (weight: number): number => (weight === 1 ? 2 : 1);

const dayAfter = (milestone: Milestone, today: LocalDate): LocalDate => {
  const { forecast } = milestone;
  return addDays(
    [today, forecast, baselineOf(milestone)].reduce((a, b) => (a > b ? a : b)),
    1,
  );
};

/** The phase plan with a last phase that is a day longer. */
function longerPlan(program: ProgramState) {
  const plan = phasePlan(program);
  return plan.map(({ key, name, endsOn, emphasis: [leadership, culture, process, technology] }, i) => ({
    key,
    name,
    endsOn: i === plan.length - 1 ? addDays(endsOn, 1) : endsOn,
    emphasis: { leadership, culture, process, technology } satisfies PillarValuesInput,
  }));
}
