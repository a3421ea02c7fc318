import type { EntityManager } from 'typeorm';
import type { CredentialCache } from './credential-cache.js';
import { rowsIn, type StoredSession } from '../vault/entities.js';
import { rolesIn } from '../people/people.js';
import { digest, newPublicId, newSecret } from './secrets.js';
import type { SeenLater } from './seen-later.js';
import type { Holder } from './holder.js';
import type { VaultDatabase } from '../vault/vault-database.js';

/** How long a session holds after its last use. */
export const SESSION_DAYS = 30;
/** A session is extended at most once in this time, so that reading does not write. */
const EXTENDED_AFTER_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** The longest description of a device that is kept. */
const DEVICE_LENGTH = 200;

/** A browser in which a person is signed in. */
export interface Session {
  /** A public id, not the secret. */
  readonly id: string;
  readonly person: string;
  /** The browser as it calls itself. */
  readonly device?: string;
  readonly madeAt: string;
  /** When it was last used, to the hour. */
  readonly seenAt: string;
  readonly expiresAt: string;
}

/** A session that was made just now; its secret goes into the cookie and nowhere else. */
export interface MadeSession {
  readonly secret: string;
  readonly session: Session;
  readonly holder: Holder;
}

/** The browsers in which people are signed in, for 30 days after the last use. Only the SHA-256 of a session's secret is stored. */
export abstract class Sessions {
  /** Signs a person in. @returns undefined if the person is unknown or deactivated */
  abstract make(person: string, device?: string): Promise<MadeSession | undefined>;
  /** The person of a session that holds; undefined: none. */
  abstract verify(secret: string): Promise<Holder | undefined>;
  /** The sessions of a person that hold, the last used first. */
  abstract of(person: string): Promise<readonly Session[]>;
  /** @returns whether the person had this session */
  abstract end(person: string, id: string): Promise<boolean>;
  /** Signs a person out everywhere. @param except the session that stays */
  abstract endAll(person: string, except?: string): Promise<void>;
}

const sessionOf = (row: Omit<StoredSession, 'hash'>): Session => ({
  id: row.id,
  person: row.person,
  ...(row.device === null ? {} : { device: row.device }),
  madeAt: row.made_at,
  seenAt: row.seen_at,
  expiresAt: row.expires_at,
});

export const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

/** Inserts a session within a transaction. @returns undefined if the person is unknown or deactivated */
export async function insertSession(
  manager: EntityManager,
  person: string,
  now: string,
  device?: string,
): Promise<MadeSession | undefined> {
  const account = await rowsIn(manager, 'accounts').findOneBy({ person });
  if (!account || account.deactivated_at !== null) return undefined;
  const secret = newSecret();
  const row = {
    id: newPublicId(),
    hash: digest(secret),
    person,
    device: device?.slice(0, DEVICE_LENGTH) ?? null,
    made_at: now,
    seen_at: now,
    expires_at: later(now, SESSION_DAYS * DAY_MS),
  };
  const sessions = rowsIn(manager, 'sessions');
  await sessions.insert(row);
  // Expired sessions of the person are of no use to anybody.
  await sessions.createQueryBuilder().delete().where('person = :person and expires_at <= :now', { person, now }).execute();
  return { secret, session: sessionOf(row), holder: holderOf({ ...row, roles: account.roles }) };
}

const holderOf = ({ id, person, roles }: { readonly id: string; readonly person: string; readonly roles: string }): Holder => ({
  id: person,
  administrator: rolesIn(roles).includes('ADMINISTRATOR'),
  ...(rolesIn(roles).includes('AUDITOR') ? { auditor: true } : {}),
  session: id,
});

/** The sessions in the tables of a vault. */
export class StoredSessions extends Sessions {
  private readonly select: string;

  constructor(
    private readonly database: VaultDatabase,
    private readonly cache: CredentialCache,
    private readonly seen: SeenLater,
    private readonly now: () => string,
  ) {
    super();
    // Every request looks its session up, and TypeORM's query builder takes longer than the database: build the statement once.
    [this.select] = rowsIn(database.source.manager, 'sessions')
      .createQueryBuilder('s')
      .innerJoin('accounts', 'a', 'a.person = s.person and a.deactivated_at is null')
      .select('s.id', 'id')
      .addSelect('s.person', 'person')
      .addSelect('s.seen_at', 'seen_at')
      .addSelect('s.expires_at', 'expires_at')
      .addSelect('a.roles', 'roles')
      .where('s.hash = :hash', { hash: Buffer.alloc(0) })
      .getQueryAndParameters();
  }

  async make(person: string, device?: string): Promise<MadeSession | undefined> {
    return this.database.alone((manager) => insertSession(manager, person, this.now(), device));
  }

  verify(secret: string): Promise<Holder | undefined> {
    const hash = digest(secret);
    return this.cache.holder(hash, async () => {
      const [row] = await this.database.source.query<(StoredSession & { readonly roles: string })[]>(this.select, [hash]);
      const now = this.now();
      if (!row || row.expires_at <= now) return undefined;
      if (later(row.seen_at, EXTENDED_AFTER_MS) <= now)
        this.seen.note('sessions', row.id, { seen_at: now, expires_at: later(now, SESSION_DAYS * DAY_MS) });
      return { holder: holderOf(row), until: row.expires_at };
    });
  }

  async of(person: string): Promise<readonly Session[]> {
    const rows = await rowsIn(this.database.source.manager, 'sessions').find({ where: { person }, order: { seen_at: 'DESC', id: 'ASC' } });
    const now = this.now();
    return rows.filter((row) => row.expires_at > now).map(sessionOf);
  }

  async end(person: string, id: string): Promise<boolean> {
    const { affected } = await rowsIn(this.database.source.manager, 'sessions').delete({ person, id });
    this.cache.clear();
    return affected !== 0;
  }

  async endAll(person: string, except = ''): Promise<void> {
    await rowsIn(this.database.source.manager, 'sessions')
      .createQueryBuilder()
      .delete()
      .where('person = :person and id <> :except', { person, except })
      .execute();
    this.cache.clear();
  }
}
