import { EntitySchema, type EntityManager, type EntitySchemaColumnOptions, type Repository } from 'typeorm';

/** A person's name; empty: it was forgotten. */
export interface PersonName {
  readonly person: string;
  readonly name: string;
}

/** A token as stored: its SHA-256 and its origin, so that a configured token is not taken for a generated one. */
export interface StoredToken {
  readonly person: string;
  readonly hash: Buffer;
  readonly source: string;
}

/** A person who can sign in, or could. Instants are RFC 3339 in UTC with milliseconds, here and below. */
export interface StoredAccount {
  readonly person: string;
  /** The e-mail address as it was given. */
  readonly email: string | null;
  /** The same address in the form that is compared. */
  readonly email_key: string | null;
  /** The roles for the whole installation, separated by commas. */
  readonly roles: string;
  /** The issuer and subject of a person who signs in through OpenID Connect. */
  readonly subject: string | null;
  readonly added_at: string;
  readonly deactivated_at: string | null;
  readonly forgotten_at: string | null;
}

/** A one-time link. */
export interface StoredInvitation {
  readonly id: string;
  readonly hash: Buffer;
  readonly person: string;
  readonly by_person: string;
  readonly kind: 'invitation' | 'device';
  /** What the person is invited for, as JSON. */
  readonly purposes: string;
  readonly made_at: string;
  readonly expires_at: string;
  readonly used_at: string | null;
  readonly revoked_at: string | null;
}

export interface StoredSession {
  readonly id: string;
  readonly hash: Buffer;
  readonly person: string;
  readonly device: string | null;
  readonly made_at: string;
  readonly seen_at: string;
  readonly expires_at: string;
}

export interface StoredAccessToken {
  readonly id: string;
  readonly hash: Buffer;
  readonly person: string;
  readonly name: string;
  /** 1: it may send commands. */
  readonly may_write: number;
  /** The ids of the programs that it reaches, as JSON; null: all. */
  readonly programs: string | null;
  readonly made_at: string;
  readonly expires_at: string | null;
  readonly used_at: string | null;
  readonly revoked_at: string | null;
}

/** The secret address of a calendar. */
export interface StoredCalendarAddress {
  readonly id: string;
  readonly hash: Buffer;
  readonly person: string;
  /** The program that it shows; null: what the person owns and takes part in. */
  readonly program_id: string | null;
  readonly made_at: string;
  readonly used_at: string | null;
}

/** An entry of the security log. */
export interface StoredSecurityEntry {
  /** A version 7 UUID, so that entries are in order of time. */
  readonly id: string;
  readonly at: string;
  readonly act: string;
  readonly who: string | null;
  readonly about: string | null;
  readonly address: string | null;
  /** What else is known, as JSON. */
  readonly details: string | null;
  /** How often it happened within a minute. */
  readonly times: number;
}

/** Every table of the vault with the shape of its rows. */
export interface VaultTables {
  readonly names: PersonName;
  readonly tokens: StoredToken;
  readonly accounts: StoredAccount;
  readonly invitations: StoredInvitation;
  readonly sessions: StoredSession;
  readonly access_tokens: StoredAccessToken;
  readonly calendar_addresses: StoredCalendarAddress;
  readonly security_log: StoredSecurityEntry;
}

export type VaultTable = keyof VaultTables;
/** The database's type for a column of bytes. */
export type Bytes = 'blob' | 'bytea';

const key: EntitySchemaColumnOptions = { type: 'text', primary: true };
const text: EntitySchemaColumnOptions = { type: 'text' };
const perhaps: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const number: EntitySchemaColumnOptions = { type: 'integer' };

const columns = (bytes: Bytes): { readonly [T in VaultTable]: Readonly<Record<keyof VaultTables[T], EntitySchemaColumnOptions>> } => {
  const hash: EntitySchemaColumnOptions = { type: bytes, unique: true };
  const made = { made_at: text, expires_at: text };
  return {
    names: { person: key, name: text },
    tokens: { person: key, hash, source: text },
    accounts: {
      ...{ person: key, email: perhaps, email_key: { ...perhaps, unique: true }, roles: text, subject: { ...perhaps, unique: true } },
      ...{ added_at: text, deactivated_at: perhaps, forgotten_at: perhaps },
    },
    invitations: {
      id: key,
      hash,
      person: text,
      by_person: text,
      kind: text,
      purposes: text,
      ...made,
      used_at: perhaps,
      revoked_at: perhaps,
    },
    sessions: { id: key, hash, person: text, device: perhaps, ...made, seen_at: text },
    access_tokens: {
      ...{ id: key, hash, person: text, name: text, may_write: number, programs: perhaps },
      ...{ made_at: text, expires_at: perhaps, used_at: perhaps, revoked_at: perhaps },
    },
    calendar_addresses: { id: key, hash, person: text, program_id: perhaps, made_at: text, used_at: perhaps },
    security_log: { id: key, at: text, act: text, who: perhaps, about: perhaps, address: perhaps, details: perhaps, times: number },
  };
};

export const VAULT_TABLES = Object.keys(columns('blob')) as VaultTable[];

/** The columns of a table, the key first. */
export const columnsOf = (table: VaultTable): readonly string[] => Object.keys(columns('blob')[table]);

/** The tables of the vault. @param bytes the database's type for a column of bytes */
export const vaultEntities = (bytes: Bytes): readonly EntitySchema<unknown>[] =>
  Object.entries(columns(bytes)).map(
    ([name, of]) => new EntitySchema<Record<string, unknown>>({ name, columns: of }) as EntitySchema<unknown>,
  );

type Repositories = Pick<EntityManager, 'getRepository'>;

/** The repository of a table. */
export const rowsIn = <T extends VaultTable>(of: Repositories, table: T): Repository<VaultTables[T]> =>
  of.getRepository<VaultTables[T]>(table);

export const personNames = (of: Repositories): Repository<PersonName> => rowsIn(of, 'names');
export const storedTokens = (of: Repositories): Repository<StoredToken> => rowsIn(of, 'tokens');
