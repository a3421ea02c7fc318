import type { Refusal } from '#event-sourcing/commands/decider.js';
import { dateCheck, firstOf, personCheck, reasonCheck, titleCheck, weightCheck } from '../checks.js';
import { holdsFrom } from '../effective.js';
import { omitNullish } from '../omit-nullish.js';
import type { AssignOwner, MoveInitiative, ReweighInitiative, RetitleInitiative } from './commands.js';
import type { InitiativeEvent } from './events.js';
import { placeCheck } from './launch.js';
import { type InitiativeState, pillarOf, weightOf } from './state.js';

type Decision = readonly InitiativeEvent[] | Refusal;

export function retitleInitiative({ title }: RetitleInitiative['data'], state: InitiativeState): Decision {
  const wrong = titleCheck(title, 'title');
  if (wrong) return wrong;
  return title === state.title ? [] : [{ type: 'InitiativeRetitled', data: { title } }];
}

export function moveInitiative({ pillar, element, unit, reason }: MoveInitiative['data'], state: InitiativeState): Decision {
  const wrong = firstOf(placeCheck(pillar, element, unit), reasonCheck(reason, 'reason'));
  if (wrong) return wrong;
  if (pillar === pillarOf(state) && element === state.element && unit === state.unit) return [];
  return [{ type: 'InitiativeMoved', data: { pillar, ...omitNullish({ element, unit }), reason } }];
}

export function reweighInitiative({ weight, reason }: ReweighInitiative['data'], state: InitiativeState): Decision {
  const wrong = firstOf(weightCheck(weight, 'weight'), reasonCheck(reason, 'reason'));
  if (wrong) return wrong;
  return weight === weightOf(state) ? [] : [{ type: 'InitiativeReweighed', data: { weight, reason } }];
}

/** Assigns an owner from any date on, also a future one: a handover can be known in advance. */
export function assignOwner({ ownerId, effectiveOn }: AssignOwner['data'], state: InitiativeState): Decision {
  const owner = ownerId ?? null;
  const wrong = firstOf(owner === null ? undefined : personCheck(owner, 'ownerId'), dateCheck(effectiveOn, 'effectiveOn'));
  if (wrong) return wrong;
  if (holdsFrom(state.owners, effectiveOn, (ownership) => (ownership?.owner ?? null) === owner)) return [];
  return [{ type: 'OwnerAssigned', data: { owner, effectiveOn } }];
}
