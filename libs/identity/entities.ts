import { EntitySchema, type EntityManager, type Repository } from 'typeorm';

/** A person's name. */
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

/** The tables of the vault. @param bytes the database's type for a column of bytes */
export const vaultEntities = (bytes: 'blob' | 'bytea'): readonly EntitySchema<unknown>[] => [
  new EntitySchema<PersonName>({
    name: 'names',
    columns: { person: { type: 'text', primary: true }, name: { type: 'text' } },
  }),
  new EntitySchema<StoredToken>({
    name: 'tokens',
    columns: { person: { type: 'text', primary: true }, hash: { type: bytes, unique: true }, source: { type: 'text' } },
  }),
];

type Repositories = Pick<EntityManager, 'getRepository'>;

export const personNames = (of: Repositories): Repository<PersonName> => of.getRepository<PersonName>('names');
export const storedTokens = (of: Repositories): Repository<StoredToken> => of.getRepository<StoredToken>('tokens');
