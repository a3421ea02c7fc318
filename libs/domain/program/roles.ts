import type { LocalDate } from '../calendar.js';
import { effectiveOn } from '../effective.js';
import { PILLARS, type Pillar } from '../pillars.js';
import type { Role } from './events.js';
import type { Grant, ProgramState } from './state.js';

/** What a person is in a program on a day, by the program's own stream: who owns an initiative is in the initiative's. */
export interface PartsInProgram {
  /** The roles for the whole program. */
  readonly roles: ReadonlySet<Role>;
  /** The pillars that the person leads. */
  readonly leads: ReadonlySet<Pillar>;
  /** The ids of the initiatives on which the person is named as a contributor. */
  readonly contributesTo: ReadonlySet<string>;
}

/** Whether a grant holds on a day. Its last day belongs to it; after a revocation it holds no longer on the same day. */
export const isInForce = ({ until, endsOn }: Grant, day: LocalDate): boolean =>
  until === undefined && (endsOn === undefined || day <= endsOn);

/** Whether the person has a role for the whole program on a day. */
export const hasRole = ({ grants, sponsor }: ProgramState, person: string, role: Role, day: LocalDate): boolean =>
  (role === 'SPONSOR' && sponsor === person) ||
  grants.some((grant) => grant.person === person && grant.role === role && grant.initiativeId === undefined && isInForce(grant, day));

/** Whether the person is named on an initiative on a day. */
export const contributesTo = ({ grants }: ProgramState, person: string, initiativeId: string, day: LocalDate): boolean =>
  grants.some((grant) => grant.initiativeId === initiativeId && grant.person === person && isInForce(grant, day));

/** Whether the person leads a pillar on a day. */
export const leads = (program: ProgramState, person: string, pillar: Pillar, day: LocalDate): boolean =>
  leadOn(program, pillar, day) === person;

export function partsInProgram(program: ProgramState, person: string, day: LocalDate): PartsInProgram {
  const held = program.grants.filter((grant) => grant.person === person && isInForce(grant, day));
  const roles = new Set(held.flatMap(({ role, initiativeId }) => (initiativeId === undefined ? [role] : [])));
  if (program.sponsor === person) roles.add('SPONSOR');
  return {
    roles,
    leads: new Set(PILLARS.filter((pillar) => leads(program, person, pillar, day))),
    contributesTo: new Set(held.flatMap(({ initiativeId }) => initiativeId ?? [])),
  };
}

/** The lead of a pillar on a day; undefined: nobody. */
const leadOn = ({ leads: assigned }: ProgramState, pillar: Pillar, day: LocalDate): string | undefined =>
  effectiveOn(
    assigned.filter((lead) => lead.pillar === pillar),
    day,
  )?.person;

/** Whether the person has any part in the program. */
export const hasPart = ({ roles, leads, contributesTo }: PartsInProgram): boolean =>
  roles.size > 0 || leads.size > 0 || contributesTo.size > 0;
