import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DyingPostgres } from '#testing/dying-postgres.js';
import { HeldConnection } from '../coordination/held-connection.js';
import { isTransient } from './database-errors.js';
import { readingPool, writingPool } from './postgres-connection.js';

let server: DyingPostgres;
beforeAll(async () => {
  server = await DyingPostgres.start();
});
afterAll(() => server.stop());

// Without an error listener, Node throws such an error where nobody can catch it, and the process ends.
describe('a connection that breaks in the moment in which it is made', () => {
  it.each([
    ['queries', () => readingPool(server.url, ['views']).initialize()],
    ['writers', () => writingPool(server.url).initialize()],
    ['a lock or a listener', async () => (await HeldConnection.open(server.url, 'evenkeel test')).query('select 1')],
  ])('fails what was asked of it, for %s', async (_, ask) => {
    const error = await ask().then(
      () => 'answered',
      (failure: unknown) => failure,
    );
    expect([error, isTransient(error)]).toEqual([error, true]);
  });
});
