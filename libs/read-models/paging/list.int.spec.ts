import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Cell } from '#event-sourcing/folds/projection.js';
import { condition } from './condition.js';
import { rowsOf, type List, type Select } from './list.js';

interface Thing {
  readonly id: string;
  readonly size: number;
}

let database: DataSource;
const select: Select = <R>(sql: string, parameters: readonly Cell[] = []) => database.query<R[]>(sql, [...parameters]);

/** Many ties, which only the id can decide. */
const things: readonly Thing[] = Array.from({ length: 57 }, (_, i) => ({ id: `t${(i * 31) % 57}`, size: i % 5 }));

beforeAll(async () => {
  database = await new DataSource({ type: 'better-sqlite3', database: ':memory:' }).initialize();
  await database.query('create table things (id text primary key, size integer)');
  for (const { id, size } of things) await database.query('insert into things values (?, ?)', [id, size]);
});
afterAll(() => database.destroy());

const list = (descending: boolean): List => ({
  name: 'things',
  columns: 't.id, t.size',
  from: 'things t',
  where: [condition('t.size <> ?', 3)],
  order: [
    { sql: 't.size * ?', parameters: [2], type: 'number', descending },
    { sql: 't.id', type: 'text' },
  ],
});

const expected = (descending: boolean): readonly string[] =>
  things
    .filter(({ size }) => size !== 3)
    .toSorted((a, b) => (descending ? b.size - a.size : a.size - b.size) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);

describe.each([false, true])('a list, descending: %s', (descending) => {
  it('is the whole list, walked forwards', async () => {
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const page = await rowsOf<Thing>(select, list(descending), { first: 4, after });
      expect(page.hasPreviousPage).toBe(after !== undefined);
      seen.push(...page.rows.map(({ row }) => row.id));
      after = page.rows.at(-1)?.cursor;
      more = page.hasNextPage;
    }
    expect(seen).toEqual(expected(descending));
  });

  it('is the whole list, walked backwards', async () => {
    const seen: string[] = [];
    for (let before: string | undefined, more = true; more;) {
      const page = await rowsOf<Thing>(select, list(descending), { last: 5, before });
      expect(page.hasNextPage).toBe(before !== undefined);
      seen.unshift(...page.rows.map(({ row }) => row.id));
      before = page.rows[0]?.cursor;
      more = page.hasPreviousPage;
    }
    expect(seen).toEqual(expected(descending));
  });
});

describe('a page', () => {
  it('goes on after an entry that is there no more', async () => {
    const first = await rowsOf<Thing>(select, list(false), { first: 3 });
    const cursor = first.rows[2]!.cursor;
    await database.query('delete from things where id = ?', [first.rows[2]!.row.id]);
    const second = await rowsOf<Thing>(select, list(false), { first: 1, after: cursor });
    expect(second.rows[0]!.row.id).toBe(expected(false)[3]);
    await database.query('insert into things values (?, ?)', [first.rows[2]!.row.id, first.rows[2]!.row.size]);
  });

  const ids = (page: Awaited<ReturnType<typeof rowsOf<Thing>>>): readonly string[] => page.rows.map(({ row }) => row.id);

  it('lies between both cursors, whichever way it is taken', async () => {
    const all = (await rowsOf<Thing>(select, list(false), { first: 8 })).rows;
    const [after, before] = [all[1]!.cursor, all[6]!.cursor];
    const between = expected(false).slice(2, 6);
    const sides = { hasNextPage: true, hasPreviousPage: true };
    for (const paging of [{ first: 9 }, { last: 9 }, {}]) {
      const page = await rowsOf<Thing>(select, list(false), { ...paging, after, before });
      expect([ids(page), page]).toEqual([between, expect.objectContaining(sides)]);
    }
    expect(ids(await rowsOf<Thing>(select, list(false), { first: 2, after, before }))).toEqual(between.slice(0, 2));
    expect(ids(await rowsOf<Thing>(select, list(false), { last: 2, after, before }))).toEqual(between.slice(2));
    expect(ids(await rowsOf<Thing>(select, list(false), { last: 100, after }))).toEqual(expected(false).slice(2));
  });

  it.each([
    [4, 1],
    [0, 0],
  ])('is refused where both ends are asked for: first %d, last %d', async (first, last) => {
    await expect(rowsOf(select, list(false), { first, last })).rejects.toMatchObject({ code: 'FIRST_AND_LAST' });
  });

  it('counts only when asked, and without regard to the cursor', async () => {
    const page = await rowsOf<Thing>(select, list(false), { first: 2 });
    expect(await page.totalCount()).toBe(expected(false).length);
  });

  it('of 0 entries tells whether there are any', async () => {
    expect(await rowsOf<Thing>(select, list(false), { first: 0 })).toMatchObject({ rows: [], hasNextPage: true });
  });

  it.each([-1, 101, 1.5])('of %s entries is refused', async (first) => {
    await expect(rowsOf(select, list(false), { first })).rejects.toMatchObject({ code: 'BAD_PAGE_SIZE' });
  });
});
