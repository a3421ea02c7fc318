import { afterAll, beforeAll } from '@jest/globals';
import { PostgresUnderTest } from '#testing/postgres.js';
import { useDatabases } from './databases.js';

// Imported before a suite, it makes that suite run on PostgreSQL.

let server: PostgresUnderTest;

beforeAll(async () => {
  server = await PostgresUnderTest.start();
});

afterAll(() => server.remove());

/** Of places that were removed. To make a database copies 300 files, which are deleted in the end: some suites need a hundred. */
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
