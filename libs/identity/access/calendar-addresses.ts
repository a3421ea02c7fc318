import { timingSafeEqual } from 'node:crypto';
import { IsNull } from 'typeorm';
import type { CredentialCache } from './credential-cache.js';
import { holderWithin } from './access-tokens.js';
import type { Holder } from './holder.js';
import { refused, type IdentityRefusal } from '../refusal.js';
import { digest, newPublicId, newSecret } from './secrets.js';
import type { SeenLater } from './seen-later.js';
import { later } from './sessions.js';
import { rowsIn, type StoredCalendarAddress } from '../vault/entities.js';
import type { VaultDatabase } from '../vault/vault-database.js';

/** The last use is written at most once in this time: calendars ask often. */
const SEEN_AFTER_MS = 3_600_000;
/** One for oneself, and one for each of many programs. */
const MOST_OF_ONE = 100;
/** `ekc_`, a public id and a secret. No access token looks like it, so that neither is ever taken for the other. */
const FORM = /^ekc_([A-Za-z0-9]{12})_[A-Za-z0-9_-]{43}$/;

/** The public id in the secret of a calendar's address; undefined: it does not have the form of one. */
export const calendarIdOf = (secret: string): string | undefined => FORM.exec(secret)?.[1];

/** A secret address at which a calendar program finds milestones and gates: whoever knows it reads them, and nothing else. */
export interface CalendarAddress {
  readonly id: string;
  readonly person: string;
  /** Of this program; undefined: of what the person owns and takes part in. */
  readonly programId?: string;
  readonly madeAt: string;
  /** When it was last used, to the hour. */
  readonly usedAt?: string;
}

/** Secret addresses of calendars. Only the SHA-256 of a secret is stored, so an address is shown once. */
export abstract class CalendarAddresses {
  /** Makes an address, which replaces the one that the person had for the same. @returns PERSON_NOT_FOUND, TOO_MANY_TOKENS */
  abstract make(
    person: string,
    programId?: string,
  ): Promise<{ readonly secret: string; readonly calendarAddress: CalendarAddress } | IdentityRefusal>;
  /** The addresses of a person, the newest first. */
  abstract of(person: string): Promise<readonly CalendarAddress[]>;
  /** Ends an address at once. @returns undefined if the person has no such address */
  abstract revoke(person: string, id: string): Promise<CalendarAddress | undefined>;
  /** The holder of a secret that holds; undefined: none. */
  abstract verify(secret: string): Promise<Holder | undefined>;
}

const addressOf = ({ id, person, program_id, made_at, used_at }: Omit<StoredCalendarAddress, 'hash'>): CalendarAddress => ({
  ...{ id, person, madeAt: made_at },
  ...(program_id === null ? {} : { programId: program_id }),
  ...(used_at === null ? {} : { usedAt: used_at }),
});

/** The addresses in the tables of a vault. */
export class StoredCalendarAddresses extends CalendarAddresses {
  constructor(
    private readonly database: VaultDatabase,
    private readonly cache: CredentialCache,
    private readonly seen: SeenLater,
    private readonly now: () => string,
  ) {
    super();
  }

  make(person: string, programId?: string): ReturnType<CalendarAddresses['make']> {
    const made = this.database.alone(async (manager) => {
      const account = await rowsIn(manager, 'accounts').findOneBy({ person });
      if (!account || account.deactivated_at !== null) return refused('PERSON_NOT_FOUND');
      const addresses = rowsIn(manager, 'calendar_addresses');
      await addresses.delete({ person, program_id: programId ?? IsNull() });
      if ((await addresses.countBy({ person })) >= MOST_OF_ONE) return refused('TOO_MANY_TOKENS');
      const id = newPublicId();
      const secret = `ekc_${id}_${newSecret()}`;
      const row = { id, person, program_id: programId ?? null, made_at: this.now(), used_at: null };
      await addresses.insert({ ...row, hash: digest(secret) });
      return { secret, calendarAddress: addressOf(row) };
    });
    return made.finally(() => this.cache.clear());
  }

  async of(person: string): Promise<readonly CalendarAddress[]> {
    const rows = await rowsIn(this.database.source.manager, 'calendar_addresses').find({
      where: { person },
      order: { made_at: 'DESC', id: 'ASC' },
    });
    return rows.map(addressOf);
  }

  async revoke(person: string, id: string): Promise<CalendarAddress | undefined> {
    const revoked = await this.database.alone(async (manager) => {
      const addresses = rowsIn(manager, 'calendar_addresses');
      const row = await addresses.findOneBy({ person, id });
      if (row) await addresses.delete({ id });
      return row ?? undefined;
    });
    this.cache.clear();
    return revoked && addressOf(revoked);
  }

  async verify(secret: string): Promise<Holder | undefined> {
    if (calendarIdOf(secret) === undefined) return undefined;
    const hash = digest(secret);
    return this.cache.holder(hash, async () => {
      const { manager } = this.database.source;
      const row = await rowsIn(manager, 'calendar_addresses').findOneBy({ hash });
      if (!row || !timingSafeEqual(row.hash, hash)) return undefined;
      const account = await rowsIn(manager, 'accounts').findOneBy({ person: row.person });
      if (!account || account.deactivated_at !== null) return undefined;
      const now = this.now();
      if (row.used_at === null || later(row.used_at, SEEN_AFTER_MS) <= now) this.seen.note('calendar_addresses', row.id, { used_at: now });
      const { programId } = addressOf(row);
      const holder = holderWithin(row.person, account.roles, {
        write: false,
        ...(programId === undefined ? {} : { programs: [programId] }),
      });
      return { holder: { ...holder, calendar: row.id }, until: undefined };
    });
  }
}
