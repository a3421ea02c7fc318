import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReadDatabase } from '../runner/read-database.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { WrittenHistory } from '../testing/written-history.js';
import { Cuts } from './cuts.js';

const written = new WrittenHistory();
for (const day of ['01', '02', '03', '04', '05']) written.charter(`p${day}`, {}, { at: `2024-01-${day}T00:00:00.000Z` });
const head = written.events.at(-1)!.position;

let database: CountingDatabase;
beforeAll(async () => void (database = await databaseOf(written.events)));
afterAll(() => database.close());

/** How many statements it takes to answer how many programs there were by the end of a day. */
async function statementsFor(cuts: Cuts, day: string): Promise<number> {
  const instant = `2024-01-${day}T00:00:00.000Z`;
  const before = database.statements();
  const all = await cuts.answer({ view: { cut: { asOf: instant }, instant, head }, subject: 'programs', question: 'all', asked: [] });
  expect(all).toHaveLength(Number(day));
  return database.statements() - before;
}

describe('cuts', () => {
  it('stay folded, so many of them, those longest that were asked last', async () => {
    const cuts = new Cuts(database, { cuts: 2, events: 1_000 });
    const asked: number[] = [];
    for (const day of ['01', '02', '01', '03', '01', '02', '03']) asked.push(await statementsFor(cuts, day));
    expect(asked).toEqual([1, 1, 0, 1, 0, 1, 1]);
  });

  it('stay folded only while they are made of so many events; one always does', async () => {
    const cuts = new Cuts(database, { cuts: 4, events: 4 });
    const asked: number[] = [];
    for (const day of ['05', '05', '01', '03', '01', '05', '03']) asked.push(await statementsFor(cuts, day));
    expect(asked).toEqual([1, 0, 1, 1, 0, 1, 1]);
  });

  it('are not forgotten while they are asked, however many', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const waiting: Pick<ReadDatabase, 'select'> = { select: async (...asked) => (await gate, database.select(...asked)) };
    const cuts = new Cuts(waiting, { cuts: 1, events: 1 });
    const answers = ['05', '04', '03', '02'].map((day) => statementsFor(cuts, day));
    open();
    await Promise.all(answers);
  });
});
