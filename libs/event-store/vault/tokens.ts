import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, Statement } from 'better-sqlite3';

export const ADMINISTRATOR = 'administrator';
const TOKEN_FILE = 'admin.token';

/** Who a token stands for. */
export interface TokenHolder {
  readonly id: string;
  readonly administrator: boolean;
}

interface TokenRow {
  readonly person: string;
  readonly hash: Buffer;
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Bearer tokens. At rest there is only their SHA-256: whoever reads the vault cannot act with what is in it. */
export class Tokens {
  private readonly byHash: Statement<[Buffer], TokenRow>;
  private readonly source: Statement<[string], string>;
  private readonly put: Statement<[string, Buffer, string]>;

  constructor(
    file: Database,
    private readonly folder: string,
  ) {
    this.byHash = file.prepare('select person, hash from tokens where hash = ?');
    this.source = file.prepare<[string], string>('select source from tokens where person = ?').pluck();
    this.put = file.prepare('insert or replace into tokens (person, hash, source) values (?, ?, ?)');
  }

  /** undefined: nobody's. How long it takes tells nothing of a token that is: only hashes are looked up and compared. */
  verify(token: string): TokenHolder | undefined {
    const hash = digest(token);
    const row = this.byHash.get(hash);
    if (!row || !timingSafeEqual(row.hash, hash)) return undefined;
    return { id: row.person, administrator: row.person === ADMINISTRATOR };
  }

  /**
   * Sees to it that there is an administrator's token, exactly one: the configured one, else one that is made at the first start and
   * written to `admin.token` in the data folder, for its owner to read (0600).
   * @returns the token and its file when one was made just now, for the one time that it is shown
   */
  ensureAdministrator(configured?: string): { readonly token: string; readonly file: string } | undefined {
    if (configured !== undefined) {
      this.put.run(ADMINISTRATOR, digest(configured), 'configured');
      return undefined;
    }
    if (this.source.get(ADMINISTRATOR) === 'generated') return undefined;
    const token = randomBytes(32).toString('base64url');
    // The file first: were it the vault, a crash in between would leave a token that nobody knows.
    const file = this.writeTokenFile(token);
    this.put.run(ADMINISTRATOR, digest(token), 'generated');
    return { token, file };
  }

  private writeTokenFile(token: string): string {
    const file = join(this.folder, TOKEN_FILE);
    const next = `${file}.next`;
    rmSync(next, { force: true });
    writeFileSync(next, `${token}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(next, file);
    return file;
  }
}
