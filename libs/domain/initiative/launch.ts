import type { Refusal } from '#event-sourcing/decider.js';
import { type Check, dateCheck, firstOf, idCheck, optionalTitle, personCheck, pillarCheck, titleCheck, weightCheck } from '../checks.js';
import { elementOf } from '../elements.js';
import type { Pillar } from '../pillars.js';
import { refuse } from '../refusals.js';
import { omitNullish } from '../omit-nullish.js';
import type { LaunchInitiative, NewMilestone } from './commands.js';
import type { InitiativeEvent } from './events.js';

export const MAX_MILESTONES = 500;

export function launchInitiative(data: LaunchInitiative['data']): readonly InitiativeEvent[] | Refusal {
  const { id, pillar, element, unit, title, weight = 1, ownerId: owner, milestones = [] } = data;
  const wrong = firstOf(
    idCheck(id, 'id'),
    placeCheck(pillar, element, unit),
    titleCheck(title, 'title'),
    weightCheck(weight, 'weight'),
    owner === undefined ? undefined : personCheck(owner, 'ownerId'),
    newMilestonesCheck(milestones, new Set(), 'milestones'),
  );
  if (wrong) return wrong;
  return [
    { type: 'InitiativeLaunched', data: { pillar, ...omitNullish({ element, unit }), title, weight, ...omitNullish({ owner }) } },
    ...milestones.map(milestonePlanned),
  ];
}

export const milestonePlanned = ({ id: milestoneId, title, due, weight = 1 }: NewMilestone): InitiativeEvent => ({
  type: 'MilestonePlanned',
  data: { milestoneId, title, due, weight },
});

/** A pillar, an element of that pillar, a unit. */
export function placeCheck(pillar: Pillar, element: string | undefined, unit: string | undefined): Check {
  return firstOf(pillarCheck(pillar, 'pillar'), elementCheck(pillar, element), optionalTitle(unit, 'unit'));
}

function elementCheck(pillar: Pillar, element: string | undefined): Check {
  if (element === undefined) return undefined;
  const known = elementOf(element);
  if (!known) return refuse('ELEMENT_UNKNOWN', 'element');
  return known.pillar === pillar ? undefined : refuse('ELEMENT_OF_OTHER_PILLAR', 'element');
}

/** A past due date may be planned: real histories do. @param taken the ids that the initiative has used */
export function newMilestoneCheck(milestone: NewMilestone, taken: ReadonlySet<string>, ...path: readonly (string | number)[]): Check {
  return firstOf(
    idCheck(milestone.id, ...path, 'id'),
    taken.has(milestone.id) ? refuse('MILESTONE_ALREADY_PLANNED', ...path, 'id') : undefined,
    titleCheck(milestone.title, ...path, 'title'),
    dateCheck(milestone.due, ...path, 'due'),
    weightCheck(milestone.weight ?? 1, ...path, 'weight'),
  );
}

export function newMilestonesCheck(milestones: readonly NewMilestone[], taken: ReadonlySet<string>, field: string): Check {
  if (taken.size + milestones.length > MAX_MILESTONES) return refuse('TOO_MANY_MILESTONES', field);
  return (
    twiceCheck(
      milestones.map(({ id }) => id),
      field,
      'id',
    ) ?? firstOf(...milestones.map((each, i) => newMilestoneCheck(each, taken, field, i)))
  );
}

/** One milestone twice in a list. @param member where the id stands in an item of the list */
export function twiceCheck(ids: readonly string[], field: string, member: string): Check {
  const seen = new Set<string>();
  const again = ids.findIndex((id) => seen.size === seen.add(id).size);
  return again < 0 ? undefined : refuse('MILESTONE_TWICE_IN_LIST', field, again, member);
}
