import { IsNull, Not, type EntityManager } from 'typeorm';
import { newUuid } from '#event-sourcing/uuid.js';
import type { CredentialCache } from '../access/credential-cache.js';
import { emailOf } from './email.js';
import { personNames, rowsIn, type StoredAccount } from '../vault/entities.js';
import { isRefused, refused, type IdentityRefusal } from '../refusal.js';
import type { VaultDatabase } from '../vault/vault-database.js';
import { INSTALLATION_ROLES, People, rolesIn, type Account, type AccountPage, type InstallationRole, type NewPerson } from './people.js';

const accountOf = (row: StoredAccount): Account => ({
  id: row.person,
  ...(row.email === null ? {} : { email: row.email }),
  roles: rolesIn(row.roles),
  ...(row.subject === null ? {} : { subject: row.subject }),
  addedAt: row.added_at,
  ...(row.deactivated_at === null ? {} : { deactivatedAt: row.deactivated_at }),
  ...(row.forgotten_at === null ? {} : { forgottenAt: row.forgotten_at }),
});

const listOf = (roles: readonly InstallationRole[]): string => INSTALLATION_ROLES.filter((role) => roles.includes(role)).join(',');

/** The ids of actors who are no people: nobody else may appear in history as one of them. */
const ACTORS: ReadonlySet<string> = new Set(['administrator', 'evenkeel']);

/** The people in the tables of a vault. */
export class StoredPeople extends People {
  constructor(
    private readonly database: VaultDatabase,
    private readonly cache: CredentialCache,
    private readonly now: () => string,
  ) {
    super();
  }

  add({ id = newUuid(), name, email, roles = [], subject }: NewPerson): Promise<Account | IdentityRefusal> {
    return this.database.alone(async (manager) => {
      const address = await freeEmail(manager, email);
      if (isRefused(address)) return address;
      if (ACTORS.has(id)) return refused('PERSON_ID_RESERVED', 'personId');
      const accounts = rowsIn(manager, 'accounts');
      const known = await accounts.findOneBy({ person: id });
      if (known) return refused(known.forgotten_at === null ? 'PERSON_EXISTS' : 'PERSON_FORGOTTEN', 'personId');
      if (subject !== undefined && (await accounts.findOneBy({ subject }))) return refused('PERSON_EXISTS', 'personId');
      const row: StoredAccount = {
        person: id,
        ...address,
        roles: listOf(roles),
        subject: subject ?? null,
        added_at: this.now(),
        deactivated_at: null,
        forgotten_at: null,
      };
      await accounts.insert(row);
      await personNames(manager).upsert({ person: id, name }, ['person']);
      return accountOf(row);
    });
  }

  remove(id: string, nameBefore?: string): Promise<void> {
    return this.database.alone(async (manager) => {
      await rowsIn(manager, 'accounts').delete({ person: id });
      const names = personNames(manager);
      await (nameBefore === undefined ? names.delete({ person: id }) : names.update({ person: id }, { name: nameBefore }));
    });
  }

  async byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Account>> {
    if (ids.length === 0) return new Map();
    const rows = await this.accounts.createQueryBuilder('a').where('a.person in (:...ids)', { ids }).getMany();
    return new Map(rows.map((row) => [row.person, accountOf(row)]));
  }

  async byEmail(email: string): Promise<Account | undefined> {
    const address = emailOf(email);
    const row = address && (await this.accounts.findOneBy({ email_key: address.key }));
    return row ? accountOf(row) : undefined;
  }

  async bySubject(subject: string): Promise<Account | undefined> {
    const row = await this.accounts.findOneBy({ subject });
    return row ? accountOf(row) : undefined;
  }

  async page(first: number, after = ''): Promise<AccountPage> {
    const rows = await this.accounts
      .createQueryBuilder('a')
      .where('a.person > :after', { after })
      .orderBy('a.person')
      .limit(first + 1)
      .getMany();
    const accounts = rows.slice(0, first).map(accountOf);
    return { accounts, ...(rows.length > first ? { next: accounts.at(-1)!.id } : {}) };
  }

  setRoles(id: string, roles: readonly InstallationRole[]): Promise<Account | IdentityRefusal> {
    return this.change(id, async (manager, row) => {
      // Who gains a role signs in anew: a link or session of before may be in the hands of whoever invited them.
      if (roles.some((role) => !rolesIn(row.roles).includes(role))) await this.endAccess(manager, id);
      return { roles: listOf(roles) };
    });
  }

  setEmail(id: string, email: string | undefined): Promise<Account | IdentityRefusal> {
    return this.change(id, (manager, row) =>
      row.forgotten_at === null ? freeEmail(manager, email, id) : Promise.resolve(refused('PERSON_FORGOTTEN', 'personId')),
    );
  }

