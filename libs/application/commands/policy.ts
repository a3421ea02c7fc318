import type { DriftCommand } from '#domain/drift/commands.js';
import type { DriftState } from '#domain/drift/state.js';
import type { EvaluationCommand } from '#domain/evaluation/commands.js';
import type { InitiativeCommand } from '#domain/initiative/commands.js';
import { ownerOn, pillarOf, type InitiativeState } from '#domain/initiative/state.js';
import type { LocalDate } from '#domain/calendar.js';
import type { Pillar } from '#domain/pillars.js';
import type { ProgramCommand } from '#domain/program/commands.js';
import { contributesTo, hasPart, hasRole, leads, partsInProgram } from '#domain/program/roles.js';
import type { ProgramState } from '#domain/program/state.js';
import type { Principal } from './command.js';

/** Any command of the domain. */
export type AnyCommand = ProgramCommand | InitiativeCommand | EvaluationCommand | DriftCommand;

/** What a person can be in view of one command. Only some parts permit it. */
type Part =
  | 'PMO'
  | 'SPONSOR'
  /** Leads every pillar that the command is about. */
  | 'LEAD'
  /** Owns the initiative today. */
  | 'OWNER'
  /** Is named on the initiative. */
  | 'CONTRIBUTOR'
  /** Proposed the re-baseline. */
  | 'PROPOSER'
  /** Is a PMO of some other program. */
  | 'PMO_ELSEWHERE';

const PLANS: readonly Part[] = ['PMO', 'LEAD', 'OWNER', 'CONTRIBUTOR'];
const PROMISES: readonly Part[] = ['PMO', 'LEAD', 'OWNER'];
const PLACES: readonly Part[] = ['PMO', 'LEAD'];
const APPROVES: readonly Part[] = ['PMO', 'SPONSOR'];
const GOVERNS: readonly Part[] = ['PMO'];
/** Only Evenkeel itself, or an administrator who imports. */
const NOBODY: readonly Part[] = [];

/**
 * Who may send which command: the whole table, asked by the gateway and by what the schema tells a viewer. Administrators may send every
 * one. Whom a rule of the domain keeps out, such as the proposer of a re-baseline from approving it, stays out whatever the role.
 */
const POLICY = {
  CharterProgram: ['PMO_ELSEWHERE'],
  RenameProgram: GOVERNS,
  ReviseObjective: GOVERNS,
  RevisePhasePlan: GOVERNS,
  ReviseDriftPolicy: GOVERNS,
  AssignPillarLead: GOVERNS,
  GrantRole: GOVERNS,
  RevokeRole: GOVERNS,
  CloseProgram: GOVERNS,
  ReopenProgram: GOVERNS,
  EnterPhase: APPROVES,
  CorrectPhaseEntry: APPROVES,

  LaunchInitiative: PLACES,
  MoveInitiative: PLACES,
  ReweighInitiative: PLACES,
  AssignOwner: PLACES,
  CancelInitiative: PLACES,
  ReopenInitiative: PLACES,
  RetitleInitiative: PROMISES,
  PauseInitiative: PROMISES,
  ResumeInitiative: PROMISES,
  CompleteInitiative: PROMISES,

  PlanMilestone: PLANS,
  ConfirmForecast: PLANS,
  AchieveMilestone: PLANS,
  ReopenMilestone: PLANS,
  RetitleMilestone: PLANS,
  RescheduleMilestone: PROMISES,
  DescopeMilestone: PROMISES,
  RestoreMilestone: PROMISES,
  ReweighMilestone: PLACES,
  UpdateMilestones: PLANS,

  ProposeRebaseline: PROMISES,
  ApproveRebaseline: APPROVES,
  // Who proposed may withdraw it.
  RejectRebaseline: [...APPROVES, 'PROPOSER'],

  AcknowledgeDrift: ['PMO', 'LEAD', 'SPONSOR'],
  EvaluateBalance: GOVERNS,
  RecordStatusLine: NOBODY,
  FlagDrift: NOBODY,
  ClearDrift: NOBODY,
} as const satisfies Readonly<Record<AnyCommand['type'], readonly Part[]>>;

/** What a judgement depends on beside the command. */
export interface Setting {
  /** Undefined: the command charters the program. */
  readonly program: ProgramState | undefined;
  /** The initiative that the command changes; undefined: none, or it is not launched yet. */
  readonly initiative?: InitiativeState | undefined;
  /** The episodes, for a command about drift. */
  readonly drift?: DriftState | undefined;
  /** Today in the program's time zone. */
  readonly today: LocalDate;
  readonly isPmoElsewhere?: boolean | undefined;
}

