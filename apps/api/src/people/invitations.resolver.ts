import { titleCheck } from '#domain/checks.js';
import { Directory } from '#identity/people/directory.js';
import { Invitations, type Purpose } from '#identity/access/invitations.js';
import { People, type Account } from '#identity/people/people.js';
import { isRefused, refused, type IdentityRefusal } from '#identity/refusal.js';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Commands, userErrorOf } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { UserErrorType } from '../commands/payload.types.js';
import { forbidden } from '../graphql/forbidden.js';
import { RequestContext } from '../graphql/request-context.js';
import { PublicAddress } from '../pages/public-address.js';
import { RevokeInvitationInput, InvitePersonInput, MakeLinkInput, type InvitedRoleInput } from './access.inputs.js';
import { DonePayload, LinkPayload } from './access.payloads.js';
import { AccountType } from './account.types.js';
import { InvitationType } from './credential.types.js';
import { grantingProblem, invitersOnly, isAdministrator, notByAccessToken, type RoleToGrant } from './rights.js';
import { Trail } from './trail.js';

const MOST_ROLES = 20;

const toGrant = ({ programId, role, initiativeId, endsOn }: InvitedRoleInput): RoleToGrant => ({
  programId,
  role,
  ...(initiativeId ? { initiativeId } : {}),
  ...(endsOn ? { endsOn } : {}),
});

const nothing = { account: null, link: null, invitation: null };

@Resolver(() => InvitationType)
export class InvitationsResolver {
  constructor(
    private readonly people: People,
    private readonly directory: Directory,
    private readonly invitationsMade: Invitations,
    private readonly commands: Commands,
    private readonly address: PublicAddress,
    private readonly trail: Trail,
  ) {}

  @Query(() => [InvitationType], {
    description: 'The invitations that can still be used: one’s own; for administrators those of everyone.',
  })
  async invitations(@Context() context: RequestContext): Promise<InvitationType[]> {
    context.isVolatile = true;
    const open = await this.invitationsMade.open(isAdministrator(context) ? {} : { by: context.principal.id });
    return open.map((invitation) => new InvitationType(invitation));
  }

  @Mutation(() => LinkPayload, {
    description:
      'Lets a person in: a one-time link, good for 72 hours, and the roles. For administrators; for roles in a program whoever may grant them there. If anything is refused, nothing is stored.',
  })
  async invitePerson(
    @Args('input', what('invitePerson')) input: InvitePersonInput,
    @Context() context: RequestContext,
  ): Promise<LinkPayload> {
    notByAccessToken(context);
    const { personId, name, email, installationRoles } = input;
    const roles = input.roles ?? [];
    const purposes: Purpose[] = [...(installationRoles ?? []).map((role) => ({ role })), ...roles];
    invitersOnly(context, roles, installationRoles ?? []);
    if (roles.length > MOST_ROLES) return this.refusal(refused('TOO_MANY_ROLES', 'roles'), context);
    for (const [nth, role] of roles.entries()) {
      const problem = await grantingProblem(context, toGrant(role));
      if (problem) return this.refusal(refused(problem.code, 'roles', `${nth}`, ...problem.field), context);
    }
    // Only an administrator may let in somebody who has done something here already: the link makes the inviter able to act as that person.
    if (typeof personId === 'string' && !isAdministrator(context)) throw forbidden();
    const wrong = titleCheck(name, 'name');
    if (wrong) return this.refusal({ code: wrong.refused, ...(wrong.field ? { field: wrong.field } : {}) }, context);
    const nameBefore = personId ? (await this.directory.names([personId])).get(personId) : undefined;
    const account = await this.people.add({
      name,
      ...(personId ? { id: personId } : {}),
      ...(email ? { email } : {}),
      ...(installationRoles ? { roles: installationRoles } : {}),
    });
    if (isRefused(account)) return this.refusal(account, context);
    const failed = await this.grant(account, roles, context).catch(async (error: unknown) => {
      await this.people.remove(account.id, nameBefore);
      throw error;
    });
    if (failed) {
      await this.people.remove(account.id, nameBefore);
      return { ...nothing, userErrors: [failed] };
    }
    await this.trail.note(context, 'INVITED', account.id, { purposes });
    if (nameBefore !== undefined && nameBefore !== name)
      await this.trail.note(context, 'NAME_CHANGED', account.id, { from: nameBefore, to: name });
    context.forget();
    return this.link(account, context, purposes);
  }

  @Mutation(() => LinkPayload, {
    description:
      'A one-time link by which one signs in on another device; for administrators also one for another person, who lost theirs.',
  })
  async makeLink(@Args('input', what('makeLink')) { personId }: MakeLinkInput, @Context() context: RequestContext): Promise<LinkPayload> {
    notByAccessToken(context);
    const id = personId ?? context.principal.id;
    if (id !== context.principal.id && !isAdministrator(context)) throw forbidden();
    const account = (await this.people.byIds([id])).get(id);
    if (!account || account.deactivatedAt) return this.refusal(refused('PERSON_NOT_FOUND', 'personId'), context);
    await this.trail.note(context, 'LINK_MADE', id);
    return this.link(account, context, [], id === context.principal.id ? 'device' : 'invitation');
  }

  @Mutation(() => DonePayload, { description: 'Takes an invitation back. For whoever made it, and for administrators.' })
  async revokeInvitation(
    @Args('input', what('revokeInvitation')) { id }: RevokeInvitationInput,
    @Context() context: RequestContext,
  ): Promise<DonePayload> {
    notByAccessToken(context);
    const invitation = await this.invitationsMade.byId(id);
    if (!invitation || (invitation.by !== context.principal.id && !isAdministrator(context)))
      return { done: false, userErrors: [userErrorOf(refused('INVITATION_NOT_FOUND', 'id'), context.language)] };
    await this.invitationsMade.revoke(id);
    await this.trail.note(context, 'INVITATION_REVOKED', invitation.person, { link: id });
    return { done: true, userErrors: [] };
  }

  private async link(
    account: Account,
    context: RequestContext,
    purposes: readonly Purpose[],
    kind: 'invitation' | 'device' = 'invitation',
  ): Promise<LinkPayload> {
    const plain = purposes.map(({ programId, role }) => ({ ...(programId ? { programId } : {}), role }));
    const made = await this.invitationsMade.make({ person: account.id, by: context.principal.id, kind, purposes: plain });
    if (isRefused(made)) return this.refusal(made, context);
    const link = this.address.invitation(made.secret);
    return { account: new AccountType(account), link, invitation: new InvitationType(made.invitation), userErrors: [] };
  }

  /** Grants the roles. @returns the first refusal; what was granted before it is taken back */
  private async grant(account: Account, roles: readonly InvitedRoleInput[], context: RequestContext): Promise<UserErrorType | undefined> {
    const granted: InvitedRoleInput[] = [];
    for (const [nth, role] of roles.entries()) {
      const { userErrors } = await this.commands.perform('GrantRole', { ...role, personId: account.id } as object, context, ['programs']);
      if (userErrors[0]) {
        for (const { programId, role: held, initiativeId } of granted)
          await this.commands.perform('RevokeRole', { programId, role: held, initiativeId, personId: account.id } as object, context, []);
        return { ...userErrors[0], field: ['roles', `${nth}`, ...(userErrors[0].field ?? [])] };
      }
      granted.push(role);
      await this.trail.note(context, 'ROLE_GRANTED', account.id, { programId: role.programId, role: role.role });
    }
    return undefined;
  }

  private refusal(refusal: IdentityRefusal, { language }: RequestContext): LinkPayload {
    return { ...nothing, userErrors: [userErrorOf(refusal, language)] };
  }
}
