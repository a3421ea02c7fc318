import { People, type Account } from '#identity/people/people.js';
import { isRefused, type IdentityRefusal } from '#identity/refusal.js';
import type { SecurityAct } from '#identity/security-log.js';
import { InitiativeType } from '#read-models/initiatives/initiative.type.js';
import { PersonId } from '#read-models/schema/scalars.js';
import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { userErrorOf } from '../commands/commands.js';
import { what } from '../commands/input-argument.js';
import { PagingArgs } from '../graphql/paging.args.js';
import { RequestContext } from '../graphql/request-context.js';
import { administratorsOnly } from '../installation/administrators.js';
import {
  DeactivatePersonInput,
  ForgetPersonInput,
  ReactivatePersonInput,
  SetInstallationRolesInput,
  SetPersonEmailInput,
} from './access.inputs.js';
import { AccountPayload } from './access.payloads.js';
import { AccountPageType, AccountType, ProgramResponsibilitiesType } from './account.types.js';
import { responsibilitiesOf } from './responsibilities.js';
import { overseersOnly } from './rights.js';
import { Trail } from './trail.js';

/** How many people one page has at most. */
const MOST = 100;

@Resolver(() => AccountType)
export class AccountsResolver {
  constructor(
    private readonly people: People,
    private readonly trail: Trail,
  ) {}

  @Query(() => AccountPageType, { description: 'The people who can sign in, or could. For administrators and auditors of all programs.' })
  async accounts(@Args() { first, after }: PagingArgs, @Context() context: RequestContext): Promise<AccountPageType> {
    overseersOnly(context);
    context.isVolatile = true;
    const page = await this.people.page(Math.min(Math.max(first ?? 20, 1), MOST), after ?? undefined);
    return { accounts: page.accounts.map((account) => new AccountType(account)), next: page.next ?? null };
  }

  @Query(() => AccountType, {
    nullable: true,
    description: 'A person who can sign in, or could. For administrators and auditors of all programs; oneself for everyone.',
  })
  async account(
    @Args('personId', { type: () => PersonId, description: 'The person.' }) personId: string,
    @Context() context: RequestContext,
  ): Promise<AccountType | null> {
    if (personId !== context.principal.id) overseersOnly(context);
    context.isVolatile = true;
    const account = (await this.people.byIds([personId])).get(personId);
    return account ? new AccountType(account) : null;
  }

  @ResolveField(() => [ProgramResponsibilitiesType], { description: 'The same as the query responsibilities.' })
  async responsibilities(@Parent() { account }: AccountType, @Context() context: RequestContext): Promise<ProgramResponsibilitiesType[]> {
    return this.answersFor(account.id, context);
  }

  @Query(() => [ProgramResponsibilitiesType], {
    name: 'responsibilities',
    description:
      'What a person answers for, today or later, in the programs that the viewer may see: to be handed over before they leave. They need no account.',
  })
  async answersFor(
    @Args('personId', { type: () => PersonId, description: 'The person.' }) personId: string,
    @Context() context: RequestContext,
  ): Promise<ProgramResponsibilitiesType[]> {
    const found = await responsibilitiesOf(personId, context);
    return found.map(({ program: state, responsibilities: { initiatives, leads, roles } }) => {
      const program = context.loaders.live.program(state);
      const shown = initiatives.map((initiative) => new InitiativeType(initiative, state, program.sight));
      return { program, initiatives: shown, leads, roles: roles.map(({ role }) => role) };
    });
  }

  @Mutation(() => AccountPayload, { description: 'Sets the e-mail address of a person. For administrators; one’s own for everyone.' })
  async setPersonEmail(
    @Args('input', what('setPersonEmail')) { personId, email }: SetPersonEmailInput,
    @Context() context: RequestContext,
  ): Promise<AccountPayload> {
    if (personId !== context.principal.id || context.principal.scope) administratorsOnly(context);
    const before = (await this.people.byIds([personId])).get(personId)?.email ?? null;
    const changed = await this.people.setEmail(personId, email ?? undefined);
    return this.changed(changed, 'EMAIL_CHANGED', context, { from: before, to: email ?? null });
  }

  @Mutation(() => AccountPayload, {
    description:
      'Sets the roles of a person for the whole installation. Who gains one is signed out and needs a new link. For administrators.',
  })
  async setInstallationRoles(
    @Args('input', what('setInstallationRoles')) { personId, roles }: SetInstallationRolesInput,
    @Context() context: RequestContext,
  ): Promise<AccountPayload> {
    administratorsOnly(context);
    return this.changed(await this.people.setRoles(personId, roles), 'ROLES_CHANGED', context, { roles });
  }

  @Mutation(() => AccountPayload, {
    description: 'Ends the sessions, tokens and links of a person at once. What they did and answer for stays. For administrators.',
  })
  async deactivatePerson(
    @Args('input', what('deactivatePerson')) { personId }: DeactivatePersonInput,
    @Context() context: RequestContext,
  ): Promise<AccountPayload> {
    administratorsOnly(context);
    return this.changed(await this.people.deactivate(personId), 'PERSON_DEACTIVATED', context);
  }

  @Mutation(() => AccountPayload, { description: 'Lets a deactivated person in again, by a new link. For administrators.' })
  async reactivatePerson(
    @Args('input', what('reactivatePerson')) { personId }: ReactivatePersonInput,
    @Context() context: RequestContext,
  ): Promise<AccountPayload> {
    administratorsOnly(context);
    return this.changed(await this.people.reactivate(personId), 'PERSON_REACTIVATED', context);
  }

  @Mutation(() => AccountPayload, {
    description:
      'Erases the name, the e-mail address and everything else that tells who a person is. History then shows a former member and stays as it was. It cannot be undone. For administrators.',
  })
  async forgetPerson(
    @Args('input', what('forgetPerson')) { personId }: ForgetPersonInput,
    @Context() context: RequestContext,
  ): Promise<AccountPayload> {
    administratorsOnly(context);
    return this.changed(await this.people.forget(personId), 'PERSON_FORGOTTEN', context);
  }

  private async changed(
    account: Account | IdentityRefusal,
    act: SecurityAct,
    context: RequestContext,
    details?: Readonly<Record<string, unknown>>,
  ): Promise<AccountPayload> {
    if (isRefused(account)) return this.answer(account, context);
    await this.trail.note(context, act, account.id, details);
    context.forget();
    return { account: new AccountType(account), userErrors: [] };
  }

  private answer(refusal: IdentityRefusal, { language }: RequestContext): AccountPayload {
    return { account: null, userErrors: [userErrorOf(refusal, language)] };
  }
}
