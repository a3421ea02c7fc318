import type { EntityManager } from 'typeorm';
import type { CredentialCache } from './credential-cache.js';
import { rowsIn, type StoredInvitation } from '../vault/entities.js';
import { isRefused, refused, type IdentityRefusal } from '../refusal.js';
import { digest, newPublicId, newSecret } from './secrets.js';
import { insertSession, later, type MadeSession } from './sessions.js';
import type { VaultDatabase } from '../vault/vault-database.js';

/** How long a link holds. */
const HOLDS_MS = 72 * 3_600_000;
const FORM = /^[A-Za-z0-9_-]{43}$/;

/** What a person is invited for. */
export interface Purpose {
  /** Undefined: the whole installation. */
  readonly programId?: string;
  readonly role: string;
}

/** A one-time link by which a person signs in. */
export interface Invitation {
  /** A public id, not the secret. */
  readonly id: string;
  /** Who is invited. */
  readonly person: string;
  /** Who invites. */
  readonly by: string;
  /** An invitation, or a link for another device of a person who is in. */
  readonly kind: 'invitation' | 'device';
  readonly purposes: readonly Purpose[];
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly usedAt?: string;
  readonly revokedAt?: string;
}

export type NewInvitation = Pick<Invitation, 'person' | 'by' | 'kind' | 'purposes'>;

/** One-time links, good for 72 hours. Only the SHA-256 of a link's secret is stored. */
export abstract class Invitations {
  /** Makes a link. Earlier open ones of the same kind for the person are revoked. @returns PERSON_NOT_FOUND if the person cannot sign in */
  abstract make(of: NewInvitation): Promise<{ readonly invitation: Invitation; readonly secret: string } | IdentityRefusal>;
  /** The invitation of a link, which stays usable. @returns LINK_MALFORMED, LINK_UNKNOWN, LINK_USED, LINK_REVOKED, LINK_EXPIRED */
  abstract look(secret: string): Promise<Invitation | IdentityRefusal>;
  /** Signs the invited person in, once: of two at the same time one is refused with LINK_USED. @returns what `look` does */
  abstract accept(secret: string, device?: string): Promise<(MadeSession & { readonly invitation: Invitation }) | IdentityRefusal>;
  /** Revoking twice is no error. @returns undefined if there is no such invitation */
  abstract revoke(id: string): Promise<Invitation | undefined>;
  abstract byId(id: string): Promise<Invitation | undefined>;
  /** The invitations that can still be used, the newest first. @param of of this person, or made by this person; everyone's without */
  abstract open(of?: { readonly person?: string; readonly by?: string }): Promise<readonly Invitation[]>;
}

const invitationOf = (row: Omit<StoredInvitation, 'hash'>): Invitation => ({
  id: row.id,
  person: row.person,
  by: row.by_person,
  kind: row.kind,
  purposes: JSON.parse(row.purposes) as Purpose[],
  madeAt: row.made_at,
  expiresAt: row.expires_at,
  ...(row.used_at === null ? {} : { usedAt: row.used_at }),
  ...(row.revoked_at === null ? {} : { revokedAt: row.revoked_at }),
});

/** The invitations in the tables of a vault. */
export class StoredInvitations extends Invitations {
  constructor(
    private readonly database: VaultDatabase,
    private readonly cache: CredentialCache,
    private readonly now: () => string,
  ) {
    super();
  }

  make({ person, by, kind, purposes }: NewInvitation): ReturnType<Invitations['make']> {
    return this.database.alone(async (manager) => {
      const account = await rowsIn(manager, 'accounts').findOneBy({ person });
      if (!account || account.deactivated_at !== null) return refused('PERSON_NOT_FOUND', 'personId');
      const now = this.now();
      const invitations = rowsIn(manager, 'invitations');
      await invitations
        .createQueryBuilder()
        .update()
        .set({ revoked_at: now })
        .where('person = :person and kind = :kind and used_at is null and revoked_at is null', { person, kind })
        .execute();
      const secret = newSecret();
      const row: StoredInvitation = {
        id: newPublicId(),
        hash: digest(secret),
        person,
        by_person: by,
        kind,
        purposes: JSON.stringify(purposes),
        made_at: now,
        expires_at: later(now, HOLDS_MS),
        used_at: null,
        revoked_at: null,
      };
      await invitations.insert(row);
      return { invitation: invitationOf(row), secret };
    });
  }

  async look(secret: string): Promise<Invitation | IdentityRefusal> {
    const row = await this.usable(this.database.source.manager, secret);
    return isRefused(row) ? row : invitationOf(row);
  }

  async accept(secret: string, device?: string): ReturnType<Invitations['accept']> {
    return this.database.alone(async (manager) => {
      const row = await this.usable(manager, secret);
      if (isRefused(row)) return row;
      const now = this.now();
      const made = await insertSession(manager, row.person, now, device);
      // The person was deactivated since, which revokes the link; a link to nobody is an unknown one.
      if (!made) return refused('LINK_REVOKED');
      await rowsIn(manager, 'invitations').update({ id: row.id }, { used_at: now });
      return { ...made, invitation: invitationOf({ ...row, used_at: now }) };
    });
  }

  async revoke(id: string): Promise<Invitation | undefined> {
    const revoked = await this.database.alone(async (manager) => {
      const row = await rowsIn(manager, 'invitations').findOneBy({ id });
      if (!row || row.revoked_at !== null || row.used_at !== null) return row ?? undefined;
      const change = { revoked_at: this.now() };
      await rowsIn(manager, 'invitations').update({ id }, change);
      return { ...row, ...change };
    });
    this.cache.clear();
    return revoked && invitationOf(revoked);
  }

  async byId(id: string): Promise<Invitation | undefined> {
    const row = await rowsIn(this.database.source.manager, 'invitations').findOneBy({ id });
    return row ? invitationOf(row) : undefined;
  }

  async open({ person, by }: { readonly person?: string; readonly by?: string } = {}): Promise<readonly Invitation[]> {
    const rows = await rowsIn(this.database.source.manager, 'invitations')
      .createQueryBuilder('i')
      .where('i.used_at is null and i.revoked_at is null and i.expires_at > :now', { now: this.now() })
      .andWhere(person === undefined ? '1 = 1' : 'i.person = :person', { person })
      .andWhere(by === undefined ? '1 = 1' : 'i.by_person = :by', { by })
      .orderBy('i.made_at', 'DESC')
      .getMany();
    return rows.map(invitationOf);
  }

  private async usable(manager: EntityManager, secret: string): Promise<StoredInvitation | IdentityRefusal> {
    if (!FORM.test(secret)) return refused('LINK_MALFORMED');
    const row = await rowsIn(manager, 'invitations').findOneBy({ hash: digest(secret) });
    if (!row) return refused('LINK_UNKNOWN');
    if (row.used_at !== null) return refused('LINK_USED');
    if (row.revoked_at !== null) return refused('LINK_REVOKED');
    return row.expires_at <= this.now() ? refused('LINK_EXPIRED') : row;
  }
}
