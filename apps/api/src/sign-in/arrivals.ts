import type { IssuerSettings } from '#application/starting/issuer-settings.js';
import { titleCheck } from '#domain/checks.js';
import { INSTALLATION_ROLES, type Account, type InstallationRole, type People } from '#identity/people/people.js';
import { isRefused } from '#identity/refusal.js';
import type { SecurityLog } from '#identity/security-log.js';
import { Logger } from '@nestjs/common';
import type { Identity } from './issuer.js';
import { SignInProblem } from './sign-in-problem.js';

const log = new Logger('sign-in');

/**
 * Finds the person of this installation whom an identity of the issuer stands for. The first time it is the person who was invited by the
 * e-mail address that the issuer verified, else a new one.
 */
export class Arrivals {
  constructor(
    private readonly people: Pick<People, 'bySubject' | 'byEmail' | 'setSubject' | 'linkInvited' | 'add' | 'setRoles'>,
    private readonly security: Pick<SecurityLog, 'note'>,
    private readonly settings: Pick<IssuerSettings, 'roles' | 'groupsClaim'>,
  ) {}

  /**
   * @param from the network address
   * @throws SignInProblem NO_MAPPED_GROUP, EMAIL_UNVERIFIED, ACCOUNT_TAKEN, PERSON_DEACTIVATED; then nothing is stored
   */
  async personOf(identity: Identity, from?: string): Promise<Account> {
    const account = (await this.people.bySubject(identity.subject)) ?? (await this.firstArrival(identity, from));
    if (account.deactivatedAt !== undefined) throw new SignInProblem('PERSON_DEACTIVATED');
    return this.withMappedRoles(account, identity, from);
  }

  /**
   * Joins an identity of the issuer with a person who is signed in here.
   * @throws SignInProblem ACCOUNT_TAKEN: one of the two is joined with another already
   */
  async join(person: string, identity: Identity, from?: string): Promise<Account> {
    const other = await this.people.bySubject(identity.subject);
    const joined = other && other.id !== person ? undefined : await this.people.setSubject(person, identity.subject);
    if (joined === undefined || isRefused(joined)) throw new SignInProblem('ACCOUNT_TAKEN');
    return this.withMappedRoles(joined, identity, from);
  }

  private async firstArrival(identity: Identity, from?: string): Promise<Account> {
    const { subject, claims } = identity;
    const email = textOf(claims['email']);
    const isVerified = String(claims['email_verified']) === 'true';
    const invited = email === undefined ? undefined : await this.people.byEmail(email);
    if (invited) {
      if (!isVerified) throw new SignInProblem('EMAIL_UNVERIFIED');
      if (invited.deactivatedAt !== undefined) throw new SignInProblem('PERSON_DEACTIVATED');
      const linked = await this.people.linkInvited(invited.id, subject);
      if (isRefused(linked)) throw new SignInProblem('ACCOUNT_TAKEN');
      return linked;
    }
    const { roles } = this.settings;
    if (roles && !groupsIn(claims[this.settings.groupsClaim]).some((group) => roles.has(group))) throw new SignInProblem('NO_MAPPED_GROUP');
    // An address that the issuer did not verify may be somebody else's, who could then not be invited by it.
    const added = await this.people.add({ name: nameOf(identity), subject, email: isVerified ? email : undefined });
    // The same person arrived twice at the same time, or the address is of a form that nobody can be invited by.
    if (isRefused(added)) return (await this.people.bySubject(subject)) ?? this.added({ name: nameOf(identity), subject });
    await this.security.note({ act: 'PERSON_ADDED', about: added.id, from, details: { by: 'issuer' } });
    return added;
  }

  private async added(person: { readonly name: string; readonly subject: string }): Promise<Account> {
    const added = await this.people.add(person);
    if (isRefused(added)) throw new SignInProblem('ACCOUNT_TAKEN');
    return added;
  }

  /** The issuer decides about the roles that OIDC_ROLES names, each time; other roles are given here and stay. */
  private async withMappedRoles(account: Account, { claims }: Identity, from?: string): Promise<Account> {
    const { roles, groupsClaim } = this.settings;
    if (!roles) return account;
    const groups = claims[groupsClaim];
    if (groups === undefined) log.warn({ claim: groupsClaim }, 'the issuer names no groups: OIDC_GROUPS_CLAIM says which claim lists them');
    const mapped = new Set<string>(roles.values());
    const granted = new Set<string | undefined>(groupsIn(groups).map((group) => roles.get(group)));
    const after = INSTALLATION_ROLES.filter((role) => (mapped.has(role) ? granted.has(role) : account.roles.includes(role)));
    return sameRoles(after, account.roles) ? account : this.change(account, after, from);
  }

  private async change(account: Account, roles: readonly InstallationRole[], from?: string): Promise<Account> {
    const changed = await this.people.setRoles(account.id, roles);
    if (isRefused(changed)) throw new SignInProblem('PERSON_DEACTIVATED');
    await this.security.note({ act: 'ROLES_CHANGED', about: account.id, from, details: { roles, by: 'issuer' } });
    return changed;
  }
}

const sameRoles = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((role) => others.includes(role));

const textOf = (claim: unknown): string | undefined => (typeof claim === 'string' && claim.trim() !== '' ? claim.trim() : undefined);

const groupsIn = (claim: unknown): readonly string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((group): group is string => typeof group === 'string');

/** The name that the issuer gives a person, if it can be shown; administrators can change it later. */
function nameOf({ subject, claims }: Identity): string {
  const names = [claims['name'], claims['preferred_username'], claims['email'], subject.split(' ').at(-1)];
  return names.map(textOf).find((name) => name !== undefined && !titleCheck(name, 'name')) ?? '—';
}
