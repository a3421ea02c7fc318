import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { Gate, gatedThreads } from '#testing/gate.js';
import { BUILD } from '#testing/program.js';
import { temporaryFolder } from '#testing/temporary-folder.js';
import { PROJECTIONS } from '../registry.js';
import { QuestionError } from '../question-error.js';
import { Readings } from '../readings.js';
import { journalTable } from '#projection-engine/writers/journal-writer.js';
import { createTable } from '#projection-engine/writers/statements.js';
import { placeOf } from '#testing/projection-engine/databases.js';
import { appendAll } from '#testing/projection-engine/interleaved.js';
import { onEachDatabase } from '#testing/projection-engine/on-each-database.js';
import { settled, startViews, viewsFile, type ViewsUnderTest } from '#testing/projection-engine/views-under-test.js';
import { everything } from '../testing/everything.js';
import { RandomHistory } from '../testing/random-history.js';
import { Random } from '../testing/random.js';
import { HistoricalQueryWorker, type HistoricalQueryOptions } from './historical-query-worker.js';

const NOW = '2026-11-24T12:00:00.000Z';
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = new Random(seed);
const history = new RandomHistory(seed, 500);
const { events } = history.written;

const gate = new Gate();
let deaths: unknown[];
const store = new InMemoryEventStore();
let place: ReturnType<typeof viewsFile>;
let views: ViewsUnderTest;
let options: HistoricalQueryOptions;
let past: HistoricalQueryWorker;
let readings: Readings;

const instant = (): string => random.one(events).metadata.occurredAt;
const programs = async (asOf: string, signal?: AbortSignal): Promise<unknown> =>
  (await readings.at({ asOf }, signal)).programs.byIds(history.programIds);

beforeAll(() => appendAll(store, events));
afterEach(() => gate.open());
afterAll(() => store.close());

onEachDatabase(() => {
  beforeAll(async () => {
    deaths = [];
    place = viewsFile();
    views = await startViews(place.file, store, PROJECTIONS);
    await settled(views.views, store);
    options = {
      entry: pathToFileURL(join(process.cwd(), 'libs/read-models/as-of/historical-query-thread.ts')),
      place: await placeOf(place.file, PROJECTIONS),
      onDied: (error) => deaths.push(error),
      execArgv: gatedThreads,
    };
    past = new HistoricalQueryWorker(options);
    readings = new Readings(views.read, () => NOW, past.ask);
  });
  afterAll(async () => {
    await past.close();
    await views.close();
    place.remove();
  });

  describe(`the past, in its thread (seed ${seed})`, () => {
    it('answers nothing while the thread stands still; this one goes on', async () => {
      gate.shut();
      let answered = false;
      const answer = programs(NOW).finally(() => (answered = true));
      const live = await everything(readings.live, history);
      expect(answered).toBe(false);
      gate.open();
      expect(await answer).toEqual(live['programs']);
    });

    it.each(Array.from({ length: 6 }, () => [instant(), random.upTo(2) === 0 ? instant() : NOW]))(
      'answers everything at %s, recorded at %s, as it is answered here',
      async (asOf, asRecordedAt) => {
        const here = await new Readings(views.read, () => NOW).at({ asOf, asRecordedAt });
        const there = await readings.at({ asOf, asRecordedAt });
        expect(await everything(there, history)).toEqual(await everything(here, history));
      },
    );

    it('passes on what a question is refused with, and what goes wrong', async () => {
      const { programs: asked, initiatives } = await readings.at({ asOf: NOW });
      const refused = asked.page({}, { first: 101 });
      await expect(refused).rejects.toBeInstanceOf(QuestionError);
      await expect(refused).rejects.toMatchObject({ code: 'BAD_PAGE_SIZE', message: 'A page has 0 to 100 entries, not 101' });
      await expect(initiatives.byIds(null as never)).rejects.toThrow(/null/);
    });

    it('passes on the code of the database, and opens it once it is there', async () => {
      const { folder, remove } = temporaryFolder();
      const file = join(folder, 'views.sqlite');
      const early = new HistoricalQueryWorker({ ...options, place: { file } });
      const asked = await new Readings(views.read, () => NOW, early.ask).at({ asOf: NOW });
      await expect(asked.programs.all()).rejects.toMatchObject({ code: 'SQLITE_CANTOPEN' });
      new Database(file).exec(createTable('journal', journalTable, 'sqlite')).close();
      expect(await asked.programs.all()).toEqual([]);
      await early.close();
      remove();
    });

    it('answers where the program was started with options that a thread refuses', async () => {
      process.execArgv.push('--max-old-space-size=512');
      const entry = pathToFileURL(join(BUILD, 'dist/libs/read-models/as-of/historical-query-thread.js'));
      const { execArgv: _, ...others } = options;
      const heapBound = new HistoricalQueryWorker({ ...others, entry });
      try {
        const asked = await new Readings(views.read, () => NOW, heapBound.ask).at({ asOf: NOW });
        expect(await asked.programs.all()).toEqual(await readings.live.programs.all());
      } finally {
        process.execArgv.pop();
        await heapBound.close();
      }
    });

    it('says that it was interrupted when the thread dies, and answers again from a new one', async () => {
      gate.shut();
      const other = new HistoricalQueryWorker(options);
      const asked = await new Readings(views.read, () => NOW, other.ask).at({ asOf: NOW });
      const lost = [asked.programs.all(), asked.balances.on(history.programIds[0]!)].map((answer) =>
        expect(answer).rejects.toMatchObject({ name: 'QuestionError', code: 'READ_INTERRUPTED' }),
      );
      gate.kill();
      await Promise.all(lost);
      expect(deaths).toHaveLength(1);
      gate.open();
      expect(await asked.programs.all()).toEqual(await readings.live.programs.all());
      await other.close();
      await expect(asked.programs.all()).rejects.toMatchObject({ code: 'READ_INTERRUPTED' });
      expect(deaths).toHaveLength(1);
    });
  });
});
