import type { LocalDate } from './calendar.js';
import { effectiveOn } from './effective.js';
import { ownerOn, type InitiativeState } from './initiative/state.js';
import { PILLARS, type Pillar } from './pillars.js';
import type { RoleOf } from './program/events.js';
import { isInForce } from './program/roles.js';
import type { ProgramState } from './program/state.js';

/** What somebody answers for in a program. */
export interface Responsibilities {
  /** The initiatives that they own or are to own; none that is completed or cancelled. */
  readonly initiatives: readonly InitiativeState[];
  /** The pillars that they lead or are to lead. */
  readonly leads: readonly Pillar[];
  /** The roles that they hold, with their last day. */
  readonly roles: readonly (RoleOf & { readonly endsOn?: LocalDate })[];
}

/** What a person answers for in an active program on a day or later. @param initiatives those of the program that the person ever owned */
export function responsibilitiesIn(
  program: ProgramState,
  initiatives: readonly InitiativeState[],
  person: string,
  from: LocalDate,
): Responsibilities {
  if (program.status === 'CLOSED') return { initiatives: [], leads: [], roles: [] };
  return {
    initiatives: initiatives.filter(
      (initiative) =>
        (initiative.status === 'ACTIVE' || initiative.status === 'PAUSED') &&
        days(initiative.owners, from).some((day) => ownerOn(initiative, day) === person),
    ),
    leads: PILLARS.filter((pillar) => {
      const leads = program.leads.filter((lead) => lead.pillar === pillar);
      return days(leads, from).some((day) => effectiveOn(leads, day)?.person === person);
    }),
    roles: program.grants
      .filter((grant) => grant.person === person && isInForce(grant, from))
      .map(({ role, initiativeId, endsOn }) => ({
        person,
        role,
        ...(initiativeId === undefined ? {} : { initiativeId }),
        ...(endsOn === undefined ? {} : { endsOn }),
      })),
  };
}

/** The day and every later one on which something changes. */
const days = (assignments: readonly { readonly effectiveOn: LocalDate }[], from: LocalDate): readonly LocalDate[] => [
  from,
  ...assignments.map((assignment) => assignment.effectiveOn).filter((day) => day > from),
];
