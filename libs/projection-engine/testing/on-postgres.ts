import { afterAll, beforeAll } from '@jest/globals';
import { PostgresUnderTest } from '#testing/postgres.js';
import { useDatabases } from './databases.js';

// A suite that imports this module first runs on PostgreSQL.

let server: PostgresUnderTest;

beforeAll(async () => {
  server = await PostgresUnderTest.start();
});

afterAll(() => server.remove());

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
