import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { KeyedMutex } from '#async/keyed-mutex.js';
import { CalendarAddresses1764460800000 } from './migrations/calendar-addresses.js';
import { NamesAndTokens1764288000000 } from './migrations/names-and-tokens.js';
import { PeopleAndAccess1764374400000 } from './migrations/people-and-access.js';

/** The migrations of the tables, the same for both kinds of vault. */
export const VAULT_MIGRATIONS = {
  migrations: [NamesAndTokens1764288000000, PeopleAndAccess1764374400000, CalendarAddresses1764460800000],
  migrationsTableName: 'migrations',
};

/** How a kind of database keeps other processes from changing the vault during a transaction. */
export interface Alone {
  begin(runner: QueryRunner): Promise<unknown>;
  /** Discards a connection whose transaction could not be ended, so that nothing else runs inside that transaction. */
  discard(runner: QueryRunner): Promise<unknown>;
}

/**
 * SQLite does not wait for locks here: two connections of one process that waited for each other would block it for ever. This mutex
 * serialises them.
 */
const turns = new KeyedMutex();

/** The opened tables of a vault. */
export class VaultDatabase {
  private ending: Promise<void> | undefined;

  /** @param name the same for all users of the same vault in this process */
  constructor(
    readonly source: DataSource,
    private readonly name: string,
    private readonly keeping: Alone,
  ) {}

  /** Connects and migrates the tables to this version. @throws the error of the database, which is then closed again */
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

  /**
   * Runs one transaction while no other process changes the vault. @throws the error of the work or the database; then nothing is changed
   */
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
