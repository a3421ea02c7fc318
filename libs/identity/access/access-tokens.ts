import { timingSafeEqual } from 'node:crypto';
import type { CredentialCache } from './credential-cache.js';
import { rowsIn, type StoredAccessToken } from '../vault/entities.js';
import { rolesIn } from '../people/people.js';
import { refused, type IdentityRefusal } from '../refusal.js';
import { digest, newPublicId, newSecret } from './secrets.js';
import type { SeenLater } from './seen-later.js';
import { later } from './sessions.js';
import type { Holder } from './holder.js';
import type { VaultDatabase } from '../vault/vault-database.js';

/** The last use is written at most once in this time. */
const SEEN_AFTER_MS = 60_000;
/** The most tokens that hold of one person: one for each tool, and room for more. */
const MOST_OF_ONE = 100;
const MOST_PROGRAMS = 100;
/** `ek_`, a public id by which it is known in lists and logs, and a secret. */
const FORM = /^ek_([A-Za-z0-9]{12})_[A-Za-z0-9_-]{43}$/;

/** The public id of an access token; undefined: it does not have the form of one. */
export const publicIdOf = (token: string): string | undefined => FORM.exec(token)?.[1];

/** A token for a script, a report or the command line, that stands for its owner. */
export interface AccessToken {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  /** Whether it may send commands. */
  readonly write: boolean;
  /** The ids of the programs that it reaches; undefined: all that its owner may see. */
  readonly programs?: readonly string[];
  readonly madeAt: string;
  readonly expiresAt?: string;
  /** When it was last used, to the minute. */
  readonly usedAt?: string;
  readonly revokedAt?: string;
}

export interface NewAccessToken {
  readonly person: string;
  readonly name: string;
  readonly write: boolean;
  readonly programs?: readonly string[] | undefined;
  /** RFC 3339 in UTC with milliseconds. */
  readonly expiresAt?: string | undefined;
}

/** Access tokens. Only the SHA-256 of a token is stored, so a token is shown once. */
export abstract class AccessTokens {
  /** @returns the token, to be shown once; EXPIRY_IN_PAST, TOO_MANY_TOKENS, TOO_MANY_PROGRAMS, PERSON_NOT_FOUND */
  abstract make(of: NewAccessToken): Promise<{ readonly token: string; readonly accessToken: AccessToken } | IdentityRefusal>;
  /** The tokens of a person, the newest first, the revoked ones too. */
  abstract of(person: string): Promise<readonly AccessToken[]>;
  /** Revoking twice is no error. @returns undefined if the person has no such token */
  abstract revoke(person: string, id: string): Promise<AccessToken | undefined>;
}

const accessTokenOf = (row: Omit<StoredAccessToken, 'hash'>): AccessToken => ({
  id: row.id,
  person: row.person,
  name: row.name,
  write: row.may_write === 1,
  ...(row.programs === null ? {} : { programs: JSON.parse(row.programs) as string[] }),
  madeAt: row.made_at,
  ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
  ...(row.used_at === null ? {} : { usedAt: row.used_at }),
  ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
});

/** The access tokens in the tables of a vault. */
export class StoredAccessTokens extends AccessTokens {
  private readonly select: string;

  constructor(
    private readonly database: VaultDatabase,
    private readonly cache: CredentialCache,
    private readonly seen: SeenLater,
    private readonly now: () => string,
  ) {
    super();
    [this.select] = rowsIn(database.source.manager, 'access_tokens')
      .createQueryBuilder('t')
      .innerJoin('accounts', 'a', 'a.person = t.person and a.deactivated_at is null')
      .select(['t.id as id', 't.hash as hash', 't.person as person', 't.may_write as may_write', 't.programs as programs'])
      .addSelect(['t.expires_at as expires_at', 't.used_at as used_at', 'a.roles as roles'])
      .where('t.hash = :hash and t.revoked_at is null', { hash: Buffer.alloc(0) })
      .getQueryAndParameters();
  }

  make({ person, name, write, programs, expiresAt }: NewAccessToken): ReturnType<AccessTokens['make']> {
    return this.database.alone(async (manager) => {
      const now = this.now();
      const account = await rowsIn(manager, 'accounts').findOneBy({ person });
      if (!account || account.deactivated_at !== null) return refused('PERSON_NOT_FOUND', 'personId');
      if (expiresAt !== undefined && expiresAt <= now) return refused('EXPIRY_IN_PAST', 'expiresAt');
      if (programs && programs.length > MOST_PROGRAMS) return refused('TOO_MANY_PROGRAMS', 'programIds');
      const tokens = rowsIn(manager, 'access_tokens');
      const held = await tokens
        .createQueryBuilder('t')
        .where('t.person = :person and t.revoked_at is null and (t.expires_at is null or t.expires_at > :now)', { person, now })
        .getCount();
      if (held >= MOST_OF_ONE) return refused('TOO_MANY_TOKENS');
      const id = newPublicId();
      const token = `ek_${id}_${newSecret()}`;
      const row: StoredAccessToken = {
        id,
        hash: digest(token),
        person,
        name,
        may_write: write ? 1 : 0,
        programs: programs ? JSON.stringify(programs) : null,
        made_at: now,
        expires_at: expiresAt ?? null,
        used_at: null,
        revoked_at: null,
      };
      await tokens.insert(row);
      return { token, accessToken: accessTokenOf(row) };
    });
  }

  async of(person: string): Promise<readonly AccessToken[]> {
    const rows = await rowsIn(this.database.source.manager, 'access_tokens').find({
      where: { person },
      order: { made_at: 'DESC', id: 'ASC' },
    });
    return rows.map(accessTokenOf);
  }

  async revoke(person: string, id: string): Promise<AccessToken | undefined> {
    const revoked = await this.database.alone(async (manager) => {
      const tokens = rowsIn(manager, 'access_tokens');
      const row = await tokens.findOneBy({ person, id });
      if (!row || row.revoked_at !== null) return row ?? undefined;
      const change = { revoked_at: this.now() };
      await tokens.update({ id }, change);
      return { ...row, ...change };
    });
    this.cache.clear();
    return revoked && accessTokenOf(revoked);
  }

  /** The holder of a token that holds; undefined: none. */
  verify(token: string): Promise<Holder | undefined> {
    const hash = digest(token);
    return this.cache.holder(hash, async () => {
      const [row] = await this.database.source.query<(StoredAccessToken & { readonly roles: string })[]>(this.select, [hash]);
      const now = this.now();
      if (!row || !timingSafeEqual(row.hash, hash) || (row.expires_at !== null && row.expires_at <= now)) return undefined;
      if (row.used_at === null || later(row.used_at, SEEN_AFTER_MS) <= now) this.seen.note('access_tokens', row.id, { used_at: now });
      return { holder: holderOf(row), until: row.expires_at ?? undefined };
    });
  }
}

function holderOf({ id, person, may_write, programs, roles }: StoredAccessToken & { readonly roles: string }): Holder {
  const scope = { write: may_write === 1, ...(programs === null ? {} : { programs: JSON.parse(programs) as string[] }) };
  return { ...holderWithin(person, roles, scope), token: id };
}

/** A person with limits. @param list the stored roles of the person for the whole installation */
export function holderWithin(person: string, list: string, scope: NonNullable<Holder['scope']>): Holder {
  const roles = rolesIn(list);
  return {
    id: person,
    administrator: roles.includes('ADMINISTRATOR'),
    ...(roles.includes('AUDITOR') ? { auditor: true } : {}),
    scope,
  };
}
