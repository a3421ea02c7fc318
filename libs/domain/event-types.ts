import type { InstallationEvent } from '#event-sourcing/store/installation.js';
import { typesIn } from '#event-sourcing/commands/tables.js';
import { DRIFT_EVENTS } from './drift/state.js';
import { EVALUATION_EVENTS } from './evaluation/state.js';
import { INITIATIVE_EVENTS } from './initiative/evolve.js';
import { PROGRAM_EVENTS } from './program/state.js';

/** No fold handles events about the installation. */
const ofInstallation: Readonly<Record<InstallationEvent['type'], true>> = { LossAccepted: true };

/** Every stored event type that the folds have a step for. */
export const EVENT_TYPES: readonly string[] = [
  ...PROGRAM_EVENTS,
  ...INITIATIVE_EVENTS,
  ...EVALUATION_EVENTS,
  ...DRIFT_EVENTS,
  ...typesIn(ofInstallation),
];

const known = new Set(EVENT_TYPES);

/** Whether this code knows a stored event type; an unknown type comes from a later version. */
export const isKnownEvent = (type: string): boolean => known.has(type);
