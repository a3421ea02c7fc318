import type { Circumstances, Refusal } from '#event-sourcing/commands/decider.js';
import { type Check, dateCheck, firstOf, idCheck, optionalTitle, personCheck, pillarCheck, titleCheck, weightCheck } from '../checks.js';
import { elementOf } from '../elements.js';
import type { LocalDate } from '../calendar.js';
import type { Pillar } from '../pillars.js';
import type { ProgramState } from '../program/state.js';
import { refuse } from '../refusals.js';
import { omitNullish } from '../omit-nullish.js';
import type { LaunchInitiative, NewMilestone } from './commands.js';
import type { InitiativeEvent } from './events.js';
import { earliestDue } from './milestones/plausible-dates.js';

export const MAX_MILESTONES = 500;

export function launchInitiative(
  data: LaunchInitiative['data'],
  program: ProgramState,
  at: Circumstances,
): readonly InitiativeEvent[] | Refusal {
  const { id, pillar, element, unit, title, weight = 1, ownerId: owner, milestones = [] } = data;
  const wrong = firstOf(
    idCheck(id, 'id'),
    placeCheck(pillar, element, unit),
    titleCheck(title, 'title'),
    weightCheck(weight, 'weight'),
    owner === undefined ? undefined : personCheck(owner, 'ownerId'),
    newMilestonesCheck(milestones, { taken: new Set(), earliest: earliestDue(program, at) }, 'milestones'),
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

/** Checks the pillar, the element of that pillar, and the unit. */
export function placeCheck(pillar: Pillar, element: string | undefined, unit: string | undefined): Check {
  return firstOf(pillarCheck(pillar, 'pillar'), elementCheck(pillar, element), optionalTitle(unit, 'unit'));
}

function elementCheck(pillar: Pillar, element: string | undefined): Check {
  if (element === undefined) return undefined;
  const known = elementOf(element);
  if (!known) return refuse('ELEMENT_UNKNOWN', 'element');
  return known.pillar === pillar ? undefined : refuse('ELEMENT_OF_OTHER_PILLAR', 'element');
}

/** The limits that new milestones are checked against. */
export interface Planning {
  /** The ids that the initiative has used. */
  readonly taken: ReadonlySet<string>;
  /** The first permitted due date; undefined: any. */
  readonly earliest: LocalDate | undefined;
}

/** Checks a new milestone. A past due date is permitted: real histories have them. */
export function newMilestoneCheck(milestone: NewMilestone, { taken, earliest }: Planning, ...path: readonly (string | number)[]): Check {
  return firstOf(
    idCheck(milestone.id, ...path, 'id'),
    taken.has(milestone.id) ? refuse('MILESTONE_ALREADY_PLANNED', ...path, 'id') : undefined,
    titleCheck(milestone.title, ...path, 'title'),
    dateCheck(milestone.due, ...path, 'due'),
    earliest !== undefined && milestone.due < earliest ? refuse('DUE_BEFORE_START', ...path, 'due') : undefined,
    weightCheck(milestone.weight ?? 1, ...path, 'weight'),
  );
}

export function newMilestonesCheck(milestones: readonly NewMilestone[], planning: Planning, field: string): Check {
  if (planning.taken.size + milestones.length > MAX_MILESTONES) return refuse('TOO_MANY_MILESTONES', field);
  return (
    twiceCheck(
      milestones.map(({ id }) => id),
      field,
      'id',
    ) ?? firstOf(...milestones.map((each, i) => newMilestoneCheck(each, planning, field, i)))
  );
}

/** Refuses a milestone that occurs twice in a list. @param member the member of a list item that contains the id */
export function twiceCheck(ids: readonly string[], field: string, member: string): Check {
  const seen = new Set<string>();
  const again = ids.findIndex((id) => seen.size === seen.add(id).size);
  return again < 0 ? undefined : refuse('MILESTONE_TWICE_IN_LIST', field, again, member);
}
