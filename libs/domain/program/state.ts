import type { Recorded } from '#event-sourcing/event.js';
import { evolveBy, typesIn, type EvolveSteps } from '#event-sourcing/commands/tables.js';
import type { LocalDate } from '../calendar.js';
import { withFormer, type FormerName } from '../former-names.js';
import type { Pillar } from '../pillars.js';
import type { DriftPolicy, PlannedPhase, ProgramEvent, RoleOf } from './events.js';
import { policyInRange } from './policy.js';

/** A value with the day on which it became known. Lists of versions are in the order of the stream. */
export interface Version<T> {
  readonly since: LocalDate;
  readonly value: T;
}

/** A phase plan with the revision of its event, which tells which of several plans of one day another event knew. */
export interface PlanVersion extends Version<readonly PlannedPhase[]> {
  readonly revision: number;
}

export interface PhaseEntry {
  readonly phase: string;
  /** The date of the entry. */
  readonly on: LocalDate;
  /** The day on which this date of the phase entry became known. */
  readonly known: LocalDate;
  readonly approvedBy?: string;
  readonly note?: string;
  /** The earlier dates of a corrected entry, in the order in which they became known. */
  readonly wrongly?: readonly { readonly on: LocalDate; readonly known: LocalDate }[];
}

export interface LeadAssignment {
  readonly pillar: Pillar;
  readonly person: string;
  readonly effectiveOn: LocalDate;
}

export interface Grant extends RoleOf {
  readonly since: LocalDate;
  /** The last day of the role, as it was granted. */
  readonly endsOn?: LocalDate;
  /** The day on which it was revoked, or granted anew with another last day. */
  readonly until?: LocalDate;
}

/** A period in which the program was closed: from `from` until the day before `until`. */
export interface Closure {
  readonly from: LocalDate;
  readonly until?: LocalDate;
}

export interface NoProgram {
  readonly status: 'NONE';
}

/**
 * The state of a program, with every version and the day it became known: live answers, as-of, both perspectives and what-if use the same
 * state.
 */
export interface ProgramState {
  readonly status: 'ACTIVE' | 'CLOSED';
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly formerNames?: readonly FormerName[];
  readonly objective?: string;
  readonly sponsor: string;
  readonly startsOn: LocalDate;
  readonly timeZone: string;
  /** The day the chartering became known. */
  readonly charteredOn: LocalDate;
  readonly charteredAt: string;
  /** The charter's recordedAt: the weekly schedule evaluates from this instant on. */
  readonly recordedAt: string;
  /** The source of the program's charter, if it was imported from a history file. */
  readonly importedFrom?: string;
  readonly plans: readonly PlanVersion[];
  readonly policies: readonly Version<DriftPolicy>[];
  readonly entries: readonly PhaseEntry[];
  readonly leads: readonly LeadAssignment[];
  readonly grants: readonly Grant[];
  readonly closures: readonly Closure[];
}

export type Program = NoProgram | ProgramState;

export const noProgram: Program = { status: 'NONE' };

const lastOf = <T>(versions: readonly T[]): T => versions[versions.length - 1]!;

export const phasePlan = (program: ProgramState): readonly PlannedPhase[] => lastOf(program.plans).value;
export const driftPolicy = (program: ProgramState): DriftPolicy => lastOf(program.policies).value;
/** The planned end of the last phase. */
export const endsOn = (program: ProgramState): LocalDate => lastOf(phasePlan(program)).endsOn;

export function evolve(state: Program, event: Recorded<ProgramEvent>): Program {
  if (event.type === 'ProgramChartered') return chartered(event);
  if (state.status === 'NONE') return state;
  return evolveBy(steps, { ...state, revision: event.revision }, event);
}

