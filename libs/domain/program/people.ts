import type { Circumstances, Refusal } from '#event-sourcing/commands/decider.js';
import { type Check, dateCheck, firstOf, idCheck, optionalText, personCheck, pillarCheck, REASON_LENGTH } from '../checks.js';
import { holdsFrom } from '../effective.js';
import { refuse } from '../refusals.js';
import { omitNullish } from '../omit-nullish.js';
import type { AssignPillarLead, GrantRole, RevokeRole } from './commands.js';
import { type ProgramEvent, type Role, type RoleOf, ROLES } from './events.js';
import { isStanding, type Grant, type ProgramState } from './state.js';

type Decision = readonly ProgramEvent[] | Refusal;

export function assignPillarLead(data: AssignPillarLead['data'], program: ProgramState, { today }: Circumstances): Decision {
  const { pillar, personId: person, effectiveOn = today } = data;
  const wrong = firstOf(pillarCheck(pillar, 'pillar'), personCheck(person, 'personId'), dateCheck(effectiveOn, 'effectiveOn'));
  if (wrong) return wrong;
  const leads = program.leads.filter((lead) => lead.pillar === pillar);
  if (holdsFrom(leads, effectiveOn, (lead) => lead?.person === person)) return [];
  return [{ type: 'PillarLeadAssigned', data: { pillar, person, effectiveOn } }];
}

/** The grant of a role that was neither revoked nor replaced; its last day may have passed. */
const standing = (program: ProgramState, of: RoleOf): Grant | undefined => program.grants.find((grant) => isStanding(grant, of));

/** Whether ending or limiting the grant would leave the program without a PMO whose role has no last day. */
const isLastPmo = (program: ProgramState, ending: Grant): boolean =>
  ending.role === 'PMO' &&
  ending.endsOn === undefined &&
  !program.grants.some(({ role, until, endsOn, person }) => role === 'PMO' && !until && !endsOn && person !== ending.person);

function roleCheck({ personId, role, initiativeId, reason }: RevokeRole['data']): Check {
  return firstOf(
    personCheck(personId, 'personId'),
    ROLES.includes(role) ? undefined : refuse('ROLE_UNKNOWN', 'role'),
    initiativeId === undefined ? undefined : (idCheck(initiativeId, 'initiativeId') ?? ofInitiatives(role)),
    optionalText(reason, REASON_LENGTH, 'reason'),
  );
}

const ofInitiatives = (role: Role): Check => (role === 'CONTRIBUTOR' ? undefined : refuse('ROLE_OF_WHOLE_PROGRAM', 'initiativeId'));

export function grantRole(data: GrantRole['data'], program: ProgramState, { today }: Circumstances): Decision {
  const { personId: person, role, initiativeId, endsOn, reason } = data;
  const wrong = firstOf(roleCheck(data), endsOn === undefined ? undefined : dateCheck(endsOn, 'endsOn'));
  if (wrong) return wrong;
  if (endsOn !== undefined && endsOn < today) return refuse('ROLE_ENDS_IN_PAST', 'endsOn');
  const of = { person, role, ...omitNullish({ initiativeId }) };
  const before = standing(program, of);
  if (before && before.endsOn === endsOn) return [];
  if (before && isLastPmo(program, before)) return refuse('LAST_PMO', 'endsOn');
  return [{ type: 'RoleGranted', data: { ...of, ...omitNullish({ endsOn, reason }) } }];
}

export function revokeRole(data: RevokeRole['data'], program: ProgramState): Decision {
  const { personId: person, role, initiativeId, reason } = data;
  const wrong = roleCheck(data);
  if (wrong) return wrong;
  const of = { person, role, ...omitNullish({ initiativeId }) };
  const before = standing(program, of);
  if (!before) return [];
  if (isLastPmo(program, before)) return refuse('LAST_PMO', 'personId');
  return [{ type: 'RoleRevoked', data: { ...of, ...omitNullish({ reason }) } }];
}
