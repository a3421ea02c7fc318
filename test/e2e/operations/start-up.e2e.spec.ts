import { afterAll, describe, expect, it } from '@jest/globals';
import { eventually, Program } from '../../support/program.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const { folder, remove } = temporaryFolder();
afterAll(remove);

const esdb = 'esdb://admin:secret@127.0.0.1:9?tls=false';
const postgres = 'postgres://admin:secret@127.0.0.1:9/evenkeel';

describe.each(['api', 'projector'] as const)('the %s', (app) => {
  it.each([
    ['events on a cluster and views nowhere', { EVENTSTORE_URL: esdb }, '  DATABASE_URL: '],
    ['views in PostgreSQL and events nowhere', { DATABASE_URL: postgres }, '  EVENTSTORE_URL: '],
    [
      'an event store of another scheme',
      { EVENTSTORE_URL: 'https://admin:secret@127.0.0.1', DATABASE_URL: postgres },
      '  EVENTSTORE_URL: ',
    ],
    ['a database of another scheme', { EVENTSTORE_URL: esdb, DATABASE_URL: 'mysql://admin:secret@127.0.0.1/x' }, '  DATABASE_URL: '],
    [
      'a password that is not percent-encoded',
      { EVENTSTORE_URL: esdb, DATABASE_URL: 'postgres://a:100%secret@127.0.0.1/x' },
      '  DATABASE_URL: ',
    ],
    ['an option that nobody knows', { EVENTSTORE_URL: `${esdb}&secret=1`, DATABASE_URL: postgres }, 'EVENTSTORE_URL has an option'],
    ['streams of the server itself', { EVENTSTORE_URL: esdb, EVENTSTORE_PREFIX: '$x', DATABASE_URL: postgres }, 'EVENTSTORE_PREFIX '],
  ] as [string, Record<string, string>, string][])('does not start with %s, and says so in a line', async (_, variables, says) => {
    const program = new Program(app, { EVENKEEL_DATA: folder, PORT: '0', LOG_LEVEL: 'fatal', ...variables });
    try {
      await eventually('it has ended', () => program.ended || undefined);
      expect(await program.kill('SIGKILL')).toBe(1);
      const lines = program.written
        .trim()
        .split('\n')
        .filter((line) => line !== 'The configuration is wrong:');
      expect(lines).toEqual([expect.stringMatching(new RegExp(`^${says}`))]);
      expect(program.written).not.toContain('secret');
    } finally {
      await program.kill('SIGKILL');
    }
  });
});
