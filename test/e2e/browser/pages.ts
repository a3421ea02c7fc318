import { readFileSync } from 'node:fs';
import type { DemoUnderTest } from './demo-under-test.js';

/** A page of the app: a name for files and messages, and an address of it with the example's ids. */
export interface ShownPage {
  readonly name: string;
  readonly address: string;
}

/** Each page that app.tsx has, filled with the example. @param demo tells the ids @throws Error for a path with an id of an unknown kind */
export async function everyPage(demo: Pick<DemoUnderTest, 'ask'>): Promise<readonly ShownPage[]> {
  const { rebaselines } = await demo.ask<{ rebaselines: { nodes: [{ initiative: { id: string; program: { id: string } } }] } }>(
    `{ rebaselines(filter: { states: [PENDING] }, first: 1) { nodes { initiative { id program { id } } } } }`,
  );
  const { id: initiative, program } = rebaselines.nodes[0].initiative;
  const ids: Readonly<Record<string, string>> = { initiatives: initiative, programs: program.id, pillars: 'process' };
  const paths = [...readFileSync('apps/web/src/app.tsx', 'utf8').matchAll(/^ *\['(\/[^']*)', lazy\(/gm)].map(([, path]) => path!);
  if (paths.length < 4) throw new Error(`Only ${paths.length} pages were found in app.tsx; it names them in another way.`);
  return paths.map((path) => ({
    name:
      path === '/'
        ? 'portfolio'
        : path
            .slice(1)
            .replace(/\/:\w+/g, '')
            .replaceAll('/', '-'),
    address: path.replace(/\/(\w+)\/:\w+/g, (_whole, kind: string) => {
      const id = ids[kind];
      if (id === undefined) throw new Error(`There is no example for /${kind}/… of ${path}: add one.`);
      return `/${kind}/${id}`;
    }),
  }));
}
