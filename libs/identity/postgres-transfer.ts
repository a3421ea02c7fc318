import type pg from 'pg';
import { byPerson, type StoredToken, type VaultContents, type VaultTransfer } from './vault-transfer.js';

/** Moves the vault of a database. */
export class PostgresTransfer implements VaultTransfer {
  /** @param alone runs work in a transaction, while no other process changes tokens */
  constructor(private readonly alone: <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>) {}

  contents(): Promise<VaultContents> {
    return this.alone(async (client) => {
      const names = await client.query<{ person: string; name: string }>('select person, name from vault.names');
      const tokens = await client.query<StoredToken>('select person, hash, source from vault.tokens');
      return {
        names: new Map(names.rows.sort(byPerson).map(({ person, name }) => [person, name])),
        tokens: tokens.rows.sort(byPerson),
      };
    });
  }

  take({ names, tokens }: VaultContents): Promise<void> {
    return this.alone(async (client) => {
      await client.query(
        `insert into vault.names (person, name) select * from unnest($1::text[], $2::text[])
         on conflict (person) do update set name = excluded.name`,
        [[...names.keys()], [...names.values()]],
      );
      await client.query(
        `insert into vault.tokens (person, hash, source) select * from unnest($1::text[], $2::bytea[], $3::text[])
         on conflict (person) do update set hash = excluded.hash, source = excluded.source`,
        [tokens.map(({ person }) => person), tokens.map(({ hash }) => hash), tokens.map(({ source }) => source)],
      );
    });
  }
}
