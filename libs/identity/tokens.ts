import { createHash, timingSafeEqual } from 'node:crypto';

export const ADMINISTRATOR = 'administrator';

/** Who a token stands for. */
export interface TokenHolder {
  readonly id: string;
  readonly administrator: boolean;
}

/** A token that was made just now, for the one time that it is shown, and the file that it is kept in. */
export interface MadeToken {
  readonly token: string;
  readonly file: string;
}

/** As stored: where it came from is kept, so that a configured one is not taken for a generated one. */
export interface TokenRow {
  readonly person: string;
  readonly hash: Buffer;
}

export const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** How long it takes tells nothing of a token that is somebody's: only hashes are looked up and compared. */
export function holderOf(row: TokenRow | undefined, hash: Buffer): TokenHolder | undefined {
  if (!row || !timingSafeEqual(row.hash, hash)) return undefined;
  return { id: row.person, administrator: row.person === ADMINISTRATOR };
}

/** Bearer tokens. At rest there is only their SHA-256: whoever reads the vault cannot act with what is in it. */
export abstract class Tokens {
  /** undefined: nobody's. */
  abstract verify(token: string): TokenHolder | undefined | Promise<TokenHolder | undefined>;
  /**
   * Sees to it that there is an administrator's token, exactly one: the configured one, else one that is made at the first start and
   * written to `admin.token` in the data folder, for its owner to read (0600).
   * @returns the token and its file when one was made just now
   */
  abstract ensureAdministrator(configured?: string): MadeToken | undefined | Promise<MadeToken | undefined>;
}
