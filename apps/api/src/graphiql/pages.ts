import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { makePage, type GraphiqlPage } from './page.js';

/** Makes GraphiQL's page once, at the first request, in a thread of its own so that nothing else waits for it. */
export class GraphiqlPages {
  private made: Promise<GraphiqlPage> | undefined;

  /** @param thread the entry file of the thread; without it the page is made in this thread, which blocks it */
  constructor(private readonly thread?: URL) {}

  /** Returns the page. @throws the error that ended the thread; the next call starts another thread */
  page(): Promise<GraphiqlPage> {
    this.made ??= (this.thread ? madeIn(this.thread) : makePage()).catch((error: unknown) => {
      this.made = undefined;
      throw error;
    });
    return this.made;
  }
}

async function madeIn(entry: URL): Promise<GraphiqlPage> {
  const thread = new Worker(entry);
  try {
    const ended = once(thread, 'exit').then(() => Promise.reject(new Error('The thread that makes the page of GraphiQL has ended.')));
    const [{ html, contentSecurityPolicy }] = await Promise.race([once(thread, 'message') as Promise<[GraphiqlPage]>, ended]);
    return { html: Buffer.from(html.buffer, html.byteOffset, html.byteLength), contentSecurityPolicy };
  } finally {
    await thread.terminate();
  }
}
