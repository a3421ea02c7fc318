import { readFileSync } from 'node:fs';
import type { LocalDate } from '../../calendar.js';
import type { InitiativeEvent } from '../../initiative/events.js';
import type { Pillar, PillarShares } from '../../pillars.js';
import type { ProgramEvent } from '../../program/events.js';
import type { History, Known } from '../../testing/histories.js';
import { aPolicy } from '../../testing/policy.js';
import type { Balance, Perspective, PillarBalance, Synergy } from '../balance.js';

interface Phase {
  readonly key: string;
  readonly endsOn: LocalDate;
  readonly emphasis: PillarShares;
}

interface Policy {
  readonly halfLifeDays: number;
  readonly planTolerance: number;
}

/** A change in the form of the golden vectors; `known` is the day it became known. */
type Change = { readonly known: LocalDate } & (
  | { readonly type: 'ProgramChartered'; readonly startsOn: LocalDate; readonly phases: readonly Phase[]; readonly policy: Policy }
  | { readonly type: 'PhaseEntered'; readonly phase: string; readonly on: LocalDate; readonly phases?: readonly Phase[] }
  | { readonly type: 'PhasePlanRevised'; readonly phases: readonly Phase[] }
  | { readonly type: 'DriftPolicyRevised'; readonly policy: Policy }
  | { readonly type: 'ProgramClosed' | 'ProgramReopened' }
  | { readonly type: 'InitiativeLaunched'; readonly initiative: string; readonly pillar: Pillar; readonly weight: number }
  | { readonly type: 'InitiativeMoved'; readonly initiative: string; readonly pillar: Pillar }
  | { readonly type: 'InitiativeReweighed'; readonly initiative: string; readonly weight: number }
  | { readonly type: 'InitiativeCancelled' | 'InitiativeReopened'; readonly initiative: string }
  | {
      readonly type: 'RebaselineApproved';
      readonly initiative: string;
      readonly changes: readonly { milestone: string; to: LocalDate | null }[];
    }
  | {
      readonly type: 'MilestonePlanned';
      readonly initiative: string;
      readonly milestone: string;
      readonly due: LocalDate;
      readonly weight: number;
    }
  | { readonly type: 'MilestoneReweighed'; readonly milestone: string; readonly weight: number }
  | { readonly type: 'MilestoneRescheduled'; readonly milestone: string; readonly forecast: LocalDate }
  | { readonly type: 'MilestoneAchieved'; readonly milestone: string; readonly on: LocalDate }
  | { readonly type: 'MilestoneReopened' | 'MilestoneDescoped' | 'MilestoneRestored'; readonly milestone: string }
);

export type Expected = { readonly perspective: Perspective | 'BOTH'; readonly on: LocalDate } & (
  | { readonly none: true }
  | (Omit<Balance, 'pillars' | 'synergies' | 'weakestPillars' | 'rule'> & {
      readonly none?: undefined;
      readonly grade: string;
      readonly pillars: readonly PillarBalance[];
      readonly synergies: readonly Omit<Synergy, 'pair'>[];
    })
);

export interface DriftVector {
  readonly name: string;
  readonly lambda: number;
  readonly consecutive: number;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly signal: readonly { readonly on: LocalDate; readonly value: number }[];
  readonly expected: readonly { readonly kind: 'OPEN' | 'CLOSE'; readonly on: LocalDate; readonly z: number }[];
}

interface Vectors {
  readonly cases: readonly { readonly name: string; readonly changes: readonly Change[]; readonly expected: readonly Expected[] }[];
  readonly outlook: readonly {
    readonly name: string;
    readonly changes: readonly Change[];
    readonly today: LocalDate;
    readonly expected: readonly Expected[];
  }[];
  readonly drift: readonly DriftVector[];
}

/** Reads the golden vectors. @throws if the tests do not run from the root of the repository */
export const readVectors = (): Vectors => JSON.parse(readFileSync('test/golden/balance-vectors.json', 'utf8')) as Vectors;

type Fact = ProgramEvent | InitiativeEvent;

/** The changes of a vector as real events, each in its stream, ordered by the day they became known and then as given. */
export function historyOf(changes: readonly Change[]): History {
  const home = new Map(changes.flatMap((change) => (change.type === 'MilestonePlanned' ? [[change.milestone, change.initiative]] : [])));
  const program: Known<ProgramEvent>[] = [];
  const initiatives = new Map<string, Known<InitiativeEvent>[]>();
  for (const change of [...changes].sort((a, b) => (a.known < b.known ? -1 : a.known > b.known ? 1 : 0))) {
    const fact = factOf(change);
    const initiative = 'initiative' in change ? change.initiative : 'milestone' in change ? home.get(change.milestone)! : undefined;
    if (initiative === undefined) program.push({ on: change.known, fact: fact as ProgramEvent });
    else initiatives.set(initiative, [...(initiatives.get(initiative) ?? []), { on: change.known, fact: fact as InitiativeEvent }]);
  }
  return { programId: 'vectors', program, initiatives };
}

const reason = 'as in the vector';
const named = (phases: readonly Phase[]) => phases.map((phase) => ({ ...phase, name: phase.key }));

function factOf(change: Change): Fact {
  switch (change.type) {
    case 'ProgramChartered': {
      const { type, startsOn, phases, policy } = change;
      const data = { name: 'Vectors', sponsor: 'sponsor', startsOn, timeZone: 'UTC', phases: named(phases) };
      return { type, data: { ...data, policy: aPolicy(policy) } };
    }
    case 'PhaseEntered': {
      const { type, phase, on, phases } = change;
      return { type, data: { phase, on, ...(phases ? { phases: named(phases) } : {}) } };
    }
    case 'PhasePlanRevised':
      return { type: change.type, data: { phases: named(change.phases), reason } };
    case 'DriftPolicyRevised':
      return { type: change.type, data: { policy: aPolicy(change.policy), reason } };
    case 'ProgramClosed':
    case 'ProgramReopened':
    case 'InitiativeCancelled':
    case 'InitiativeReopened':
      return { type: change.type, data: { reason } };
    case 'InitiativeLaunched':
      return { type: change.type, data: { pillar: change.pillar, weight: change.weight, title: change.initiative } };
    case 'InitiativeMoved':
      return { type: change.type, data: { pillar: change.pillar, reason } };
    case 'InitiativeReweighed':
      return { type: change.type, data: { weight: change.weight, reason } };
    case 'RebaselineApproved': {
      const changes = change.changes.map(({ milestone, to }) => ({ milestoneId: milestone, from: change.known, to }));
      return { type: change.type, data: { rebaselineId: `${change.initiative} ${change.known}`, changes } };
    }
    case 'MilestonePlanned':
      return {
        type: change.type,
        data: { milestoneId: change.milestone, title: change.milestone, due: change.due, weight: change.weight },
      };
    case 'MilestoneReweighed':
      return { type: change.type, data: { milestoneId: change.milestone, weight: change.weight, reason } };
    case 'MilestoneRescheduled': {
      const data = { milestoneId: change.milestone, from: change.known, forecast: change.forecast };
      return { type: change.type, data: { ...data, reasonCode: 'ESTIMATE', reason } };
    }
    case 'MilestoneAchieved':
      return { type: change.type, data: { milestoneId: change.milestone, on: change.on } };
    case 'MilestoneReopened':
    case 'MilestoneDescoped':
    case 'MilestoneRestored':
      return { type: change.type, data: { milestoneId: change.milestone, reason } };
  }
}
