import type { Database } from 'better-sqlite3';
import { byPerson, type StoredToken, type VaultContents, type VaultTransfer } from './vault-transfer.js';

/** Moves the vault of a data folder. */
export class FileTransfer implements VaultTransfer {
  constructor(private readonly file: Database) {}

  contents(): VaultContents {
    const names = this.file.prepare<[], { person: string; name: string }>('select person, name from names').all();
    const tokens = this.file.prepare<[], StoredToken>('select person, hash, source from tokens').all();
    return { names: new Map(names.sort(byPerson).map(({ person, name }) => [person, name])), tokens: tokens.sort(byPerson) };
  }

  take({ names, tokens }: VaultContents): void {
    const putName = this.file.prepare('insert or replace into names (person, name) values (?, ?)');
    const putToken = this.file.prepare('insert or replace into tokens (person, hash, source) values (?, ?, ?)');
    this.file.transaction(() => {
      for (const [person, name] of names) putName.run(person, name);
      for (const { person, hash, source } of tokens) putToken.run(person, hash, source);
    })();
  }
}
