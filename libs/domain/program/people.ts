import type { Circumstances, Refusal } from '#event-sourcing/commands/decider.js';
import { dateCheck, firstOf, optionalText, personCheck, pillarCheck, REASON_LENGTH } from '../checks.js';
import { holdsFrom } from '../effective.js';
import { refuse } from '../refusals.js';
import { omitNullish } from '../omit-nullish.js';
import type { AssignPillarLead, GrantRole, RevokeRole } from './commands.js';
import { type ProgramEvent, type Role, ROLES } from './events.js';
import type { ProgramState } from './state.js';

type Decision = readonly ProgramEvent[] | Refusal;

export function assignPillarLead(data: AssignPillarLead['data'], program: ProgramState, { today }: Circumstances): Decision {
  const { pillar, personId: person, effectiveOn = today } = data;
  const wrong = firstOf(pillarCheck(pillar, 'pillar'), personCheck(person, 'personId'), dateCheck(effectiveOn, 'effectiveOn'));
  if (wrong) return wrong;
  const leads = program.leads.filter((lead) => lead.pillar === pillar);
  if (holdsFrom(leads, effectiveOn, (lead) => lead?.person === person)) return [];
  return [{ type: 'PillarLeadAssigned', data: { pillar, person, effectiveOn } }];
}

const holds = (program: ProgramState, person: string, role: Role): boolean =>
  program.grants.some((grant) => grant.until === undefined && grant.person === person && grant.role === role);

const roleCheck = (role: Role) => (ROLES.includes(role) ? undefined : refuse('ROLE_UNKNOWN', 'role'));

export function grantRole({ personId: person, role }: GrantRole['data'], program: ProgramState): Decision {
  const wrong = firstOf(personCheck(person, 'personId'), roleCheck(role));
  if (wrong) return wrong;
  return holds(program, person, role) ? [] : [{ type: 'RoleGranted', data: { person, role } }];
}

export function revokeRole({ personId: person, role, reason }: RevokeRole['data'], program: ProgramState): Decision {
  const wrong = firstOf(personCheck(person, 'personId'), roleCheck(role), optionalText(reason, REASON_LENGTH, 'reason'));
  if (wrong) return wrong;
  return holds(program, person, role) ? [{ type: 'RoleRevoked', data: { person, role, ...omitNullish({ reason }) } }] : [];
}
