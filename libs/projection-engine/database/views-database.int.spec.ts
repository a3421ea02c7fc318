import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { statSync, writeFileSync } from 'node:fs';
import { openViewsAt, viewsFile } from '../testing/databases.js';
import { onEachDatabase } from '../testing/on-each-database.js';
import { createTable } from '../writers/statements.js';
import { ViewsDatabase } from './views-database.js';

let place: ReturnType<typeof viewsFile>;
let database: ViewsDatabase;

beforeEach(async () => {
  place = viewsFile();
  database = await openViewsAt(place.file, [], {});
  await database.write((session) => session.run('CREATE TABLE t (a text PRIMARY KEY)'));
});

afterEach(async () => {
  await database.close();
  place.remove();
});

const count = async (): Promise<number> => (await database.select<{ n: number }>('SELECT count(*) AS n FROM t'))[0]!.n;

onEachDatabase(({ isPostgres }) => {
  describe('the views database', () => {
    it('shows queries nothing that is rolled back later', async () => {
      const failing = database.write(async (session) => {
        await session.run(`INSERT INTO t VALUES ('dirty')`);
        expect(await session.all('SELECT a FROM t')).toEqual([{ a: 'dirty' }]);
        expect(await count()).toBe(0);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await count()).toBe(0);
    });

    it('gives writers turns: the rollback of one leaves the commit of another alone', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) =>
          database.write(async (session) => {
            await session.run('INSERT INTO t VALUES (?)', [String(n)]);
            await Promise.resolve();
            if (n % 2 === 1) throw new Error('odd');
          }),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
      expect((await database.select<{ a: string }>('SELECT a FROM t')).every(({ a }) => Number(a) % 2 === 0)).toBe(true);
      expect(await count()).toBe(10);
    });

    it('lets queries write nothing', async () => {
      await expect(database.select(`INSERT INTO t VALUES ('x')`)).rejects.toThrow(/read-?only/);
    });

    it('sorts texts by their bytes, whatever the order of its language: cursors rely on it', async () => {
      const texts = ['Zebra', 'apple', 'äpfel', 'é', 'e\u0301', '文化', '技术', '领导', '流程', '\uff5e', '\u{1f600}', '-', '_', ' '];
      const shape = { columns: { name: 'text' }, key: ['name'] } as const;
      await database.write(async (session) => {
        await session.run(createTable('names', shape, isPostgres ? 'postgres' : 'sqlite'));
        for (const text of texts) await session.run('INSERT INTO names VALUES (?)', [text]);
      });
      const sorted = await database.select<{ name: string }>('SELECT name FROM names ORDER BY name');
      expect(sorted.map(({ name }) => name)).toEqual(texts.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    });

    (isPostgres ? it.skip : it)('is a file for its owner alone', () => {
      expect(statSync(place.file).mode & 0o777).toBe(0o600);
    });

    (isPostgres ? it.skip : it)('begins anew where the file is beyond use', async () => {
      await database.close();
      writeFileSync(place.file, 'this is no database, however long it may be '.repeat(100));
      database = await ViewsDatabase.open(place.file);
      expect(await database.select(`SELECT name FROM sqlite_master`)).toEqual([]);
    });
  });
});
