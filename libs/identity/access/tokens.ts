import { timingSafeEqual } from 'node:crypto';
import { ensureDataFolder } from '#event-store/data-folder.js';
import type { StoredAccessTokens } from './access-tokens.js';
import { storedTokens, type StoredToken } from '../vault/entities.js';
import type { Holder } from './holder.js';
import { digest } from './secrets.js';
import { makeTokenFile } from './token-file.js';
import type { VaultDatabase } from '../vault/vault-database.js';

export const ADMINISTRATOR = 'administrator';

/** A token that was made just now, to be shown once, and the file that contains it. */
export interface MadeToken {
  readonly token: string;
  readonly file: string;
}

/** Finds the holder of a token. Its duration reveals nothing about valid tokens, because only hashes are looked up and compared. */
function holderOf(row: StoredToken | undefined, hash: Buffer): Holder | undefined {
  if (!row || !timingSafeEqual(row.hash, hash)) return undefined;
  return { id: row.person, administrator: row.person === ADMINISTRATOR };
}

/** Bearer tokens: the administrator's, and access tokens. Only their SHA-256 is stored, so that nobody who reads the vault can use one. */
export abstract class Tokens {
  /** The holder of a token; undefined: the token is not valid. */
  abstract verify(token: string): Promise<Holder | undefined>;
  /**
   * Makes sure that there is exactly one administrator's token: the configured one; without one, a token that is made at the first start
   * and written to `admin.token` in the data folder, readable by its owner alone (0600).
   * @returns the token and its file if it was made just now
   */
  abstract ensureAdministrator(configured?: string): Promise<MadeToken | undefined>;
}

/** The tokens in the tables of a vault. */
export class StoredTokens extends Tokens {
  private readonly select: string;

  /** @param folder the folder in which a generated token is written for its owner to read */
  constructor(
    private readonly database: VaultDatabase,
    private readonly folder: string,
    private readonly accessTokens: Pick<StoredAccessTokens, 'verify'>,
  ) {
    super();
    // Every request looks a token up, and TypeORM's query builder takes longer than the database: build the statement once.
    [this.select] = storedTokens(database.source.manager)
      .createQueryBuilder('t')
      .select('t.person', 'person')
      .addSelect('t.hash', 'hash')
      .where('t.hash = :hash', { hash: Buffer.alloc(0) })
      .getQueryAndParameters();
  }

  async verify(token: string): Promise<Holder | undefined> {
    if (token.startsWith('ek_')) return this.accessTokens.verify(token);
    const hash = digest(token);
    const [row] = await this.database.source.query<StoredToken[]>(this.select, [hash]);
    return holderOf(row, hash);
  }

  ensureAdministrator(configured?: string): Promise<MadeToken | undefined> {
    return this.database.alone(async (manager) => {
      const tokens = storedTokens(manager);
      const put = (token: string, source: string) => tokens.upsert({ person: ADMINISTRATOR, hash: digest(token), source }, ['person']);
      if (configured !== undefined) {
        await put(configured, 'configured');
        return undefined;
      }
      if ((await tokens.findOneBy({ person: ADMINISTRATOR }))?.source === 'generated') return undefined;
      // Write the file before the vault: in the other order a crash in between would leave a token that nobody knows.
      const made = makeTokenFile(ensureDataFolder(this.folder));
      await put(made.token, 'generated');
      return made;
    });
  }
}