/** `AS_ADMINISTRATOR`: permitted only because the principal is an administrator. `UNSEEN`: the principal may not know what exists. */
export type Judgement = 'ALLOWED' | 'AS_ADMINISTRATOR' | 'FORBIDDEN' | 'UNSEEN';

/** Judges whether a principal may send a command. */
export function judge(principal: Principal, command: AnyCommand, setting: Setting): Judgement {
  const { program } = setting;
  if (program && !reaches(principal, program.id)) return 'UNSEEN';
  // A token for some programs makes no other.
  if (!program && principal.scope?.programs) return 'FORBIDDEN';
  const mayWrite = principal.scope?.write ?? true;
  if (mayWrite && permittedParts(command).some((part) => HAS[part](principal.id, command, setting))) return 'ALLOWED';
  if (mayWrite && principal.administrator) return program ? 'AS_ADMINISTRATOR' : 'ALLOWED';
  const sees = !program || HAS.OWNER(principal.id, command, setting) || maySee(principal, program, setting.today);
  return sees ? 'FORBIDDEN' : 'UNSEEN';
}

/** Whether the credential of the principal reaches a program at all. */
export const reaches = ({ scope }: Principal, programId: string): boolean => scope?.programs?.includes(programId) ?? true;

/** Whether the credential has no limits: what concerns the whole installation needs that. */
export const isUnlimited = ({ scope }: Principal): boolean => scope === undefined || (scope.write && scope.programs === undefined);

/** Whether the principal may read a program, by the program's own stream: who owns an initiative in it today may read it too. */
export function maySee(principal: Principal, program: ProgramState, today: LocalDate): boolean {
  if (!reaches(principal, program.id)) return false;
  return seesAll(principal) || hasPart(partsInProgram(program, principal.id, today));
}

/** Whether the principal may read every program that the credential reaches. */
export const seesAll = ({ administrator, auditor }: Principal): boolean => administrator || (auditor ?? false);

/** A contributor may not reschedule, whatever else the same command does. */
const permittedParts = (command: AnyCommand): readonly Part[] =>
  command.type === 'UpdateMilestones' && (command.data.reschedule ?? []).length > 0 ? PROMISES : POLICY[command.type];

type Has = (person: string, command: AnyCommand, setting: Setting) => boolean;

/** Whether a person has a part in view of a command. Asked one by one: the first that permits it is enough. */
const HAS: Readonly<Record<Part, Has>> = {
  PMO: (person, _command, { program, today }) => program !== undefined && hasRole(program, person, 'PMO', today),
  SPONSOR: (person, _command, { program, today }) => program !== undefined && hasRole(program, person, 'SPONSOR', today),
  LEAD: (person, command, { program, initiative, drift, today }) => {
    if (!program) return false;
    const pillars = pillarsOf(command, initiative, drift);
    return pillars.length > 0 && pillars.every((pillar) => leads(program, person, pillar, today));
  },
  OWNER: (person, _command, { initiative, today }) => initiative !== undefined && ownerOn(initiative, today) === person,
  CONTRIBUTOR: (person, _command, { program, initiative, today }) =>
    program !== undefined && initiative !== undefined && contributesTo(program, person, initiative.id, today),
  // Who has no part in the program any longer does not see what they proposed.
  PROPOSER: (person, command, setting) => {
    const { program, initiative, today } = setting;
    if (!program || !initiative || command.type !== 'RejectRebaseline') return false;
    if (proposerOf(initiative, command.data.rebaselineId) !== person) return false;
    return HAS.OWNER(person, command, setting) || hasPart(partsInProgram(program, person, today));
  },
  PMO_ELSEWHERE: (_person, _command, { isPmoElsewhere }) => isPmoElsewhere ?? false,
};

/** The pillars that a command is about; empty: the program as a whole. */
function pillarsOf(command: AnyCommand, initiative: InitiativeState | undefined, drift: DriftState | undefined): readonly Pillar[] {
  if (command.type === 'AcknowledgeDrift') {
    const pillar = drift?.episodes[command.data.episodeId]?.pillar;
    return pillar ? [pillar] : [];
  }
  if (command.type === 'LaunchInitiative') return [command.data.pillar];
  if (!initiative) return [];
  return command.type === 'MoveInitiative' ? [pillarOf(initiative), command.data.pillar] : [pillarOf(initiative)];
}

const proposerOf = ({ rebaselines }: InitiativeState, id: string): string | undefined =>
  rebaselines.find((rebaseline) => rebaseline.id === id)?.proposedBy;
