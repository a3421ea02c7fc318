import type { Directory } from './directory.js';
import { FileDirectory } from './file-directory.js';
import { FileTokens } from './file-tokens.js';
import { FileTransfer } from './file-transfer.js';
import type { Tokens } from './tokens.js';
import { openVaultFile } from './vault-file.js';
import type { VaultTransfer } from './vault-transfer.js';

/** Opens the vault of a data folder; several processes may. @throws EventStoreError STORE_UNAVAILABLE */
export function openVault(folder: string): Vault<FileDirectory, FileTokens> {
  const file = openVaultFile(folder);
  return new Vault(new FileDirectory(file), new FileTokens(file, folder), new FileTransfer(file), () => {
    file.close();
  });
}

/** What cannot be derived from events: people's names, and tokens. */
export class Vault<D extends Directory = Directory, T extends Tokens = Tokens> {
  constructor(
    readonly directory: D,
    readonly tokens: T,
    readonly transfer: VaultTransfer,
    /** Closing twice is no error. */
    readonly close: () => void | Promise<void>,
  ) {}
}
