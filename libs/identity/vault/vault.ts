import { type AccessTokens, StoredAccessTokens } from '../access/access-tokens.js';
import { type CalendarAddresses, StoredCalendarAddresses } from '../access/calendar-addresses.js';
import { CredentialCache } from '../access/credential-cache.js';
import { type Directory, StoredDirectory } from '../people/directory.js';
import { type Invitations, StoredInvitations } from '../access/invitations.js';
import type { People } from '../people/people.js';
import { type SecurityLog, StoredSecurityLog } from '../security-log.js';
import { SeenLater } from '../access/seen-later.js';
import { type Sessions, StoredSessions } from '../access/sessions.js';
import { StoredTokens, type Tokens } from '../access/tokens.js';
import { StoredPeople } from '../people/stored-people.js';
import type { VaultDatabase } from './vault-database.js';
import { openVaultFile } from './vault-file.js';
import { openVaultSchema } from './vault-schema.js';
import { VaultTransfer } from './vault-transfer.js';

const clock = (): string => new Date().toISOString();

/**
 * Opens the vault of a data folder; several processes may open it at the same time. @throws EventStoreError STORE_UNAVAILABLE
 * @param now returns the current time, RFC 3339 in UTC with milliseconds
 */
export const openVault = async (folder: string, now = clock): Promise<Vault> => pruned(new Vault(await openVaultFile(folder), folder, now));

/**
 * Opens the vault of a PostgreSQL database.
 * @param folder the folder in which a generated token is written for its owner to read
 * @param now returns the current time, RFC 3339 in UTC with milliseconds
 * @throws EventStoreError STORE_UNAVAILABLE, retryable, if the database does not answer
 */
export const openPostgresVault = async (url: string, folder: string, now = clock): Promise<Vault> =>
  pruned(new Vault(await openVaultSchema(url), folder, now));

/** Nothing is kept for ever: each opening removes what is too old from the security log. */
async function pruned(vault: Vault): Promise<Vault> {
  await vault.securityLog.prune();
  return vault;
}

/** What cannot be derived from events: people, how they get in, and the log of that. */
export class Vault {
  readonly directory: Directory;
  readonly tokens: Tokens;
  readonly people: People;
  readonly invitations: Invitations;
  readonly sessions: Sessions;
  readonly accessTokens: AccessTokens;
  readonly calendarAddresses: CalendarAddresses;
  readonly securityLog: SecurityLog;
  readonly transfer: VaultTransfer;
  private readonly seen: SeenLater;

  constructor(
    private readonly database: VaultDatabase,
    folder: string,
    now: () => string,
  ) {
    const cache = new CredentialCache(now);
    this.seen = new SeenLater(database);
    const accessTokens = new StoredAccessTokens(database, cache, this.seen, now);
    this.accessTokens = accessTokens;
    this.calendarAddresses = new StoredCalendarAddresses(database, cache, this.seen, now);
    this.directory = new StoredDirectory(database.source);
    this.tokens = new StoredTokens(database, folder, accessTokens);
    this.people = new StoredPeople(database, cache, now);
    this.invitations = new StoredInvitations(database, cache, now);
    this.sessions = new StoredSessions(database, cache, this.seen, now);
    this.securityLog = new StoredSecurityLog(database, now);
    this.transfer = new VaultTransfer(database);
  }

  /** Closing twice is no error. */
  async close(): Promise<void> {
    await this.seen.flush();
    await this.database.close();
  }
}
