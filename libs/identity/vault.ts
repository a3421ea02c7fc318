import { type Directory, StoredDirectory } from './directory.js';
import { StoredTokens, type Tokens } from './tokens.js';
import type { VaultDatabase } from './vault-database.js';
import { openVaultFile } from './vault-file.js';
import { openVaultSchema } from './vault-schema.js';
import { VaultTransfer } from './vault-transfer.js';

/** Opens the vault of a data folder; several processes may open it at the same time. @throws EventStoreError STORE_UNAVAILABLE */
export const openVault = async (folder: string): Promise<Vault> => new Vault(await openVaultFile(folder), folder);

/**
 * Opens the vault of a PostgreSQL database.
 * @param folder the folder in which a generated token is written for its owner to read
 * @throws EventStoreError STORE_UNAVAILABLE, retryable, if the database does not answer
 */
export const openPostgresVault = async (url: string, folder: string): Promise<Vault> => new Vault(await openVaultSchema(url), folder);

/** What cannot be derived from events: people's names, and tokens. */
export class Vault {
  readonly directory: Directory;
  readonly tokens: Tokens;
  readonly transfer: VaultTransfer;

  constructor(
    private readonly database: VaultDatabase,
    folder: string,
  ) {
    this.directory = new StoredDirectory(database.source);
    this.tokens = new StoredTokens(database, folder);
    this.transfer = new VaultTransfer(database);
  }

  /** Closing twice is no error. */
  close(): Promise<void> {
    return this.database.close();
  }
}
