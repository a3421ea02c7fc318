import { isUnlimited, judge } from '#application/commands/policy.js';
import type { GrantRole } from '#domain/program/commands.js';
import { decide } from '#domain/program/decide.js';
import { isRefusal } from '#event-sourcing/commands/decider.js';
import { newUuid } from '#event-sourcing/uuid.js';
import { forbidden } from '../graphql/forbidden.js';
import type { RequestContext } from '../graphql/request-context.js';

/** Whether the sender may do what concerns the whole installation. An access token with limits may not. */
export const isAdministrator = ({ principal }: RequestContext): boolean => principal.administrator && isUnlimited(principal);

/** Allows only administrators and auditors of all programs, for reading what concerns the whole installation. @throws GraphQLError FORBIDDEN */
export function overseersOnly(context: RequestContext): void {
  const { administrator, auditor, scope } = context.principal;
  if (!(administrator || auditor) || scope?.programs !== undefined) throw forbidden();
}

/** Allows only a person who is there: an access token must not make other credentials. @throws GraphQLError FORBIDDEN */
export function notByAccessToken({ principal }: RequestContext): void {
  if (principal.token !== undefined) throw forbidden();
}

/** A role for which somebody is to be invited. */
export type RoleToGrant = Pick<GrantRole['data'], 'programId' | 'role' | 'initiativeId' | 'endsOn'>;

/** Why a role could not be granted. */
interface RoleProblem {
  readonly code: string;
  /** The path within the role. */
  readonly field: readonly string[];
}

/**
 * Whether the sender may grant the role to a new person, and it would be granted: so that an invitation stores nothing unless it stores all.
 * @throws GraphQLError FORBIDDEN
 */
export async function grantingProblem(context: RequestContext, role: RoleToGrant): Promise<RoleProblem | undefined> {
  const { programId, initiativeId } = role;
  const { live } = context.loaders;
  const shown = await live.programs.load(programId);
  if (!shown) return { code: 'PROGRAM_NOT_FOUND', field: ['programId'] };
  const { state: program, sight } = shown;
  const command: GrantRole = { type: 'GrantRole', data: { ...role, personId: 'somebody' } };
  const judged = judge(context.principal, command, { program, today: sight.today });
  if (judged !== 'ALLOWED' && judged !== 'AS_ADMINISTRATOR') throw forbidden();
  if (initiativeId !== undefined) {
    const initiative = await live.initiatives.load(initiativeId);
    if (!initiative) return { code: 'INITIATIVE_NOT_FOUND', field: ['initiativeId'] };
    if (initiative.doc.programId !== programId) return { code: 'INITIATIVE_OF_OTHER_PROGRAM', field: ['initiativeId'] };
  }
  const { today } = sight;
  const decided = decide(command, program, program, {
    actor: context.principal.id,
    commandId: newUuid(),
    occurredAt: `${today}T12:00:00.000Z`,
    today,
  });
  return isRefusal(decided) ? { code: decided.refused, field: decided.field ?? [] } : undefined;
}

/** Allows an invitation for these roles, or without any for administrators only. @throws GraphQLError FORBIDDEN */
export function invitersOnly(context: RequestContext, roles: readonly unknown[], ofInstallation: readonly unknown[]): void {
  if ((roles.length === 0 || ofInstallation.length > 0) && !isAdministrator(context)) throw forbidden();
}
