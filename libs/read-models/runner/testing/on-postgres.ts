import { afterAll, beforeAll } from '@jest/globals';
import { PostgresUnderTest } from '../../../../test/support/postgres.js';
import { useDatabases } from './places.js';

// Imported before a suite, it makes that suite run on PostgreSQL.

let server: PostgresUnderTest;

beforeAll(async () => {
  server = await PostgresUnderTest.start();
});

afterAll(() => server.remove());

useDatabases(() => server.database());
