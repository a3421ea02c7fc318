import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InitiativeEvent } from '#domain/initiative/events.js';
import { Readings, type Reading } from '../readings.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { WrittenHistory } from '../testing/written-history.js';
import type { InitiativeListFilter } from './initiative-filter.js';

let database: CountingDatabase;
const day = (date: string): { at: string } => ({ at: `${date}T00:00:00.000Z` });

beforeAll(async () => {
  const history = new WrittenHistory();
  history.charter('p', { timeZone: 'Asia/Shanghai' }, day('2024-01-01'));
  history.charter('q', {}, day('2024-01-01'));
  const launch = (
    id: string,
    program: string,
    date: string,
    data: Partial<Extract<InitiativeEvent, { type: 'InitiativeLaunched' }>['data']>,
  ): void => {
    history.initiative(id, program, { type: 'InitiativeLaunched', data: { title: id, pillar: 'CULTURE', weight: 1, ...data } }, day(date));
  };
  launch('z', 'p', '2024-01-02', { owner: 'ana', unit: 'north' });
  launch('y', 'p', '2024-01-03', { owner: 'ana', pillar: 'PROCESS', element: 'process.flow' });
  launch('x', 'p', '2024-01-04', {});
  launch('w', 'q', '2024-01-01', { owner: 'ana' });
  history.initiative('z', 'p', { type: 'OwnerAssigned', data: { owner: 'bo', effectiveOn: '2024-02-01' } }, day('2024-01-10'));
  history.initiative('y', 'p', { type: 'OwnerAssigned', data: { owner: null, effectiveOn: '2024-02-01' } }, day('2024-01-10'));
  history.initiative('x', 'p', { type: 'InitiativePaused', data: { reason: 'wait' } }, day('2024-01-10'));
  history.initiative('x', 'p', { type: 'RebaselineProposed', data: { rebaselineId: 'r', reason: 'slip', changes: [] } }, day('2024-01-11'));
  history.initiative('z', 'p', { type: 'RebaselineProposed', data: { rebaselineId: 's', reason: 'slip', changes: [] } }, day('2024-01-11'));
  history.initiative('z', 'p', { type: 'RebaselineRejected', data: { rebaselineId: 's', reason: 'no' } }, day('2024-01-12'));
  database = await databaseOf(history.events);
});
afterAll(() => database.close());

const at = (instant: string): Reading => new Readings(database, () => instant).live;
const ids = async (reading: Reading, filter: Omit<InitiativeListFilter, 'programs'>): Promise<string> =>
  (await reading.initiatives.page({ programs: ['p'], ...filter }, null, {})).edges.map(({ node }) => node.id).join('');

describe('initiatives', () => {
  const reading = (): Reading => at('2024-03-01T00:00:00.000Z');

  it('are listed oldest first', async () => {
    expect(await ids(reading(), {})).toBe('zyx');
  });

  it('are found by pillar, element, unit and status', async () => {
    expect(await ids(reading(), { pillars: ['CULTURE'] })).toBe('zx');
    expect(await ids(reading(), { elements: ['process.flow'] })).toBe('y');
    expect(await ids(reading(), { units: ['north'] })).toBe('z');
    expect(await ids(reading(), { statuses: ['PAUSED'] })).toBe('x');
    expect(await ids(reading(), { statuses: ['PAUSED'], units: ['north'] })).toBe('');
  });

  it("are found by today's owner, whose day begins in the program's zone", async () => {
    const [evening, midnight] = [at('2024-01-31T15:59:59.000Z'), at('2024-01-31T16:00:00.000Z')];
    expect([await ids(evening, { owners: ['ana'] }), await ids(evening, { owners: ['bo'] })]).toEqual(['zy', '']);
    expect([await ids(midnight, { owners: ['ana'] }), await ids(midnight, { owners: ['bo'] })]).toEqual(['', 'z']);
    expect([await ids(evening, { unowned: true }), await ids(midnight, { unowned: true })]).toEqual(['x', 'yx']);
    expect(await ids(midnight, { unowned: false })).toBe('z');
  });

  it('show the proposals that wait, by program', async () => {
    const pending = await reading().initiatives.pendingRebaselines(['p', 'q']);
    expect(pending.get('p')!.map(({ initiative, rebaseline }) => [initiative.id, rebaseline.id])).toEqual([['x', 'r']]);
    expect(pending.get('q')).toEqual([]);
  });

  it('are read for many programs in two statements', async () => {
    const before = database.statements();
    const of = await reading().initiatives.ofPrograms(['p', 'q', 'none']);
    expect([...of].map(([id, all]) => [id, all.map((initiative) => initiative.id).join('')])).toEqual([
      ['p', 'zyx'],
      ['q', 'w'],
      ['none', ''],
    ]);
    expect(database.statements() - before).toBe(2);
  });
});
