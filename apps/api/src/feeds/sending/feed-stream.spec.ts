import { expect, it } from '@jest/globals';
import { feedText } from './feed-stream.js';
import { feed } from '../feed.js';
import { TABLES } from './format.js';

const about = { en: 'x', zh: 'x' };

interface Person {
  readonly id: string | null;
}

const people = feed<Person, Readonly<Record<string, never>>>({
  name: 'people',
  about,
  columns: [
    { name: 'id', type: 'text', about, of: ({ id }) => id },
    { name: 'name', type: 'text', about, person: ({ id }) => id, of: ({ id }, names) => names.get(id ?? '') ?? null },
  ],
  parameters: {},
  pages: () => pagesOf([]),
});

async function* pagesOf(pages: readonly (readonly (string | null)[])[], read: number[] = []): AsyncGenerator<never[]> {
  for (const [i, page] of pages.entries()) {
    read.push(i);
    yield page.map((id) => ({ id })) as never[];
  }
}

const asked: string[][] = [];
const context = {
  names: async (ids: readonly string[]) => {
    asked.push([...ids]);
    return new Map(ids.map((id) => [id, `Name of ${id}`]));
  },
};

async function written(extension: string, pages: readonly (readonly (string | null)[])[]): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of feedText(
    people,
    TABLES.find((one) => one.extension === extension)!,
    pagesOf(pages),
    context,
  ))
    pieces.push(piece);
  return pieces.join('');
}

it('a feed is whole JSON, however its rows lie in pages, empty ones too', async () => {
  const rows = ['ann', null, 'bo'].map((id) => ({ id, name: id && `Name of ${id}` }));
  for (const pages of [[['ann', null, 'bo']], [[], ['ann'], [], [null, 'bo'], []]])
    expect(JSON.parse(await written('json', pages))).toEqual(rows);
  expect(JSON.parse(await written('json', []))).toEqual([]);
  expect(await written('csv', [])).toBe('\ufeffid,name\r\n');
});

it('a page asks once for each name in it', async () => {
  asked.length = 0;
  await written('csv', [['ann', 'ann', null, 'bo'], ['ann'], [null]]);
  expect(asked).toEqual([['ann', 'bo'], ['ann']]);
});

it('a page is read only when the one before was taken', async () => {
  const read: number[] = [];
  const text = feedText(people, TABLES[0]!, pagesOf([['a'], ['b'], ['c']], read), context);
  await text.next();
  expect(read).toEqual([0]);
  await text.next();
  expect(read).toEqual([0, 1]);
  await text.return(undefined);
  expect(read).toEqual([0, 1]);
});
