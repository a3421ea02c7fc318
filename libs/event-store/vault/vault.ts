import type { Directory } from './directory.js';
import { FileDirectory } from './file-directory.js';
import { FileTokens } from './file-tokens.js';
import type { Tokens } from './tokens.js';
import { openVaultFile } from './vault-file.js';

/** Opens the vault of a data folder; several processes may. @throws EventStoreError STORE_UNAVAILABLE */
export function openVault(folder: string): Vault<FileDirectory, FileTokens> {
  const file = openVaultFile(folder);
  return new Vault(new FileDirectory(file), new FileTokens(file, folder), () => {
    file.close();
  });
}

/** What cannot be derived from events: people's names, and tokens. */
export class Vault<D extends Directory = Directory, T extends Tokens = Tokens> {
  constructor(
    readonly directory: D,
    readonly tokens: T,
    /** Closing twice is no error. */
    readonly close: () => void | Promise<void>,
  ) {}
}
