import type { InstallationEvent } from '#event-sourcing/installation.js';
import type { DriftEvent } from './drift/events.js';
import type { EvaluationEvent } from './evaluation/events.js';
import type { InitiativeEvent } from './initiative/events.js';
import type { ProgramEvent } from './program/events.js';

/** Every stored type name. A record, not a list: the compiler notices a forgotten one. */
const known: Readonly<Record<(ProgramEvent | InitiativeEvent | EvaluationEvent | DriftEvent | InstallationEvent)['type'], true>> = {
  ProgramChartered: true,
  ProgramRenamed: true,
  ObjectiveRevised: true,
  PhasePlanRevised: true,
  PhaseEntered: true,
  DriftPolicyRevised: true,
  PillarLeadAssigned: true,
  RoleGranted: true,
  RoleRevoked: true,
  ProgramClosed: true,
  ProgramReopened: true,
  InitiativeLaunched: true,
  InitiativeRetitled: true,
  InitiativeMoved: true,
  InitiativeReweighed: true,
  OwnerAssigned: true,
  InitiativePaused: true,
  InitiativeResumed: true,
  InitiativeCompleted: true,
  InitiativeCancelled: true,
  InitiativeReopened: true,
  MilestonePlanned: true,
  MilestoneRetitled: true,
  MilestoneReweighed: true,
  MilestoneRescheduled: true,
  ForecastConfirmed: true,
  MilestoneAchieved: true,
  MilestoneReopened: true,
  MilestoneDescoped: true,
  MilestoneRestored: true,
  RebaselineProposed: true,
  RebaselineApproved: true,
  RebaselineRejected: true,
  BalanceEvaluated: true,
  DriftFlagged: true,
  DriftAcknowledged: true,
  DriftCleared: true,
  LossAccepted: true,
};

/** Whether this code has a meaning for a stored type; an event of another one comes from a later version. */
export const isKnownEvent = (type: string): boolean => Object.hasOwn(known, type);