function chartered(event: Extract<Recorded<ProgramEvent>, { type: 'ProgramChartered' }>): ProgramState {
  const { data, metadata } = event;
  return {
    status: 'ACTIVE',
    id: metadata.programId ?? event.stream.slice('program-'.length),
    revision: event.revision,
    name: data.name,
    ...(data.objective === undefined ? {} : { objective: data.objective }),
    sponsor: data.sponsor,
    startsOn: data.startsOn,
    timeZone: data.timeZone,
    charteredOn: metadata.occurredOn,
    charteredAt: metadata.occurredAt,
    recordedAt: metadata.recordedAt,
    ...(metadata.importedFrom === undefined ? {} : { importedFrom: metadata.importedFrom }),
    plans: [{ since: metadata.occurredOn, value: data.phases, revision: event.revision }],
    policies: [{ since: metadata.occurredOn, value: policyInRange(data.policy) }],
    entries: [],
    leads: [],
    // Who charters a program is its first PMO.
    grants: [{ person: metadata.actor, role: 'PMO', since: metadata.occurredOn }],
    closures: [],
  };
}

const steps: EvolveSteps<ProgramState, ProgramEvent> = {
  // A second charter changes nothing.
  ProgramChartered: (state) => state,
  ProgramRenamed: (state, { data, revision }) => ({
    ...state,
    name: data.name,
    formerNames: withFormer(state.formerNames, state.name, revision),
  }),
  ObjectiveRevised: (state, { data }) => ({ ...state, objective: data.objective }),
  PhasePlanRevised: (state, { data, metadata, revision }) => ({
    ...state,
    plans: [...state.plans, { since: metadata.occurredOn, value: data.phases, revision }],
  }),
  PhaseEntered: (state, { data, metadata: { occurredOn: since }, revision }) => {
    const { phases, ...entry } = data;
    return {
      ...state,
      entries: [...state.entries, { ...entry, known: since }],
      plans: phases ? [...state.plans, { since, value: phases, revision }] : state.plans,
    };
  },
  PhaseEntryCorrected: (state, { data, metadata }) => ({
    ...state,
    entries: state.entries.map((entry) => (entry.phase === data.phase ? corrected(entry, data.on, metadata.occurredOn) : entry)),
  }),
  DriftPolicyRevised: (state, { data, metadata }) => ({
    ...state,
    policies: [...state.policies, { since: metadata.occurredOn, value: policyInRange(data.policy) }],
  }),
  PillarLeadAssigned: (state, { data }) => ({ ...state, leads: [...state.leads, data] }),
  RoleGranted: (state, { data: { reason: _, ...granted }, metadata: { occurredOn: since } }) => ({
    ...state,
    grants: [...ended(state.grants, granted, since), { ...granted, since }],
  }),
  RoleRevoked: (state, { data, metadata }) => ({ ...state, grants: ended(state.grants, data, metadata.occurredOn) }),
  ProgramClosed: (state, { metadata }) => ({
    ...state,
    status: 'CLOSED',
    closures: [...state.closures, { from: metadata.occurredOn }],
  }),
  ProgramReopened: (state, { metadata }) => ({
    ...state,
    status: 'ACTIVE',
    closures: state.closures.map((closure) => (closure.until === undefined ? { ...closure, until: metadata.occurredOn } : closure)),
  }),
};

const corrected = ({ on: wrong, known: before, wrongly = [], ...entry }: PhaseEntry, on: LocalDate, known: LocalDate): PhaseEntry => ({
  ...entry,
  on,
  known,
  wrongly: [...wrongly, { on: wrong, known: before }],
});

export const PROGRAM_EVENTS = typesIn(steps);

/** Whether a grant that was not revoked is about this role. */
export const isStanding = (grant: Grant, { person, role, initiativeId }: RoleOf): boolean =>
  grant.until === undefined && grant.person === person && grant.role === role && grant.initiativeId === initiativeId;

const ended = (grants: readonly Grant[], of: RoleOf, until: LocalDate): readonly Grant[] =>
  grants.map((grant) => (isStanding(grant, of) ? { ...grant, until } : grant));
