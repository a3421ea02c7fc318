import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILD } from '#testing/program.js';
import { makePage } from './page.js';
import { GraphiqlPages } from './pages.js';

/** A thread that runs this code. */
const thread = (code: string): URL => new URL(`data:text/javascript,import { parentPort } from 'node:worker_threads'; ${code}`);

describe("GraphiQL's page", () => {
  it('is made in a thread, once for all that ask', async () => {
    const pages = new GraphiqlPages(
      thread("parentPort.postMessage({ html: Buffer.from('made there'), contentSecurityPolicy: 'nothing' })"),
    );
    const [one, other] = await Promise.all([pages.page(), pages.page()]);
    expect(one.html).toEqual(Buffer.from('made there'));
    expect(other).toBe(one);
    expect(await pages.page()).toBe(one);
  });

  it.each([
    ['throws', "throw new Error('no memory')", /no memory/],
    ['ends without it', 'process.exit(0)', /has ended/],
  ])('is made anew where the thread %s', async (_, code, reason) => {
    const pages = new GraphiqlPages(thread(code));
    const first = pages.page();
    await expect(first).rejects.toThrow(reason);
    const second = pages.page();
    expect(second).not.toBe(first);
    await expect(second).rejects.toThrow(reason);
  });

  it('is the same from the thread of the program as it is here', async () => {
    const there = await new GraphiqlPages(pathToFileURL(join(BUILD, 'dist/apps/api/src/graphiql/page-thread.js'))).page();
    const here = await makePage();
    expect(there.contentSecurityPolicy).toBe(here.contentSecurityPolicy);
    expect(there.html.equals(here.html)).toBe(true);
  });
});
