import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReadDatabase } from '#projection-engine/database/read-database.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { WrittenHistory } from '../testing/written-history.js';
import { AsOfCache } from './as-of-cache.js';
import type { Question } from './question.js';

const written = new WrittenHistory();
for (const day of ['01', '02', '03', '04', '05']) written.charter(`p${day}`, {}, { at: `2024-01-${day}T00:00:00.000Z` });
const head = written.events.at(-1)!.position;

let database: CountingDatabase;
beforeAll(async () => void (database = await databaseOf(written.events)));
afterAll(() => database.close());

function asked(day: string, question: string, ...of: readonly unknown[]): Question {
  const instant = `2024-01-${day}T00:00:00.000Z`;
  return { view: { cut: { asOf: instant }, instant, head }, subject: 'programs', question, asked: of };
}

/** How many SQL statements it takes to count the programs as of the end of a day. */
async function statementsFor(asOfCache: AsOfCache, day: string): Promise<number> {
  const before = database.statements();
  const all = await asOfCache.answer(asked(day, 'all'));
  expect(all).toHaveLength(Number(day));
  return database.statements() - before;
}

describe('cuts', () => {
  it('stay folded, so many of them, those longest that were asked last', async () => {
    const asOfCache = new AsOfCache(database, { cuts: 2, events: 1_000 });
    const needed: number[] = [];
    for (const day of ['01', '02', '01', '03', '01', '02', '03']) needed.push(await statementsFor(asOfCache, day));
    expect(needed).toEqual([1, 1, 0, 1, 0, 1, 1]);
  });

  it('stay folded only while they are made of so many events; one always does', async () => {
    const asOfCache = new AsOfCache(database, { cuts: 4, events: 4 });
    const needed: number[] = [];
    for (const day of ['05', '05', '01', '03', '01', '05', '03']) needed.push(await statementsFor(asOfCache, day));
    expect(needed).toEqual([1, 0, 1, 1, 0, 1, 1]);
  });

  it('are not forgotten while they are asked', async () => {
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    let statements = 0;
    const waiting: Pick<ReadDatabase, 'select'> = {
      // The fold is held in the middle: the programs are folded and have their rows, the evaluations are not.
      select: async (...asked) => (++statements === 2 && (await held), database.select(...asked)),
    };
    const asOfCache = new AsOfCache(waiting, { cuts: 1, events: 1 });
    const page = asOfCache.answer(asked('04', 'page', {}, { first: 1 }));
    while (statements < 2) await new Promise((resolve) => setImmediate(resolve));
    await statementsFor(asOfCache, '05');
    go();
    expect(await page).toMatchObject({ edges: [{ node: { id: 'p01' } }], hasNextPage: true });
  });
});
