import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '#testing/event-sourcing/in-memory-event-store.js';
import { cursorOf } from '../paging/cursor.js';
import { PROJECTIONS } from '../registry.js';
import { Readings, type Reading } from '../readings.js';
import { appendAll } from '#testing/projection-engine/interleaved.js';
import { onEachDatabase } from '#testing/projection-engine/on-each-database.js';
import { settled, startViews, viewsFile, type ViewsUnderTest } from '#testing/projection-engine/views-under-test.js';
import { databaseOf, type CountingDatabase } from '../testing/database-of.js';
import { WrittenHistory } from '../testing/written-history.js';

/** Two programs with each name, so that only ids can order them. */
const names = [
  ...['apple', 'Apple', 'Zebra', 'Äpfel', 'äpfel', 'Ångström', 'Øresund', 'naïve', 'naive', 'Straße', 'ITSM', 'ITSM 2', 'ITSM 10', '2026'],
  ...[
    '数字化转型',
    '平台（一期）',
    '平台(一期)',
    '平台(二期)',
    '重庆',
    '重要',
    '沈阳',
    '单点登录',
    '曾国藩',
    '区块链',
    '阿里',
    '“双碳”',
    '🚀',
    '𠀀',
  ],
];

const history = new WrittenHistory();
for (const twin of ['b', 'a'])
  for (const [i, name] of names.entries()) history.charter(`${twin}${i}`, { name }, { at: '2024-01-01T00:00:00.000Z' });
const store = new InMemoryEventStore();
let folded: CountingDatabase;
beforeAll(async () => {
  await appendAll(store, history.events);
  folded = await databaseOf(history.events);
});
afterAll(async () => {
  await folded.close();
  await store.close();
});

type Direction = 'ASC' | 'DESC';

/** Every name with its id and its cursor, page by page. */
async function walk({ programs }: Reading, direction: Direction): Promise<[name: string, id: string, cursor: string][]> {
  const seen: [string, string, string][] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await programs.page({ orderBy: { field: 'NAME', direction } }, { first: 5, after });
    for (const { node, cursor } of page.edges) seen.push([node.name, node.id, cursor]);
    after = seen.at(-1)?.[2];
    more = page.hasNextPage;
  }
  return seen;
}

onEachDatabase(() => {
  let place: ReturnType<typeof viewsFile>;
  let views: ViewsUnderTest;
  beforeAll(async () => {
    place = viewsFile();
    views = await startViews(place.file, store, PROJECTIONS);
    await settled(views.views, store);
  });
  afterAll(async () => {
    await views.close();
    place.remove();
  });

  describe.each<Direction>(['ASC', 'DESC'])('programs by name, %s', (direction) => {
    it('come as readers expect, ties by id', async () => {
      const { compare } = new Intl.Collator('zh-u-co-pinyin');
      const sign = direction === 'ASC' ? 1 : -1;
      const expected = names.filter((name) => !['🚀', '𠀀'].includes(name)).toSorted((a, b) => sign * compare(a, b));
      const seen = (await walk(new Readings(views.read).live, direction)).filter(([name]) => !['🚀', '𠀀'].includes(name));
      expect(seen.map(([name, id]) => `${name} ${id[0]}`)).toEqual(expected.flatMap((name) => [`${name} a`, `${name} b`]));
    });

    it('have the same order and the same cursors on this database as in memory', async () => {
      const live = await walk(new Readings(views.read).live, direction);
      expect(live).toHaveLength(2 * names.length);
      expect(live).toEqual(await walk(new Readings(folded).live, direction));
    });

    it('do not take a cursor of another order of characters', async () => {
      const { programs } = new Readings(views.read).live;
      const after = cursorOf(`programs NAME ${direction}`, ['apple', 'a0']);
      await expect(programs.page({ orderBy: { field: 'NAME', direction } }, { after })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    });
  });
});
