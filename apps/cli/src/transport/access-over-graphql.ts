import type { Role } from '#domain/program/events.js';
import { Failure } from '../failure.js';
import type { GraphqlClient } from './graphql-client.js';

export interface InvitedRole {
  readonly programId: string;
  readonly role: Role;
  readonly initiativeId?: string;
}

export interface Invited {
  readonly personId?: string | undefined;
  readonly name: string;
  readonly email?: string | undefined;
  readonly roles: readonly InvitedRole[];
  readonly installationRoles?: readonly string[];
}

export interface MadeLink {
  readonly link: string;
  readonly account: { readonly person: { readonly id: string } };
  readonly invitation: { readonly expiresAt: string };
}

export interface AccountLine {
  readonly person: { readonly id: string; readonly name: string | null };
  readonly email: string | null;
  readonly roles: readonly string[];
  readonly deactivatedAt: string | null;
  readonly forgottenAt: string | null;
}

export interface Responsibilities {
  readonly program: { readonly name: string };
  readonly initiatives: readonly { readonly title: string }[];
  readonly leads: readonly string[];
  readonly roles: readonly string[];
}

export interface HandedOver {
  readonly command: string;
  readonly program: { readonly name: string };
  readonly initiative: { readonly title: string } | null;
  readonly code: string | null;
  readonly message: string | null;
}

export interface TokenLine {
  readonly id: string;
  readonly name: string;
  readonly write: boolean;
  readonly programIds: readonly string[] | null;
  readonly expiresAt: string | null;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
}

export interface NewToken {
  readonly personId?: string | undefined;
  readonly name: string;
  readonly write: boolean;
  readonly programIds?: readonly string[];
  readonly expiresAt?: string | undefined;
}

const ACCOUNTS = `query ($after: String) {
  accounts(first: 100, after: $after) { accounts { person { id name } email roles deactivatedAt forgottenAt } next }
}`;
const RESPONSIBILITIES = `query ($personId: PersonId!) {
  account(personId: $personId) { responsibilities { program { name } initiatives { title } leads roles } }
}`;
const TOKENS = `{ viewer { tokens { id name write programIds expiresAt usedAt revokedAt } } }`;
const LINK = 'link account { person { id } } invitation { expiresAt }';

/** People and their access in a running api, which alone knows who may let in whom. Refusals are thrown as Failure. */
export class AccessOverGraphql {
  constructor(private readonly client: GraphqlClient) {}

  invite(invited: Invited): Promise<MadeLink> {
    return this.mutate('invitePerson', invited, LINK);
  }

  /** Makes a link for somebody who lost theirs. */
  makeLink(personId: string): Promise<MadeLink> {
    return this.mutate('makeLink', { personId }, LINK);
  }

  async accounts(): Promise<readonly AccountLine[]> {
    const found: AccountLine[] = [];
    for (let after: string | null = null; ;) {
      const { accounts: page }: { readonly accounts: { readonly accounts: readonly AccountLine[]; readonly next: string | null } } =
        await this.client.ask(ACCOUNTS, { after });
      found.push(...page.accounts);
      if (page.next === null) return found;
      after = page.next;
    }
  }

  /** What a person answers for, today or later, by program; nothing for somebody who cannot sign in. */
  async responsibilities(personId: string): Promise<readonly Responsibilities[]> {
    type Answer = { readonly account: { readonly responsibilities: readonly Responsibilities[] } | null };
    return (await this.client.ask<Answer>(RESPONSIBILITIES, { personId })).account?.responsibilities ?? [];
  }

  async handOver(fromId: string, toId: string): Promise<readonly HandedOver[]> {
    const shows = 'items { command program { name } initiative { title } code message }';
    return (await this.mutate<{ readonly items: readonly HandedOver[] }>('handOver', { fromId, toId }, shows)).items;
  }

  async change(mutation: 'deactivatePerson' | 'reactivatePerson' | 'forgetPerson', personId: string): Promise<void> {
    await this.mutate(mutation, { personId });
  }

  makeToken(made: NewToken): Promise<{ readonly token: string; readonly accessToken: TokenLine }> {
    return this.mutate('makeAccessToken', made, 'token accessToken { id name write programIds expiresAt usedAt revokedAt }');
  }

  /** The tokens of the person whose token asks. */
  async tokens(): Promise<readonly TokenLine[]> {
    return (await this.client.ask<{ readonly viewer: { readonly tokens: readonly TokenLine[] } }>(TOKENS)).viewer.tokens;
  }

  async revokeToken(id: string, personId?: string): Promise<void> {
    await this.mutate('revokeAccessToken', { id, personId });
  }

  private async mutate<T>(mutation: string, input: object, shows = ''): Promise<T> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    type Answer = T & { readonly userErrors: readonly { readonly code: string; readonly message: string }[] };
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${shows} userErrors { code message } } }`;
    const answer = (await this.client.ask<Readonly<Record<string, Answer>>>(query, { input }))[mutation]!;
    const [error] = answer.userErrors;
    if (error) throw new Failure(`${error.message} (${error.code})`);
    return answer;
  }
}
