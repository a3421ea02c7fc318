import { LRUCache } from 'lru-cache';
import { newUuid } from '#event-sourcing/uuid.js';
import { rowsIn, type StoredSecurityEntry } from './vault/entities.js';
import { later } from './access/sessions.js';
import type { VaultDatabase } from './vault/vault-database.js';

export const SECURITY_ACTS = [
  'SIGNED_IN',
  'SIGNED_OUT',
  'SIGN_IN_FAILED',
  'INVITED',
  'INVITATION_REVOKED',
  'LINK_MADE',
  'TOKEN_MADE',
  'TOKEN_REVOKED',
  'SESSION_ENDED',
  'ROLES_CHANGED',
  'ROLE_GRANTED',
  'ROLE_REVOKED',
  'NAME_CHANGED',
  'EMAIL_CHANGED',
  'EXPORTED',
  'PERSON_ADDED',
  'PERSON_DEACTIVATED',
  'PERSON_REACTIVATED',
  'PERSON_FORGOTTEN',
  'HANDED_OVER',
] as const;
export type SecurityAct = (typeof SECURITY_ACTS)[number];

/** Failures of the same kind from one address within this time are one entry, so that an attacker does not fill the log. */
const SAME_MS = 60_000;
const MOST_ADDRESSES = 10_000;
/** How long an entry is kept. */
const KEPT_DAYS = 3 * 365;
const DAY_MS = 86_400_000;

/** What is to be noted. */
export interface SecurityNote {
  readonly act: SecurityAct;
  /** Who did it; undefined: nobody who is known. */
  readonly who?: string | undefined;
  /** The person whom it is about. */
  readonly about?: string | undefined;
  /** The network address that it came from. */
  readonly from?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

export interface SecurityEntry extends SecurityNote {
  readonly id: string;
  readonly at: string;
  /** How often it happened within a minute. */
  readonly times: number;
}

export interface SecurityLogPage {
  readonly entries: readonly SecurityEntry[];
  /** Where the next page begins; undefined: this is the last. */
  readonly next?: string;
}

/** Who signed in, was let in, got and lost access: apart from what happens in programs, and not derived from events. */
export abstract class SecurityLog {
  /** Durable when the promise resolves. */
  abstract note(note: SecurityNote): Promise<void>;
  /** Removes what is older than is kept: three years. */
  abstract prune(): Promise<void>;
  /** A page, the newest first. @param filter only about or by this person, only this act */
  abstract page(first: number, after?: string, filter?: { readonly person?: string; readonly act?: SecurityAct }): Promise<SecurityLogPage>;
}

const entryOf = (row: StoredSecurityEntry): SecurityEntry => ({
  id: row.id,
  at: row.at,
  act: row.act as SecurityAct,
  ...(row.who === null ? {} : { who: row.who }),
  ...(row.about === null ? {} : { about: row.about }),
  ...(row.address === null ? {} : { from: row.address }),
  ...(row.details === null ? {} : { details: JSON.parse(row.details) as Record<string, unknown> }),
  times: row.times,
});

/** The security log in the tables of a vault. */
export class StoredSecurityLog extends SecurityLog {
  /** The entry of the last failure from each address, for a minute. Bounded, because who guesses may have any number of addresses. */
  private readonly failures = new LRUCache<string, { readonly id: string; readonly until: string }>({ max: MOST_ADDRESSES });

  constructor(
    private readonly database: VaultDatabase,
    private readonly now: () => string,
  ) {
    super();
  }

  async note({ act, who, about, from, details }: SecurityNote): Promise<void> {
    const now = this.now();
    const id = newUuid(Date.parse(now));
    const key = act === 'SIGN_IN_FAILED' ? `${from} ${JSON.stringify(details)}` : undefined;
    const before = key === undefined ? undefined : this.failures.get(key);
    if (before && now < before.until) {
      await this.log.increment({ id: before.id }, 'times', 1);
      return;
    }
    if (key !== undefined) this.failures.set(key, { id, until: later(now, SAME_MS) });
    await this.log.insert({
      ...{ id, at: now, act, who: who ?? null, about: about ?? null, address: from ?? null, times: 1 },
      details: details ? JSON.stringify(details) : null,
    });
  }

  async prune(): Promise<void> {
    await this.log
      .createQueryBuilder()
      .delete()
      .where('at < :before', { before: later(this.now(), -KEPT_DAYS * DAY_MS) })
      .execute();
  }

  async page(
    first: number,
    after?: string,
    { person, act }: { readonly person?: string; readonly act?: SecurityAct } = {},
  ): Promise<SecurityLogPage> {
    const rows = await this.log
      .createQueryBuilder('l')
      .where(after === undefined ? '1 = 1' : 'l.id < :after', { after })
      .andWhere(person === undefined ? '1 = 1' : '(l.who = :person or l.about = :person)', { person })
      .andWhere(act === undefined ? '1 = 1' : 'l.act = :act', { act })
      .orderBy('l.id', 'DESC')
      .limit(first + 1)
      .getMany();
    const entries = rows.slice(0, first).map(entryOf);
    return { entries, ...(rows.length > first ? { next: entries.at(-1)!.id } : {}) };
  }

  private get log() {
    return rowsIn(this.database.source.manager, 'security_log');
  }
}
