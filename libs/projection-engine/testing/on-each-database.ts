import { afterAll, beforeAll, describe } from '@jest/globals';
import { PostgresUnderTest } from '#testing/postgres.js';
import { useDatabases, useFiles } from './databases.js';

export interface DatabaseKind {
  readonly isPostgres: boolean;
}

/** Declares a suite once for each database: with its views in SQLite files, then on a PostgreSQL of its own. */
export function onEachDatabase(suite: (kind: DatabaseKind) => void): void {
  describe('on SQLite', () => suite({ isPostgres: false }));
  describe('on PostgreSQL', () => {
    let server: PostgresUnderTest;
    beforeAll(async () => {
      server = await PostgresUnderTest.start();
      useDatabasesOf(server);
    });
    suite({ isPostgres: true });
    // Jest runs this hook after those of the suite, which close the connections to the server.
    afterAll(() => {
      useFiles();
      return server.remove();
    });
  });
}

function useDatabasesOf(server: PostgresUnderTest): void {
  /**
   * Databases that were released. Creating a database copies 300 files and dropping it deletes them, and some suites need a hundred: reuse
   * them.
   */
  const used: string[] = [];
  useDatabases(
    async () => {
      const address = used.pop();
      if (address === undefined) return server.database();
      await server.empty(address);
      return address;
    },
    (address) => void used.push(address),
  );
}
