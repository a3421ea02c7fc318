import type { Database } from 'better-sqlite3';
import { Directory } from './directory.js';
import { Tokens } from './tokens.js';
import { openVaultFile } from './vault-file.js';

/** Opens the vault of a data folder; several processes may. @throws EventStoreError STORE_UNAVAILABLE */
export const openVault = (folder: string): Vault => new Vault(openVaultFile(folder), folder);

export class Vault {
  readonly directory: Directory;
  readonly tokens: Tokens;

  constructor(
    private readonly file: Database,
    folder: string,
  ) {
    this.directory = new Directory(file);
    this.tokens = new Tokens(file, folder);
  }

  /** Closing twice is no error. */
  close(): void {
    this.file.close();
  }
}
