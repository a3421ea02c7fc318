import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { newUuid } from '#event-sourcing/uuid.js';
import { anEvent } from '#testing/event-sourcing/an-event.js';
import { EngineUnderTest } from '../testing/engine-under-test.js';
import { readerOf } from '../testing/log.js';
import { days, purses, toyProjections } from '../testing/toy-projections.js';
import { contents, settled, type ViewsUnderTest } from '../testing/views-under-test.js';
import { rebuild } from './rebuild.js';
import { openThreadDatabase } from './thread-database.js';

const engine = new EngineUnderTest();

/** Appends coins to several purses in turn: more than fit into one page, and streams of very different lengths. */
async function paid(): Promise<void> {
  const coins = (count: number): ReturnType<typeof anEvent>[] =>
    Array.from({ length: count }, (_, amount) => anEvent({ amount }, { type: 'Paid', programId: 'p' }));
  for (let round = 0; round < 3; round++)
    for (const [purse, count] of [
      [`zoe`, 300],
      ['ann', 1],
      ['mia', 700],
      ['bob', 40],
    ] as const)
      await engine.store.append(`purse-${purse}`, coins(count), { expectedRevision: 'any' });
}

/** Rebuilds on a connection of its own, as a rebuild thread does, with the write mutex of the live views. @returns the turns it took */
async function rebuiltInThread(
  { database, views }: ViewsUnderTest,
  names: readonly string[],
  projections = toyProjections,
): Promise<number> {
  let turns = 0;
  const thread = await openThreadDatabase({ file: engine.place.file }, (work) => (turns++, database.turn(work)));
  try {
    const reader = readerOf(engine.store);
    const failures = await rebuild(names, {
      database: thread,
      reader,
      projections,
      onProgress: () => undefined,
      onSwitched: () => undefined,
    });
    expect([...failures.keys()]).toEqual([]);
  } finally {
    await thread.close();
    await views.stop();
  }
  return turns;
}

describe('a rebuild on a connection of its own', () => {
  it.each([[['purses']], [['purses', 'days']], [['purses', 'journal']]])('of %j writes what the live views have', async (names) => {
    const views = await engine.open();
    await paid();
    await settled(views.views, engine.store);
    const live = await contents(views.database);
    await views.database.write((session) => session.run(`UPDATE purses_documents SET document = '{"id":"?","coins":[]}'`));
    expect(await contents(views.database)).not.toEqual(live);
    await rebuiltInThread(views, names);
    expect(await contents(views.database)).toEqual(live);
  });

  it('copies documents that take several statements', async () => {
    const views = await engine.open();
    const coin = anEvent({ amount: 1 }, { type: 'Paid', programId: 'p' });
    for (let n = 0; n < 4_001; n++) await engine.store.append(`purse-${n}`, [{ ...coin, id: newUuid() }], { expectedRevision: 'any' });
    await settled(views.views, engine.store);
    const live = await contents(views.database);
    await rebuiltInThread(views, ['purses']);
    expect(await contents(views.database)).toEqual(live);
  });

  it('needs the write mutex only for the tables as a whole, however many events there are', async () => {
    const views = await engine.open({ projections: [purses, days] as typeof toyProjections });
    await paid();
    await settled(views.views, engine.store);
    const few = await rebuiltInThread(views, ['purses']);
    await views.close();
    for (let n = 0; n < 5; n++) await paid();
    const again = await engine.open();
    await settled(again.views, engine.store);
    expect(await rebuiltInThread(again, ['purses'])).toBe(few);
  });

  it('leaves no file behind', async () => {
    const views = await engine.open();
    await paid();
    await settled(views.views, engine.store);
    await rebuiltInThread(views, ['purses']);
    expect(readdirSync(dirname(engine.place.file)).filter((name) => name.includes('scratch'))).toEqual([]);
  });
});
