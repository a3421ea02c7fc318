import type { Database, Statement } from 'better-sqlite3';
import { makeTokenFile } from './token-file.js';
import { ADMINISTRATOR, digest, holderOf, Tokens, type MadeToken, type TokenHolder, type TokenRow } from './tokens.js';

/** The tokens of a data folder. */
export class FileTokens extends Tokens {
  private readonly byHash: Statement<[Buffer], TokenRow>;
  private readonly source: Statement<[string], string>;
  private readonly put: Statement<[string, Buffer, string]>;

  constructor(
    file: Database,
    private readonly folder: string,
  ) {
    super();
    this.byHash = file.prepare('select person, hash from tokens where hash = ?');
    this.source = file.prepare<[string], string>('select source from tokens where person = ?').pluck();
    this.put = file.prepare('insert or replace into tokens (person, hash, source) values (?, ?, ?)');
  }

  verify(token: string): TokenHolder | undefined {
    const hash = digest(token);
    return holderOf(this.byHash.get(hash), hash);
  }

  ensureAdministrator(configured?: string): MadeToken | undefined {
    if (configured !== undefined) {
      this.put.run(ADMINISTRATOR, digest(configured), 'configured');
      return undefined;
    }
    if (this.source.get(ADMINISTRATOR) === 'generated') return undefined;
    // The file first: were it the vault, a crash in between would leave a token that nobody knows.
    const made = makeTokenFile(this.folder);
    this.put.run(ADMINISTRATOR, digest(made.token), 'generated');
    return made;
  }
}