  setSubject(id: string, subject: string): Promise<Account | IdentityRefusal> {
    return this.change(id, (_manager, row) =>
      Promise.resolve(row.subject === null || row.subject === subject ? { subject } : refused('SUBJECT_SET')),
    );
  }

  linkInvited(id: string, subject: string): Promise<Account | IdentityRefusal> {
    return this.change(id, async (manager, row) => {
      if (row.subject !== null) return refused('SUBJECT_SET');
      const cameIn =
        (await rowsIn(manager, 'invitations').existsBy({ person: id, used_at: Not(IsNull()) })) ||
        (await rowsIn(manager, 'sessions').existsBy({ person: id })) ||
        (await rowsIn(manager, 'access_tokens').existsBy({ person: id }));
      if (cameIn) return refused('ACCOUNT_USED');
      await this.endAccess(manager, id);
      return { subject };
    });
  }

  deactivate(id: string): Promise<Account | IdentityRefusal> {
    return this.change(id, async (manager, row) => {
      await this.endAccess(manager, id);
      return { deactivated_at: row.deactivated_at ?? this.now() };
    });
  }

  reactivate(id: string): Promise<Account | IdentityRefusal> {
    return this.change(id, (_manager, row) =>
      Promise.resolve(row.forgotten_at === null ? { deactivated_at: null } : refused('PERSON_FORGOTTEN', 'personId')),
    );
  }

  async forget(id: string): Promise<Account | IdentityRefusal> {
    await this.database.alone((manager) => this.addNamed(manager, id));
    return this.change(id, async (manager, row) => {
      await this.endAccess(manager, id);
      await rowsIn(manager, 'access_tokens').delete({ person: id });
      await rowsIn(manager, 'invitations').delete({ person: id });
      // An empty name says that there was one: history shows a former member.
      await personNames(manager).upsert({ person: id, name: '' }, ['person']);
      const log = rowsIn(manager, 'security_log');
      // What they did to others stays: it names nobody but by id.
      await log.update({ about: id }, { details: null });
      await log.update({ who: id }, { address: null });
      const now = this.now();
      return {
        email: null,
        email_key: null,
        subject: null,
        deactivated_at: row.deactivated_at ?? now,
        forgotten_at: row.forgotten_at ?? now,
      };
    });
  }

  /** Adds whoever has a name here but never could sign in: that they were forgotten is remembered as it is for others. */
  private async addNamed(manager: EntityManager, person: string): Promise<void> {
    const accounts = rowsIn(manager, 'accounts');
    if (!(await personNames(manager).findOneBy({ person })) || (await accounts.findOneBy({ person }))) return;
    const none = { email: null, email_key: null, roles: '', subject: null, forgotten_at: null };
    await accounts.insert({ person, ...none, added_at: this.now(), deactivated_at: this.now() });
  }

  private async endAccess(manager: EntityManager, person: string): Promise<void> {
    await rowsIn(manager, 'sessions').delete({ person });
    await rowsIn(manager, 'calendar_addresses').delete({ person });
    const revoke = (table: 'access_tokens' | 'invitations', whose: string) =>
      manager
        .createQueryBuilder()
        .update(table)
        .set({ revoked_at: this.now() })
        .where(`${whose} and revoked_at is null`, { person })
        .execute();
    await revoke('access_tokens', 'person = :person');
    // Who made a link knows it, and could come back in by one for somebody else.
    await revoke('invitations', '(person = :person or by_person = :person) and used_at is null');
  }

  /** Changes the row of a person in one transaction. */
  private async change(
    id: string,
    changes: (manager: EntityManager, row: StoredAccount) => Promise<Partial<StoredAccount> | IdentityRefusal>,
  ): Promise<Account | IdentityRefusal> {
    const changed = await this.database.alone(async (manager) => {
      const accounts = rowsIn(manager, 'accounts');
      const row = await accounts.findOneBy({ person: id });
      if (!row) return refused('PERSON_NOT_FOUND', 'personId');
      const change = await changes(manager, row);
      if (isRefused(change)) return change;
      await accounts.update({ person: id }, change);
      return accountOf({ ...row, ...change });
    });
    this.cache.clear();
    return changed;
  }

  private get accounts() {
    return rowsIn(this.database.source.manager, 'accounts');
  }
}

/** The columns of an address that nobody else has. */
async function freeEmail(
  manager: EntityManager,
  email: string | undefined,
  of?: string,
): Promise<Pick<StoredAccount, 'email' | 'email_key'> | IdentityRefusal> {
  if (email === undefined || email.trim() === '') return { email: null, email_key: null };
  const address = emailOf(email);
  if (!address) return refused('EMAIL_INVALID', 'email');
  const holder = await rowsIn(manager, 'accounts').findOneBy({ email_key: address.key });
  if (holder && holder.person !== of) return refused('EMAIL_TAKEN', 'email');
  return { email: address.given, email_key: address.key };
}
