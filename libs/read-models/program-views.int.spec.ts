import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import type { Balance } from '#domain/balance/balance.js';
import { ReadModelProgramViews } from './program-views.js';
import { Readings } from './readings.js';
import { aPolicy } from '#testing/domain/policy.js';
import { databaseOf } from './testing/database-of.js';
import { WrittenHistory } from './testing/written-history.js';

const when = { at: '2024-01-07T08:00:00.000Z', importedFrom: 'old.ndjson' };
const history = new WrittenHistory();
history.charter('p', {}, when);
history.charter('q', {}, when);
const counts = { planned: 0, overdue: 0, achieved: 0, descoped: 0 };
for (const on of ['2024-01-07', '2024-01-14'])
  history.evaluation(
    'p',
    {
      type: 'BalanceEvaluated',
      data: { on, balance: { t: 1, d: 1 } as Balance, signals: [], milestones: counts, policy: aPolicy(), rule: 1 },
    },
    when,
  );

const nobodyWaits = { waitFor: () => Promise.reject(new Error('nothing to wait for')) };

describe('what the write side asks of the views', () => {
  it('is every active program that was not evaluated since, with its last evaluation', async () => {
    const database = await databaseOf(history.events);
    const views = new ReadModelProgramViews(new Readings(database), nobodyWaits, new InMemoryEventStore());
    const found = await views.evaluatedBefore('2024-01-21');
    expect(found.map(({ program, last }) => [program.id, last?.on, last?.importedFrom])).toEqual([
      ['p', '2024-01-14', 'old.ndjson'],
      ['q', undefined, undefined],
    ]);
    expect(found[0]!.last!.recordedAt).toMatch(/^20/);
    expect(found[1]!.program).toMatchObject({ status: 'ACTIVE', timeZone: 'UTC', importedFrom: 'old.ndjson' });
    expect((await views.evaluatedBefore('2024-01-14')).map(({ program }) => program.id)).toEqual(['q']);
    expect(await views.initiativesOf('p')).toEqual([]);
    await database.close();
  });

  it('is to wait for what the store holds', async () => {
    const database = await databaseOf([]);
    const store = new InMemoryEventStore();
    expect(await new ReadModelProgramViews(new Readings(database), nobodyWaits, store).waitForHead(1)).toBe(true);
    const { id, type, data, metadata } = history.events[0]!;
    const appended = await store.append('program-p', [{ id, type, data, metadata }], { expectedRevision: 'none' });
    for (const outcome of ['passed', 'pending'] as const) {
      const asked: unknown[] = [];
      const waitFor = (...question: readonly unknown[]): Promise<'passed' | 'pending'> => (
        asked.push(...question),
        Promise.resolve(outcome)
      );
      expect(await new ReadModelProgramViews(new Readings(database), { waitFor }, store).waitForHead(7)).toBe(outcome === 'passed');
      expect(asked).toEqual([appended.ok && appended.position, ['programs', 'initiatives', 'evaluations'], 7]);
    }
    await database.close();
  });
});
