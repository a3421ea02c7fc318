import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readings, type Reading } from '../readings.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { WrittenHistory } from '../testing/written-history.js';
import type { MilestoneListFilter } from './milestone-filter.js';

let database: CountingDatabase;
const day = (date: string): { at: string } => ({ at: `${date}T00:00:00.000Z` });

/** Program p in Shanghai has milestones a to d, program q in Los Angeles has e; a and e are forecast for 10 March. */
beforeAll(async () => {
  const history = new WrittenHistory();
  history.charter('p', { timeZone: 'Asia/Shanghai' }, day('2024-01-01'));
  history.charter('q', { timeZone: 'America/Los_Angeles' }, day('2024-01-01'));
  const launch = (id: string, program: string, pillar: 'CULTURE' | 'PROCESS', owner: string): void => {
    history.initiative(id, program, { type: 'InitiativeLaunched', data: { title: id, pillar, weight: 1, owner } }, day('2024-01-02'));
  };
  launch('i', 'p', 'CULTURE', 'ana');
  launch('j', 'p', 'PROCESS', 'bo');
  launch('k', 'q', 'CULTURE', 'ana');
  const plan = (initiative: string, program: string, milestoneId: string, due: string): void => {
    history.initiative(
      initiative,
      program,
      { type: 'MilestonePlanned', data: { milestoneId, title: milestoneId, due, weight: 1 } },
      day('2024-01-03'),
    );
  };
  plan('i', 'p', 'a', '2024-03-10');
  plan('i', 'p', 'b', '2024-02-01');
  plan('j', 'p', 'c', '2024-02-15');
  plan('j', 'p', 'd', '2024-04-01');
  plan('k', 'q', 'e', '2024-03-10');
  history.initiative('i', 'p', { type: 'MilestoneAchieved', data: { milestoneId: 'b', on: '2024-02-03' } }, day('2024-02-04'));
  history.initiative('j', 'p', { type: 'MilestoneDescoped', data: { milestoneId: 'c', reason: 'less' } }, day('2024-02-04'));
  database = await databaseOf(history.events);
});
afterAll(() => database.close());

const at = (instant: string): Reading => new Readings(database, () => instant).live;
const ids = async (reading: Reading, filter: MilestoneListFilter): Promise<string> =>
  (await reading.milestones.page(filter, null, {})).edges.map(({ node }) => node.milestone.id).join('');

describe('milestones', () => {
  const reading = (): Reading => at('2024-03-01T00:00:00.000Z');

  it('are listed by forecast, over all programs or of one', async () => {
    expect(await ids(reading(), {})).toBe('bcaed');
    expect(await ids(reading(), { programs: ['p'] })).toBe('bcad');
  });

  it('are found by pillar, owner, state and forecast', async () => {
    expect(await ids(reading(), { pillars: ['PROCESS'] })).toBe('cd');
    expect(await ids(reading(), { owners: ['ana'] })).toBe('bae');
    expect(await ids(reading(), { states: ['ACHIEVED'] })).toBe('b');
    expect(await ids(reading(), { states: ['DESCOPED'] })).toBe('c');
    expect(await ids(reading(), { forecast: { from: '2024-02-15', to: '2024-03-10' } })).toBe('cae');
  });

  it('are overdue when the day of their forecast has ended in the zone of their program', async () => {
    const over = (instant: string): Promise<string> => ids(at(instant), { states: ['OVERDUE'] });
    expect(await over('2024-03-10T15:59:59.000Z')).toBe('');
    expect(await over('2024-03-10T16:00:00.000Z')).toBe('a');
    expect(await over('2024-03-11T06:59:59.000Z')).toBe('a');
    expect(await over('2024-03-11T07:00:00.000Z')).toBe('ae');
    expect(await ids(at('2024-03-10T16:00:00.000Z'), { states: ['PLANNED'] })).toBe('ed');
    expect(await ids(at('2024-03-10T16:00:00.000Z'), { states: ['OVERDUE'], programs: ['p'], owners: ['ana'] })).toBe('a');
  });

  it('are found by key, and those that do not exist are left undefined', async () => {
    const before = database.statements();
    const found = await reading().milestones.byKeys([
      { initiativeId: 'j', milestoneId: 'd' },
      { initiativeId: 'j', milestoneId: 'a' },
      { initiativeId: 'none', milestoneId: 'a' },
    ]);
    expect(found.map((one) => one?.milestone.id)).toEqual(['d', undefined, undefined]);
    expect(database.statements() - before).toBe(1);
  });
});
