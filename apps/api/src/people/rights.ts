import { maySee } from '#application/commands/policy.js';
import { isPermitted } from '#application/permitted/is-permitted.js';
import type { Purpose } from '#identity/access/invitations.js';
import { forbidden } from '../graphql/forbidden.js';
import type { RequestContext } from '../graphql/request-context.js';

/** Whether the sender may do what concerns the whole installation. An access token with limits may not. */
export const isAdministrator = ({ principal }: RequestContext): boolean => principal.administrator && principal.scope === undefined;

/** Allows only administrators and auditors of all programs, for reading what concerns the whole installation. @throws GraphQLError FORBIDDEN */
export function overseersOnly(context: RequestContext): void {
  const { auditor, scope } = context.principal;
  if (!isAdministrator(context) && !(auditor && scope?.programs === undefined)) throw forbidden();
}

/** Allows only a person who is there: an access token must not make other credentials. @throws GraphQLError FORBIDDEN */
export function notByAccessToken({ principal }: RequestContext): void {
  if (principal.token !== undefined) throw forbidden();
}

/**
 * Whether the sender may invite for these roles: an administrator for all, others only for at least one role, each in a program in which
 * they may grant it. @returns why not, as code and position of the role
 */
export async function invitingProblem(
  context: RequestContext,
  purposes: readonly Purpose[],
): Promise<{ readonly code: string; readonly nth?: number } | undefined> {
  const { live } = context.loaders;
  const programs = await live.reading.programs.byIds(purposes.flatMap(({ programId }) => programId ?? []));
  for (const [nth, { programId }] of purposes.entries()) {
    if (programId === undefined) continue;
    const program = programs.get(programId);
    if (!program || !(await context.access.sees(programId))) return { code: 'PROGRAM_NOT_FOUND', nth };
    if (program.status === 'CLOSED') return { code: 'PROGRAM_CLOSED', nth };
    const today = live.reading.today(program.timeZone);
    const granting = { type: 'GrantRole', data: { programId, personId: 'somebody', role: 'AUDITOR' } } as const;
    if (!maySee(context.principal, program, today) || !isPermitted(context.principal, [granting], { program, today })) throw forbidden();
  }
  const isOfPrograms = purposes.length > 0 && purposes.every(({ programId }) => programId !== undefined);
  if (!isOfPrograms && !isAdministrator(context)) throw forbidden();
  return undefined;
}
