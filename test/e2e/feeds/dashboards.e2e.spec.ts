import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { csvObjects } from '#testing/csv.js';
import { startMatrix, type Matrix } from '../access/matrix-people.js';

const FOLDER = 'docs/dashboards';
const file = (name: string): string => readFileSync(`${FOLDER}/${name}`, 'utf8');
const today = new Date().toISOString().slice(0, 10);
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let matrix: Matrix;
let types: ReadonlyMap<string, Readonly<Record<string, string>>>;

/** A program in which each of the questions has an answer: something is overdue, next, unowned, drifting and has moved. */
beforeAll(async () => {
  matrix = await startMatrix();
  const { initiativeId, programId } = matrix.beside;
  const id = '018f3f3e-0000-7000-8000-00000000000a';
  await matrix.api.mutate('planMilestone', { initiativeId, id, title: 'Late', due: '2026-02-01' });
  await matrix.api.mutate('planMilestone', { initiativeId, title: 'Next', due: inDays(7) });
  expect(programId).toBe(matrix.own.programId);
  const { feeds } = (await (await fetched('/feeds')).json()) as {
    feeds: readonly { name: string; columns: readonly { name: string; type: string }[] }[];
  };
  types = new Map(feeds.map(({ name, columns }) => [name, Object.fromEntries(columns.map((column) => [column.name, column.type]))]));
});
afterAll(() => matrix.api.close());

const fetched = (path: string): Promise<Response> =>
  fetch(`${matrix.api.url}${path}`, {
    headers: { authorization: `Basic ${Buffer.from(`any:${matrix.tokens['administrator-of-all']}`).toString('base64')}` },
  });

/** The rows at an address of a recipe. @throws Error if it is refused */
async function rowsAt(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const response = await fetched(path);
  const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
  return new URL(path, 'http://x').pathname.endsWith('.json') ? (JSON.parse(text) as Record<string, unknown>[]) : csvObjects(text.slice(1));
}

const feedOf = (path: string): string => /\/feeds\/([a-z]+)\./.exec(path)![1]!;

describe('the GraphQL documents of a Monday', () => {
  const VARIABLES: Readonly<Record<string, object>> = {
    '2-what-changed.graphql': { since: `${inDays(-7)}T00:00:00Z` },
    '4-what-comes-next.graphql': { from: today, to: inDays(14) },
  };
  const documents = readdirSync(`${FOLDER}/monday`);

  it('are six', () => {
    expect(documents.length).toBe(6);
  });

  it.each(documents)('%s has an answer', async (name) => {
    const { data, errors } = await matrix.api.ask(file(`monday/${name}`), VARIABLES[name]);
    expect(errors).toBeUndefined();
    for (const [field, value] of Object.entries(data!)) {
      const of = value as readonly unknown[] & { readonly nodes?: readonly unknown[]; readonly count?: number };
      expect([field, (of.nodes ?? of).length ?? of.count]).not.toEqual([field, 0]);
    }
  });
});

interface Target {
  readonly url: string;
  readonly columns: readonly { readonly selector: string; readonly type: string }[];
}
interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly Target[] }[];
  readonly templating: { readonly list: readonly { readonly query: { readonly infinityQuery: Target } }[] };
}

describe('the Grafana dashboard', () => {
  const { panels, templating } = JSON.parse(file('grafana.json')) as Dashboard;
  const variables = templating.list.map(({ query }) => query.infinityQuery);
  const targets = [...variables, ...panels.flatMap((panel) => panel.targets)];
  const KINDS: Readonly<Record<string, string>> = { date: 'timestamp', instant: 'timestamp', integer: 'number', number: 'number' };

  /** What Grafana puts in for its variables, with these programs chosen. */
  const filled = (url: string, programs: string): string => {
    const asked = url
      .replaceAll('${program:csv}', programs)
      .replaceAll('${__from:date:YYYY-MM-DD}', today)
      .replaceAll('${__to:date:YYYY-MM-DD}', today)
      .replaceAll('${__from:date:iso}', '2026-01-01T00:00:00.000Z')
      .replaceAll('${__to:date:iso}', new Date().toISOString());
    expect(asked).not.toContain('$');
    return asked;
  };

  it.each(targets.map(({ url }, i) => [url, i] as const))('shows columns that are there, with their types: %s', async (url, i) => {
    const { columns } = targets[i]!;
    const [one, all] = [await rowsAt(filled(url, matrix.own.programId)), await rowsAt(filled(url, ''))];
    expect(one.length).toBeGreaterThan(0);
    expect(all.length).toBeGreaterThanOrEqual(one.length);
    for (const { selector, type } of columns) {
      const is = types.get(feedOf(url))![selector];
      expect([selector, is === undefined ? 'missing' : (KINDS[is] ?? 'string')]).toEqual([selector, type]);
      expect(one[0]).toHaveProperty(selector);
    }
  });
});

describe('the recipe for Power BI', () => {
  const queries = [...file('power-bi.md').matchAll(/```m\n(.*?)```/gs)].map(([, text]) => text!);

  it('has its queries', () => {
    expect(queries.length).toBe(3);
  });

  it.each([0, 1, 2])('gives the columns that it types (query %i)', async (nth) => {
    const text = queries[nth]!;
    const [, path, query] = /RelativePath = "([^"]+)", Query = \[([^\]]*)\]/.exec(text)!;
    const parameters = new URLSearchParams(
      Object.fromEntries([...query!.matchAll(/(\w+) = "([^"]*)"/g)].map(([, name, value]) => [name!, value!])),
    );
    const address = `/${path!}?${parameters.toString()}`;
    const [row] = await rowsAt(address);
    const typed = [...text.matchAll(/\{"(\w+)", ([A-Za-z0-9. ]+)\}/g)].map(([, name, type]) => [name!, type!] as const);
    expect(typed.length).toBeGreaterThan(4);
    const M: Readonly<Record<string, string>> = {
      date: 'type date',
      instant: 'type datetimezone',
      integer: 'Int64.Type',
      number: 'type number',
    };
    for (const [name, type] of typed) {
      expect([name, M[types.get(feedOf(address))![name] ?? '']]).toEqual([name, type]);
      expect(row).toHaveProperty(name);
    }
  });
});

describe('the recipe for Metabase', () => {
  const text = file('metabase.md');
  const tables = [...text.matchAll(/create table (\w+) \(\n(.*?)\n\);/gs)].map(([, name, columns]) => [name!, columns!] as const);

  it.each(tables)('has a table that takes the feed column by column: %s', async (name, columns) => {
    const SQL: Readonly<Record<string, string>> = {
      ...{ id: 'uuid', text: 'text', code: 'text', date: 'date', instant: 'timestamptz' },
      ...{ integer: 'integer', number: 'double precision', boolean: 'boolean' },
    };
    const declared = columns.split(',\n').map((line) => line.trim().split(/ (.*)/s).slice(0, 2));
    expect(declared).toEqual(Object.entries(types.get(name)!).map(([column, type]) => [column, SQL[type]]));
    expect((await rowsAt(`/feeds/${name}.csv`)).length).toBeGreaterThan(0);
    expect(text).toContain('https://evenkeel.example.com/feeds/$feed.csv');
  });

  it('copies each of its tables', () => {
    expect(/for feed in ([a-z ]+);/.exec(text)![1]!.split(' ')).toEqual(tables.map(([name]) => name));
  });
});
