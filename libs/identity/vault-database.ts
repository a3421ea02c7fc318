import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { KeyedMutex } from '#async/keyed-mutex.js';
import { NamesAndTokens1764288000000 } from './migrations/names-and-tokens.js';

/** What both kinds of vault share: how their tables came to be as they are. */
export const VAULT_MIGRATIONS = { migrations: [NamesAndTokens1764288000000], migrationsTableName: 'migrations' };

/** How a database keeps other processes from changing the vault during a transaction. */
export interface Alone {
  begin(runner: QueryRunner): Promise<unknown>;
  /** Gives up a connection whose transaction could not be ended, so that nobody works on it inside that transaction. */
  discard(runner: QueryRunner): Promise<unknown>;
}

/** A file answers at once or not at all: two connections of one process that wait for each other would wait for ever. */
const turns = new KeyedMutex();

/** The tables of a vault, opened. */
export class VaultDatabase {
  private ending: Promise<void> | undefined;

  /** @param name the same for all who open the same vault in this process */
  constructor(
    readonly source: DataSource,
    private readonly name: string,
    private readonly keeping: Alone,
  ) {}

  /** Connects, and brings the tables up to this version. @throws what the database does; it is then closed again */
  async open(): Promise<this> {
    try {
      await this.source.initialize();
      const { schema } = this.source.options as { readonly schema?: string };
      // Migrations run on a connection of their own, which sees only what is committed.
      if (schema !== undefined) await this.alone((manager) => manager.query(`create schema if not exists ${schema}`));
      await this.alone(() => this.source.runMigrations({ transaction: 'none' }));
      return this;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** One transaction, while no other process changes the vault. @throws what the work or the database throws; nothing is then changed */
  alone<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return turns.take(this.name, async () => {
      const runner = this.source.createQueryRunner();
      try {
        await this.keeping.begin(runner);
        try {
          const result = await work(runner.manager);
          await runner.query('commit');
          return result;
        } catch (error) {
          await runner.query('rollback').catch(() => this.keeping.discard(runner));
          throw error;
        }
      } finally {
        await runner.release();
      }
    });
  }

  /** Closing twice is no error. */
  close(): Promise<void> {
    return (this.ending ??= this.source.isInitialized ? this.source.destroy() : Promise.resolve());
  }
}
